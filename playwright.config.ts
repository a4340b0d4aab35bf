import { defineConfig, devices } from '@playwright/test'

const asRoot = process.getuid?.() === 0
// No test may reach the voice service; the studios that they start inherit this.
process.env.PHONEME_STUDIO_OFFLINE = '1'
const long = Boolean(process.env.PHONEME_STUDIO_LONG)

export default defineConfig({
  testDir: 'test',
  testMatch: ['e2e/**/*.spec.ts', ...(long ? ['long/**/*.spec.ts'] : [])],
  outputDir: 'test-results',
  // Recording is measured to the sample: two browsers on two cores would measure each other.
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: long ? 600_000 : 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['./tools/test/playwright-reporter.ts']],
  use: {
    ...devices['Desktop Chrome'],
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.PHONEME_STUDIO_CHROMIUM,
      // Chromium refuses to sandbox for root, which is who runs tests in a container.
      args: asRoot ? ['--no-sandbox'] : [],
    },
  },
})
