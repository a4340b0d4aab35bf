import { describe, expect, it } from 'vitest'
import { SourceFaultSchema } from '#shared/contract/schemas.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { Candidate, SourceFault } from '#shared/entities/resolve.ts'
import { newestFirst, resolve, unknownPhoneme } from '#shared/entities/resolve.ts'
import { aPhonemeId, aSource, times } from '#test/builders.ts'

const { now, earlier, later } = times
const anotherPhonemeId = '018f0000-0000-7000-8000-000000000002'
const phoneme = {
  id: aPhonemeId,
  ipaSymbol: 'iː',
  vietnameseApprox: 'như i kéo dài',
  spokenText: 'sheep',
  preferredAudioSourceId: null as string | null,
}
const sound = (source: AudioSource, fault: SourceFault | null = null): Candidate => ({ source, fault })
const ruled = (candidates: Candidate[], preferredAudioSourceId: string | null = null) =>
  resolve({ ...phoneme, preferredAudioSourceId }, candidates, now)
const passed = (rung: string, reason: string) => ({ rung, sourceId: null, passedOver: { reason } })

describe('the rule that picks', () => {
  it('answers the preferred source before any other', () => {
    const native = aSource({ sourceType: 'native' })
    const chosen = aSource({ sourceType: 'tts', createdAt: earlier })
    expect(ruled([sound(native), sound(chosen)], chosen.id)).toEqual({
      sourceType: 'tts',
      source: chosen,
      url: `/media/${chosen.path}`,
      fallbackText: null,
      spokenText: null,
      status: 'success',
      rung: 'preferred',
      wantsFresh: false,
      ladder: [{ rung: 'preferred', sourceId: chosen.id, passedOver: null }],
    })
  })

  it('lets a choice stand although its clip has expired', () => {
    const chosen = aSource({ sourceType: 'tts', cachedUntil: earlier })
    const native = aSource({ sourceType: 'native' })
    expect(ruled([sound(native), sound(chosen)], chosen.id)).toMatchObject({
      source: chosen,
      status: 'success',
      wantsFresh: false,
    })
  })

  it('passes over a preferred source that does not count, and says why, whatever the reason', () => {
    const chosen = aSource({ sourceType: 'native' })
    const spare = aSource({ sourceType: 'tts' })
    for (const fault of SourceFaultSchema.options) {
      const answer = ruled([sound(chosen, fault), sound(spare)], chosen.id)
      expect(answer.source).toBe(spare)
      const passedOver = { reason: 'fault', fault }
      expect(answer.ladder).toEqual([
        { rung: 'preferred', sourceId: chosen.id, passedOver },
        { rung: 'native', sourceId: chosen.id, passedOver },
        { rung: 'tts', sourceId: spare.id, passedOver: null },
      ])
    }
  })

  it('says that a preferred source is gone, or only an example', () => {
    const example = aSource({ sourceType: 'native', context: 'word' })
    const silent = sound(aSource({ sourceType: 'native' }), 'silent')
    expect(ruled([], example.id).ladder[0]?.passedOver).toEqual({ reason: 'missing' })
    expect(ruled([silent, sound(example)], example.id).ladder[0]?.passedOver).toEqual({ reason: 'an example' })
    expect(ruled([sound(example)], example.id).sourceType).toBe('web_speech')
  })

  it('answers the newest native, then TTS, then what was generated on demand', () => {
    const old = aSource({ sourceType: 'native', createdAt: earlier })
    const young = aSource({ sourceType: 'native' })
    const tts = aSource({ sourceType: 'tts', createdAt: later })
    const generated = aSource({ sourceType: 'generated', createdAt: later })
    const all = [old, young, tts, generated].map((source) => sound(source))
    expect(ruled(all)).toMatchObject({ source: young, rung: 'native', status: 'success' })
    expect(ruled(all.slice(2))).toMatchObject({ source: tts, rung: 'tts', status: 'success' })
    expect(ruled(all.slice(3))).toMatchObject({ source: generated, rung: 'generated', status: 'success' })
    expect(ruled(all.slice(3)).ladder).toEqual([
      passed('preferred', 'none'),
      passed('native', 'none'),
      passed('tts', 'none'),
      { rung: 'generated', sourceId: generated.id, passedOver: null },
    ])
  })

  it('answers the newest stale clip of either kind rather than none, and asks for a fresh one', () => {
    const tts = aSource({ sourceType: 'tts', cachedUntil: earlier, createdAt: earlier })
    const generated = aSource({ sourceType: 'generated', cachedUntil: now })
    const silent = aSource({ sourceType: 'tts', cachedUntil: earlier, createdAt: later })
    expect(ruled([sound(tts), sound(generated), sound(silent, 'silent')])).toEqual({
      sourceType: 'generated',
      source: generated,
      url: `/media/${generated.path}`,
      fallbackText: null,
      spokenText: null,
      status: 'fallback',
      rung: 'expired',
      wantsFresh: true,
      ladder: [
        passed('preferred', 'none'),
        passed('native', 'none'),
        { rung: 'tts', sourceId: silent.id, passedOver: { reason: 'fault', fault: 'silent' } },
        { rung: 'tts', sourceId: tts.id, passedOver: { reason: 'expired', cachedUntil: earlier } },
        { rung: 'generated', sourceId: generated.id, passedOver: { reason: 'expired', cachedUntil: now } },
        { rung: 'expired', sourceId: generated.id, passedOver: null },
      ],
    })
  })

  it('gives a learner something to read and a voice a word to say when there is no file', () => {
    expect(ruled([])).toEqual({
      sourceType: 'web_speech',
      source: null,
      url: null,
      fallbackText: 'như i kéo dài',
      spokenText: 'sheep',
      status: 'fallback',
      rung: 'web_speech',
      wantsFresh: true,
      ladder: [
        ...['preferred', 'native', 'tts', 'generated', 'expired'].map((rung) => passed(rung, 'none')),
        { rung: 'web_speech', sourceId: null, passedOver: null },
      ],
    })
  })

  it('gives the symbol to read where the Vietnamese approximation is empty or blank', () => {
    const read = (vietnameseApprox: string) => resolve({ ...phoneme, vietnameseApprox }, [], now).fallbackText
    expect(['', ' ', '\n', ' i'].map(read)).toEqual(['iː', 'iː', 'iː', ' i'])
  })

  it('goes by the time of making before the id, newest first, and by the id only in the same instant', () => {
    const young = aSource({ createdAt: later })
    const old = aSource({ createdAt: earlier })
    const twin = aSource({ createdAt: earlier })
    expect(young.id < old.id && old.id < twin.id).toBe(true)
    const pairs = [
      [young, old],
      [old, young],
      [twin, old],
      [old, twin],
      [old, old],
    ] as const
    expect(pairs.map(([a, b]) => newestFirst(a, b))).toEqual([-1, 1, -1, 1, 0])
    const natives = [old, young, twin].map((source) => sound({ ...source, sourceType: 'native' }))
    expect(ruled(natives).source?.id).toBe(young.id)
  })

  it('leaves examples out', () => {
    expect(ruled([sound(aSource({ sourceType: 'native', context: 'syllable' }))]).sourceType).toBe('web_speech')
  })

  it('has nothing for an unknown phoneme', () => {
    expect(unknownPhoneme).toEqual({
      sourceType: null,
      source: null,
      url: null,
      fallbackText: null,
      spokenText: null,
      status: 'failed',
      rung: null,
      wantsFresh: false,
      ladder: [],
    })
  })
})

describe('faults of earlier write-ups of the rule', () => {
  it('an expired clip is not served as fresh, not even at the very instant of cached_until', () => {
    for (const cachedUntil of [earlier, '2026-11-02T09:59:59.999Z', now]) {
      const clip = aSource({ sourceType: 'tts', cachedUntil })
      const generated = aSource({ sourceType: 'generated', createdAt: earlier })
      expect(ruled([sound(clip)])).toMatchObject({ rung: 'expired', status: 'fallback', wantsFresh: true })
      expect(ruled([sound(clip), sound(generated)]).source).toBe(generated)
    }
    const valid = aSource({ sourceType: 'tts', cachedUntil: '2026-11-02T10:00:00.001Z' })
    expect(ruled([sound(valid)])).toMatchObject({ rung: 'tts', status: 'success', wantsFresh: false })
  })

  it('an older valid TTS is not overlooked because the newest has expired', () => {
    const expired = aSource({ sourceType: 'tts', cachedUntil: earlier })
    const valid = aSource({ sourceType: 'tts', createdAt: earlier, cachedUntil: later })
    expect(ruled([sound(expired), sound(valid)])).toMatchObject({ source: valid, status: 'success' })
  })

  it('the preferred source of another phoneme is never the answer', () => {
    const foreign = aSource({ sourceType: 'native', phonemeId: anotherPhonemeId })
    for (const fault of [null, 'silent' as const]) {
      const answer = ruled([sound(foreign, fault)], foreign.id)
      expect(answer.sourceType).toBe('web_speech')
      expect(answer.ladder[0]?.passedOver).toEqual({ reason: 'of another phoneme' })
    }
  })

  it('an empty or unplayable native does not hide a good TTS', () => {
    const native = aSource({ sourceType: 'native', createdAt: later })
    const tts = aSource({ sourceType: 'tts' })
    for (const fault of SourceFaultSchema.options) {
      expect(ruled([sound(native, fault), sound(tts)]).source).toBe(tts)
    }
  })

  it('a source without a file, or rejected, does not count even where nobody found a fault with it', () => {
    const empty = aSource({ sourceType: 'native', path: null })
    const rejected = aSource({ sourceType: 'native', rejectedAt: earlier })
    const tts = aSource({ sourceType: 'tts' })
    const answer = ruled([sound(empty), sound(rejected), sound(tts)], empty.id)
    expect(answer.source).toBe(tts)
    expect(answer.ladder.slice(0, 3)).toEqual([
      { rung: 'preferred', sourceId: empty.id, passedOver: { reason: 'fault', fault: 'no file' } },
      { rung: 'native', sourceId: rejected.id, passedOver: { reason: 'fault', fault: 'rejected' } },
      { rung: 'native', sourceId: empty.id, passedOver: { reason: 'fault', fault: 'no file' } },
    ])
  })

  it('the newest of sources made in the same instant does not flicker: they are ordered by id, however they are read', () => {
    const [first, second, third] = (['native', 'native', 'native'] as const).map((sourceType) =>
      sound(aSource({ sourceType })),
    ) as [Candidate, Candidate, Candidate]
    const orders = [
      [first, second, third],
      [first, third, second],
      [second, first, third],
      [second, third, first],
      [third, first, second],
      [third, second, first],
    ]
    expect(orders.map((order) => ruled(order).source?.id)).toEqual(orders.map(() => third.source.id))
  })
})
