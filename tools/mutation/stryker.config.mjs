/** What is mutated, and how. A part joins by its file in `mutate` and its tests in vitest.config.ts. */
export default {
  mutate: [
    // The rule, and its three older faces.
    'shared/entities/resolve.ts',
    'shared/entities/audio-faces.ts',
    // The expiry.
    'shared/entities/audio-source.ts',
    // The play count, as far as it is no SQL: further files of it join here.
    'shared/entities/cache-record.ts',
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
    '!test/builders.ts',
    '!test/unit/entities/**',
    '!tools/mutation/**',
  ],
  tempDirName: '.cache/mutation',
  cleanTempDir: 'always',
  concurrency: 2,
  reporters: ['progress-append-only'],
  allowConsoleColors: false,
  logLevel: 'warn',
}
