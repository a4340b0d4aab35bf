import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Long tests join only when `npm test -- --long` asks for them. */
const rooms = ['unit', 'contract', 'faults', ...(process.env.PHONEME_STUDIO_LONG ? ['long'] : [])]

/** What loads no native code: its files may share a process, since none can take the others down with it. */
const pure = ['acoustics', 'entities', 'renderer', 'script'].map((folder) => `test/unit/${folder}/**/*.test.{ts,tsx}`)

const common = {
  environment: 'node',
  // No test may reach the voice service; those about it have one of their own on this machine.
  env: { PHONEME_STUDIO_OFFLINE: '1' },
  // Native SQLite and real child processes: a crash must cost one file, not the run.
  pool: 'forks',
  testTimeout: 20_000,
  hookTimeout: 30_000,
} as const

export default defineConfig({
  test: {
    allowOnly: false,
    // Vitest would leave one core to itself, though it does next to nothing while the tests run.
    maxWorkers: availableParallelism(),
    projects: [
      ...rooms.map((room) => ({
        test: {
          ...common,
          name: room,
          include: [`test/${room}/**/*.test.{ts,tsx}`],
          exclude: room === 'unit' ? pure : [],
          ...(room === 'long' && { testTimeout: 600_000 }),
        },
      })),
      { test: { ...common, name: 'unit-pure', include: pure, isolate: false } },
    ],
  },
})
