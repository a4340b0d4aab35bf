import { describe, expect, it } from 'vitest'
import { formatBytes } from '#renderer/ui/format-bytes.ts'
import { formatDbfs } from '#renderer/ui/format-dbfs.ts'
import { formatDuration } from '#renderer/ui/format-duration.ts'
import { formatSampleRate } from '#renderer/ui/format-sample-rate.ts'

describe('figures as people read them', () => {
  it.each([
    [0, '0.00 s'],
    [0.616, '0.62 s'],
    [9.994, '9.99 s'],
    [9.996, '10.0 s'],
    [59.94, '59.9 s'],
    [59.96, '1:00'],
    [65.2, '1:05'],
    [3599.6, '1:00:00'],
    [3729, '1:02:09'],
  ])('a duration of %d s', (seconds, words) => expect(formatDuration(seconds)).toBe(words))

  it.each([
    [-14.24, '−14.2 dBFS'],
    [-0.04, '0 dBFS'],
    [0, '0 dBFS'],
    [null, '−∞ dBFS'],
    [Number.NEGATIVE_INFINITY, '−∞ dBFS'],
  ])('a level of %d', (dbfs, words) => expect(formatDbfs(dbfs)).toBe(words))

  it.each([
    [0, '0 B'],
    [512, '512 B'],
    [1024, '1.00 kB'],
    [430_490, '420.4 kB'],
    [1_468_006, '1.40 MB'],
    [5 * 1024 ** 4, '5.00 TB'],
    [3000 * 1024 ** 4, '3000.0 TB'],
  ])('a size of %d bytes', (bytes, words) => expect(formatBytes(bytes)).toBe(words))

  it.each([
    [48_000, '48 kHz'],
    [44_100, '44.1 kHz'],
    [22_050, '22.05 kHz'],
  ])('a rate of %d Hz', (rate, words) => expect(formatSampleRate(rate)).toBe(words))
})
