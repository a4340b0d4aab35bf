export interface Survivor {
  /** Relative to the project, with forward slashes. */
  file: string
  /** The line as it stands, without its indentation. */
  line: string
  /** What part of it was replaced with. */
  replacement: string
  /** Why no test can tell the two apart. */
  reason: string
}

/** Mutants that may live because they do the same. A test that could tell one apart belongs in the tests instead. */
export const survivors: Survivor[] = [
  {
    file: 'shared/entities/resolve.ts',
    line: 'if (a.createdAt !== b.createdAt) return a.createdAt > b.createdAt ? -1 : 1',
    replacement: 'a.createdAt >= b.createdAt',
    reason: 'Equal times never reach the comparison: the condition before it has sent them on.',
  },
  {
    file: 'shared/entities/audio-source.ts',
    line: 'return isNative(source) || cachedUntil === null || cachedUntil > now ? null : cachedUntil',
    replacement: 'false',
    reason: 'An empty cachedUntil is later than nothing, so it would be given itself, which is the same null.',
  },
  {
    file: 'shared/entities/cache-record.ts',
    line: 'const isLater = lastAccessedAt === null || at > lastAccessedAt',
    replacement: 'at >= lastAccessedAt',
    reason: 'Of two equal times either may be kept.',
  },
]
