import { defineConfig } from 'vitest/config'

/**
 * Sentences only: they are the same at every run, while what the random catalogs of test/unit/entities/rule find is
 * not, and a mutant must not live or die by the hour.
 */
const judges = [
  'entities/resolve',
  'entities/audio-faces',
  'entities/audio-source',
  'entities/cache-record',
  'services/plays',
]

export default defineConfig({
  test: { include: judges.map((name) => `test/unit/${name}.test.ts`), environment: 'node' },
})
