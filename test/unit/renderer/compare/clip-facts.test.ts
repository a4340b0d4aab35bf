import { describe, expect, it } from 'vitest'
import { clipFacts } from '#renderer/compare/clip-facts.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { aSource } from '#test/builders.ts'

const now = Date.parse('2026-11-20T10:00:00.000Z')
const facts = (fields: Partial<AudioSource>) => clipFacts({ source: aSource(fields), cacheRecord: null }, now)

describe('what is known of a clip', () => {
  it('eSpeak was given the phoneme, a neural voice a word; of a person nobody noted it', () => {
    expect(facts({ metadata: { mnemonic: "'i:", text: 'sheep' } }).says).toEqual({ kind: 'phoneme' })
    expect(facts({ metadata: { text: 'sheep' } }).says).toEqual({ kind: 'word', word: 'sheep' })
    expect(facts({ sourceType: 'native' }).says).toBeNull()
  })

  it('its engine with its version, and its rate with a true minus', () => {
    expect(facts({ metadata: { tts_engine: 'espeak-ng', engine_version: '1.52', tts_rate: '-30%' } })).toMatchObject({
      engine: 'espeak-ng 1.52',
      rate: '−30%',
    })
    expect(facts({ metadata: { tts_rate: '' } })).toMatchObject({ engine: null, rate: null })
  })

  it('when it expires, in whole days; a native never does', () => {
    expect(facts({ cachedUntil: '2026-11-23T11:00:00.000Z' }).expiry).toEqual({ kind: 'in', days: 3 })
    expect(facts({ cachedUntil: '2026-11-20T10:00:00.001Z' }).expiry).toEqual({ kind: 'in', days: 0 })
    expect(facts({ cachedUntil: '2026-11-20T10:00:00.000Z' }).expiry).toEqual({ kind: 'ago', days: 0 })
    expect(facts({ cachedUntil: '2026-11-18T09:00:00.000Z' }).expiry).toEqual({ kind: 'ago', days: 2 })
    expect(facts({ cachedUntil: null }).expiry).toEqual({ kind: 'never' })
    expect(facts({ sourceType: 'native', cachedUntil: '2026-11-18T09:00:00.000Z' }).expiry).toEqual({ kind: 'never' })
  })

  it('its age goes by when its file was written, and is never below 0', () => {
    const source = aSource({ createdAt: '2026-11-01T10:00:00.000Z' })
    const record = { sourceId: source.id, fileSizeBytes: 1, lastAccessedAt: null, usageCount: 7 }
    const written = (generatedAt: string) => clipFacts({ source, cacheRecord: { ...record, generatedAt } }, now)
    expect(written('2026-11-18T10:00:01.000Z')).toMatchObject({ ageDays: 1, plays: 7 })
    expect(written('2026-11-21T10:00:00.000Z').ageDays).toBe(0)
    expect(clipFacts({ source, cacheRecord: null }, now)).toMatchObject({ ageDays: 19, plays: 0 })
  })
})
