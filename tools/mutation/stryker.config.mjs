/** What is mutated, and how. A part joins by its file in `mutate` and its tests in vitest.config.ts. */
export default {
  mutate: [
    // The rule, and its three older faces.
    'shared/entities/resolve.ts',
    'shared/entities/audio-faces.ts',
    // The expiry.
    'shared/entities/audio-source.ts',
    // The play count: what it comes to, the table that keeps it, and who may count.
    'shared/entities/cache-record.ts',
    'electron/catalog/plays.ts',
    'electron/services/plays.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'tools/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner'],
  // Nothing else is copied, so that nobody's work elsewhere in the tree can disturb a run.
  ignorePatterns: [
    '**',
    '!package.json',
    '!tsconfig.json',
    '!shared/**',
    '!electron/**',
    '!test/*.ts',
    '!test/unit/entities/**',
    '!test/unit/catalog/a-catalog.ts',
    '!test/unit/services/a-library.ts',
    '!test/unit/services/plays.test.ts',
    '!tools/mutation/**',
  ],
  tempDirName: '.cache/mutation',
  cleanTempDir: 'always',
  concurrency: 2,
  reporters: ['progress-append-only'],
  allowConsoleColors: false,
  logLevel: 'warn',
}
