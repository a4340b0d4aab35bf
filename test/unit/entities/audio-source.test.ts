import { describe, expect, it } from 'vitest'
import {
  cacheAgeDays,
  getQualityScore,
  getUrl,
  isCached,
  isNative,
  markCached,
  megabytes,
} from '#shared/entities/audio-source.ts'
import { logCacheRecord, logSource } from '#shared/entities/format-source.ts'
import { aSource, times } from '#test/builders.ts'

const { earlier, now, later } = times

describe('a source, in the words that the course’s other system knows', () => {
  it('is valid as a native always, as TTS until cached_until and not from then on', () => {
    const tts = (cachedUntil: string | null) => isCached(aSource({ cachedUntil }), now)
    expect(isNative(aSource({ sourceType: 'native' }))).toBe(true)
    expect(isCached(aSource({ sourceType: 'native' }), now)).toBe(true)
    expect([tts(null), tts(later), tts(now), tts(earlier)]).toEqual([true, true, false, false])
  })

  it('has an address under /media/ where it has a file, and a score by its kind', () => {
    expect(getUrl(aSource({ path: 'phonemes/audio/a.wav' }))).toBe('/media/phonemes/audio/a.wav')
    expect(getUrl(aSource({ path: null }))).toBeNull()
    const scores = (['native', 'tts', 'generated'] as const).map((sourceType) => getQualityScore({ sourceType }))
    expect(scores).toEqual([100, 90, 80])
  })

  it('is kept for thirty days from now, but never as a native', () => {
    expect(markCached({ sourceType: 'tts' }, now)).toBe('2026-12-02T10:00:00.000Z')
    expect(() => markCached({ sourceType: 'native' }, now)).toThrow(/never expires/)
  })

  it('is 0 days old when it is new, counts whole days, and has 1,048,576 bytes in a megabyte', () => {
    const age = (at: string) => cacheAgeDays({ generatedAt: now }, at)
    expect([age(now), age('2026-11-03T09:59:59.999Z'), age(later)]).toEqual([0, 0, 1])
    expect([megabytes(1_048_576), megabytes(1_572_864)]).toEqual([1, 1.5])
  })

  it('is written in logs as the other system writes it', () => {
    expect(logSource('iː', { sourceType: 'native' })).toBe('<AudioSource: iː (native)>')
    expect(logCacheRecord('iː', 3)).toBe('<AudioCache: iː (3 plays)>')
  })
})
