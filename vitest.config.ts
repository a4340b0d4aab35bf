import { defineConfig } from 'vitest/config'

/** Long tests join only when `npm test -- --long` asks for them. */
const rooms = ['unit', 'contract', 'faults', ...(process.env.PHONEME_STUDIO_LONG ? ['long'] : [])]

export default defineConfig({
  test: {
    allowOnly: false,
    projects: rooms.map((room) => ({
      test: {
        name: room,
        include: [`test/${room}/**/*.test.{ts,tsx}`],
        environment: 'node',
        // No test may reach the voice service; those about it have one of their own on this machine.
        env: { PHONEME_STUDIO_OFFLINE: '1' },
        // Native SQLite and real child processes: a crash must cost one file, not the run.
        pool: 'forks',
        testTimeout: room === 'long' ? 600_000 : 20_000,
        hookTimeout: 30_000,
      },
    })),
  },
})
