import { describe, expect, it } from 'vitest'
import {
  expiredAt,
  getQualityScore,
  getUrl,
  isCached,
  isNative,
  markCached,
  sourceTypes,
} from '#shared/entities/audio-source.ts'
import { aSource, times } from '#test/builders.ts'

const { earlier, now, later } = times

describe('a source, in the words that the course’s other system knows', () => {
  it('is native as a native, and valid whenever it is asked about', () => {
    expect(sourceTypes.map((sourceType) => isNative({ sourceType }))).toEqual([true, false, false])
    const native = aSource({ sourceType: 'native' })
    expect([isCached(native, now), isCached({ ...native, cachedUntil: earlier }, now)]).toEqual([true, true])
    expect(expiredAt({ ...native, cachedUntil: earlier }, now)).toBeNull()
  })

  it('is valid as TTS before cached_until, and not at that instant or after it', () => {
    const at = (cachedUntil: string) => isCached(aSource({ sourceType: 'tts', cachedUntil }), now)
    const near = ['2026-11-02T10:00:00.001Z', now, '2026-11-02T09:59:59.999Z']
    expect([later, ...near, earlier].map(at)).toEqual([true, true, false, false, false])
    expect(isCached(aSource({ sourceType: 'generated', cachedUntil: now }), now)).toBe(false)
    expect(expiredAt(aSource({ cachedUntil: earlier }), now)).toBe(earlier)
  })

  it('is valid for ever as TTS without cached_until', () => {
    expect(isCached(aSource({ sourceType: 'tts', cachedUntil: null }), now)).toBe(true)
    expect(expiredAt(aSource({ sourceType: 'generated', cachedUntil: null }), now)).toBeNull()
  })

  it('has an address under /media/ where it has a file, and none without', () => {
    const path = 'phonemes/audio/2026/11/02/a.wav'
    expect(getUrl(aSource({ path }))).toBe('/media/phonemes/audio/2026/11/02/a.wav')
    expect(getUrl(aSource({ path: null }))).toBeNull()
  })

  it('scores 100 as a native, 90 as TTS, 80 made on demand, and 0 where the browser speaks itself', () => {
    const scores = [...sourceTypes, 'web_speech' as const].map((sourceType) => getQualityScore({ sourceType }))
    expect(scores).toEqual([100, 90, 80, 0])
  })

  it('is kept for thirty days from now, or for as many as are asked for', () => {
    expect(markCached({ sourceType: 'tts' }, now)).toBe('2026-12-02T10:00:00.000Z')
    expect(markCached({ sourceType: 'generated' }, now, 7)).toBe('2026-11-09T10:00:00.000Z')
    expect(isCached({ sourceType: 'tts', cachedUntil: markCached({ sourceType: 'tts' }, now, 0) }, now)).toBe(false)
  })

  it('is never kept until some day as a native', () => {
    expect(() => markCached({ sourceType: 'native' }, now)).toThrow(new RangeError('a native source never expires'))
    expect(() => markCached({ sourceType: 'native' }, now, 7)).toThrow(RangeError)
  })
})
