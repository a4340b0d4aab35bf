import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Candidate, SourceFault } from '#shared/entities/resolve.ts'
import { resolve } from '#shared/entities/resolve.ts'
import { aSource, times } from '#test/builders.ts'

const { now, earlier, later } = times
const phoneme = {
  id: '018f0000-0000-7000-8000-000000000001',
  ipaSymbol: 'iː',
  vietnameseApprox: 'như i kéo dài',
  spokenText: 'sheep',
  preferredAudioSourceId: null as string | null,
}
const sound = (source: AudioSource, fault: SourceFault | null = null): Candidate => ({ source, fault })
const ruled = (candidates: Candidate[], preferredAudioSourceId: string | null = null) =>
  resolve({ ...phoneme, preferredAudioSourceId }, candidates, now)

describe('the rule that picks', () => {
  it('answers the preferred source before any other', () => {
    const native = aSource({ sourceType: 'native' })
    const chosen = aSource({ sourceType: 'tts', createdAt: earlier })
    expect(ruled([sound(native), sound(chosen)], chosen.id)).toMatchObject({
      rung: 'preferred',
      source: chosen,
      status: 'success',
    })
  })

  it('lets a choice stand although its clip has expired', () => {
    const chosen = aSource({ sourceType: 'tts', cachedUntil: earlier })
    const native = aSource({ sourceType: 'native' })
    expect(ruled([sound(native), sound(chosen)], chosen.id)).toMatchObject({ source: chosen, status: 'success' })
  })

  it('passes over a preferred source that is not playable, and says why', () => {
    const chosen = aSource({ sourceType: 'native' })
    const spare = aSource({ sourceType: 'tts' })
    const answer = ruled([sound(chosen, 'silent'), sound(spare)], chosen.id)
    expect(answer.source).toBe(spare)
    expect(answer.ladder[0]).toEqual({
      rung: 'preferred',
      sourceId: chosen.id,
      passedOver: { reason: 'fault', fault: 'silent' },
    })
  })

  it('never answers the preferred source of another phoneme', () => {
    const foreign = aSource({ phonemeId: '018f0000-0000-7000-8000-000000000002' })
    const answer = ruled([sound(foreign)], foreign.id)
    expect(answer.sourceType).toBe('web_speech')
    expect(answer.ladder[0]?.passedOver).toEqual({ reason: 'of another phoneme' })
  })

  it('says that a preferred source is gone, or only an example', () => {
    const example = aSource({ sourceType: 'native', context: 'word' })
    expect(ruled([], example.id).ladder[0]?.passedOver).toEqual({ reason: 'missing' })
    expect(ruled([sound(example)], example.id).ladder[0]?.passedOver).toEqual({ reason: 'an example' })
  })

  it('answers the newest native, then TTS, then what was generated on demand', () => {
    const old = aSource({ sourceType: 'native', createdAt: earlier })
    const young = aSource({ sourceType: 'native' })
    const tts = aSource({ sourceType: 'tts', createdAt: later })
    const generated = aSource({ sourceType: 'generated', createdAt: later })
    const all = [old, young, tts, generated].map((source) => sound(source))
    expect(ruled(all).source).toBe(young)
    expect(ruled(all.slice(2)).source).toBe(tts)
    expect(ruled(all.slice(3)).source).toBe(generated)
  })

  it('finds an older valid clip although the newest has expired', () => {
    const expired = aSource({ sourceType: 'tts', cachedUntil: earlier })
    const valid = aSource({ sourceType: 'tts', createdAt: earlier, cachedUntil: later })
    expect(ruled([sound(expired), sound(valid)]).source).toBe(valid)
  })

  it('takes a clip as expired at the very instant of cached_until', () => {
    expect(ruled([sound(aSource({ sourceType: 'tts', cachedUntil: now }))])).toMatchObject({
      rung: 'expired',
      status: 'fallback',
      wantsFresh: true,
    })
  })

  it('answers a stale clip rather than none, and asks for a fresh one', () => {
    const stale = aSource({ sourceType: 'generated', cachedUntil: earlier })
    expect(ruled([sound(stale)])).toMatchObject({ source: stale, status: 'fallback', wantsFresh: true })
  })

  it('does not let an empty native hide a good TTS', () => {
    const empty = aSource({ sourceType: 'native', path: null, sha256: null, fileSizeBytes: null })
    const tts = aSource({ sourceType: 'tts' })
    expect(ruled([sound(empty, 'no file'), sound(tts)]).source).toBe(tts)
  })

  it('gives a learner something to read and a voice a word to say when there is no file', () => {
    const answer = ruled([])
    expect(answer).toMatchObject({ sourceType: 'web_speech', status: 'fallback', url: null })
    expect(answer).toMatchObject({ fallbackText: 'như i kéo dài', spokenText: 'sheep' })
    expect(resolve({ ...phoneme, vietnameseApprox: '' }, [], now).fallbackText).toBe('iː')
  })

  it('leaves examples out', () => {
    expect(ruled([sound(aSource({ sourceType: 'native', context: 'syllable' }))]).sourceType).toBe('web_speech')
  })

  it('never flickers between two sources of the same instant', () => {
    const twins = [aSource({ sourceType: 'native' }), aSource({ sourceType: 'native' })].map((source) => sound(source))
    expect(ruled(twins).source).toBe(ruled(twins.toReversed()).source)
  })
})

/** The law once more, slowly: score every source and take the best. */
function slowAnswer(candidates: Candidate[], preferredId: string | null): AudioSource | null {
  const usable = candidates.filter(
    ({ source, fault }) => fault === null && source.phonemeId === phoneme.id && source.context === 'isolated',
  )
  const fresh = (source: AudioSource) =>
    source.sourceType === 'native' || source.cachedUntil === null || source.cachedUntil > now
  const rungs: ((source: AudioSource) => boolean)[] = [
    (source) => source.id === preferredId,
    (source) => source.sourceType === 'native',
    (source) => source.sourceType === 'tts' && fresh(source),
    (source) => source.sourceType === 'generated' && fresh(source),
    (source) => source.sourceType !== 'native' && !fresh(source),
  ]
  for (const onRung of rungs) {
    const [first] = usable
      .map(({ source }) => source)
      .filter(onRung)
      .toSorted((a, b) => `${b.createdAt}${b.id}`.localeCompare(`${a.createdAt}${a.id}`))
    if (first) return first
  }
  return null
}

describe('the rule, in every case', () => {
  const moment = fc.constantFrom(earlier, now, later)
  const candidate = fc
    .record({
      sourceType: fc.constantFrom('native' as const, 'tts' as const, 'generated' as const),
      context: fc.constantFrom('isolated' as const, 'isolated' as const, 'word' as const),
      createdAt: moment,
      cachedUntil: fc.option(moment),
      foreign: fc.boolean(),
      fault: fc.constantFrom(null, null, 'silent' as const, 'rejected' as const),
    })
    .map(({ foreign, fault, cachedUntil, context, ...fields }): Candidate => {
      const native = fields.sourceType === 'native'
      const source = aSource({
        ...fields,
        context: native ? context : 'isolated',
        cachedUntil: native ? null : cachedUntil,
      })
      return sound(foreign ? { ...source, phonemeId: '018f0000-0000-7000-8000-000000000002' } : source, fault)
    })
  const cases = fc.array(candidate, { maxLength: 8 }).chain((candidates) =>
    fc.record({
      candidates: fc.constant(candidates),
      preferredId: fc.constantFrom(null, aSource({}).id, ...candidates.map(({ source }) => source.id)),
    }),
  )

  it('agrees with a slow second statement of the same law', () => {
    fc.assert(
      fc.property(cases, ({ candidates, preferredId }) => {
        expect(ruled(candidates, preferredId).source).toBe(slowAnswer(candidates, preferredId))
      }),
      { numRuns: 2000 },
    )
  })

  it('does not depend on the order in which sources are read', () => {
    fc.assert(
      fc.property(cases, ({ candidates, preferredId }) => {
        expect(ruled(candidates.toReversed(), preferredId)).toEqual(ruled(candidates, preferredId))
      }),
    )
  })
})
