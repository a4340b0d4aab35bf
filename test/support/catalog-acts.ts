import { v7 } from 'uuid'
import { dayMs } from '#shared/entities/audio-source.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { choiceKey } from '#shared/entities/sitting.ts'
import type { Licence } from '#shared/entities/speaker.ts'
import type { Catalog } from '#studio/catalog/open-catalog.ts'
import { createSpeakers } from '#studio/services/speakers.ts'
import { anInput, aSession, aSoundCheck, aSource, aTake } from '#test/builders.ts'
import type { MovingClock } from './moving-clock.ts'
import { soundFileOf } from './sound-of.ts'

/** Numbers pick among what is there, modulo how many there are; an act that finds nothing does nothing. */
export type Act =
  | { act: 'join'; name: string; detail: string | null; year: number | null }
  | { act: 'consent'; speaker: number; to: 'given' | 'withdrawn'; licence: Licence }
  | { act: 'sit'; speaker: number; phonemes: number[] }
  | { act: 'take'; speaker: number; sitting: number | null; phoneme: number; checked: boolean; level: number }
  | { act: 'mark'; take: number; start: number; verdict: boolean }
  | { act: 'publish'; take: number }
  | { act: 'speak'; phoneme: number; kind: 'tts' | 'generated'; voice: number; keepDays: number | null }
  | { act: 'change'; source: number; note: string; days: number }
  | { act: 'play'; source: number; device: number; times: number }
  | { act: 'prefer'; source: number; clear: boolean; reason: string | null }
  | { act: 'reject'; source: number; rejected: boolean; reason: string | null }
  | { act: 'edit'; phoneme: number; text: string; spoken: boolean }
  | { act: 'delete'; source: number }
  | { act: 'steer'; sitting: number; how: number; prompt: number; take: number; reason: string }
  | { act: 'hear of'; nth: number; sources: number }

type Doing<Name extends Act['act']> = (catalog: Catalog, act: Extract<Act, { act: Name }>, time: MovingClock) => void

const doing: { [Name in Act['act']]: Doing<Name> } = {
  join(catalog, { name, detail, year }, { now }) {
    const id = v7()
    catalog.speakers.insert({
      id,
      code: `voice-${id.slice(-12)}`,
      displayName: name,
      gender: detail,
      accent: 'en-GB',
      firstLanguage: detail,
      yearOfBirth: year,
      consent: null,
      createdAt: now(),
      updatedAt: now(),
    })
  },
  consent(catalog, { speaker, to, licence }, { clock }) {
    const found = pick(catalog.speakers.all(), speaker)
    if (found === undefined) return
    const speakers = createSpeakers({ catalog, newId: v7, clock })
    if (to === 'given') speakers.giveConsent(found.id, licence)
    else speakers.withdrawConsent(found.id)
  },
  sit(catalog, { speaker, phonemes }, { now }) {
    const found = pick(catalog.speakers.all(), speaker)
    if (found === undefined) return
    const all = catalog.phonemes.all()
    const prompts = [...new Set(phonemes)].flatMap((each) => {
      const [prompt] = catalog.prompts.everOf(pick(all, each)?.id ?? '')
      return prompt === undefined ? [] : [prompt]
    })
    const asked = [...new Map(prompts.map((prompt) => [prompt.id, prompt])).values()]
    catalog.sittings.insert({
      id: v7(),
      speakerId: found.id,
      title: `Sitting of ${found.displayName}`,
      mode: 'one-key',
      prompts: asked.map(({ id, ...prompt }) => ({ ...prompt, promptId: id, takesWanted: 2, skipped: null })),
      current: 0,
      startedAt: now(),
      endedAt: null,
      updatedAt: now(),
    })
  },
  take(catalog, { speaker, sitting, phoneme, checked, level }, { now }) {
    const sittings = catalog.sittings.counted({})
    const sat = sitting === null ? undefined : catalog.sittings.get(pick(sittings, sitting)?.id ?? '')
    const speakerId = sat?.speakerId ?? pick(catalog.speakers.all(), speaker)?.id
    if (speakerId === undefined) return
    const prompt = pick(sat?.prompts ?? [], phoneme)
    const session = aSession({
      speakerId,
      input: { ...anInput, deviceLabel: 'a "microphone" – ö' },
      sittingId: sat?.id ?? null,
      startedAt: now(),
    })
    catalog.speakers.insertSession(session)
    if (checked) {
      catalog.speakers.setSoundCheck(session.id, aSoundCheck({ noiseFloorDbfs: level - 0.5 }))
      catalog.speakers.endSession(session.id, now())
    }
    const id = v7()
    const context = phoneme % 3 === 0 ? ('word' as const) : ('isolated' as const)
    catalog.takes.insert(
      aTake({
        id,
        sessionId: session.id,
        speakerId,
        phonemeId: prompt?.phonemeId ?? pick(catalog.phonemes.all(), phoneme)?.id ?? '',
        promptId: prompt?.promptId ?? null,
        context: prompt?.context ?? context,
        path: `takes/${now().slice(0, 10).replaceAll('-', '/')}/${id}.wav`,
        ...soundFileOf(id),
        measurements: { peakDbfs: level, rmsDbfs: null, clippedSamples: 0, droppedFrames: 0 },
        recordedAt: now(),
        updatedAt: now(),
      }),
    )
  },
  mark(catalog, { take, start, verdict }, { now }) {
    const found = pick(catalog.takes.all(), take)
    if (found === undefined) return
    if (verdict) catalog.takes.setVerdict(found.id, start % 2 === 0 ? 'kept' : 'rejected', now())
    else catalog.takes.setTrim(found.id, { startFrame: start, endFrame: 40_000 + start }, now())
  },
  publish(catalog, { take: nth }, { now }) {
    const take = pick(catalog.takes.all(), nth)
    const speaker = take && catalog.speakers.get(take.speakerId)
    if (take === undefined || speaker === undefined || speaker.consent?.withdrawnAt !== null) return
    const { phonemeId, context } = take
    const former = context === 'isolated' ? catalog.sources.nativeOf(phonemeId, speaker.code) : undefined
    const preferred = catalog.phonemes.get(phonemeId)?.preferredAudioSourceId
    if (former !== undefined) catalog.sources.delete(former.id)
    const source = withFile({
      phonemeId,
      context,
      sourceType: 'native',
      voiceId: speaker.code,
      metadata: { quality: 'high', speaker: speaker.displayName },
      takeId: take.id,
      speakerId: speaker.id,
      createdAt: now(),
      updatedAt: now(),
    })
    catalog.sources.insert(source)
    if (former !== undefined && preferred === former.id) catalog.phonemes.setPreferred(phonemeId, source.id, now())
  },
  speak(catalog, { phoneme, kind, voice, keepDays }, { now, clock }) {
    const until = keepDays === null ? null : new Date(clock().getTime() + keepDays * dayMs).toISOString()
    catalog.sources.insert(
      withFile({
        phonemeId: pick(catalog.phonemes.all(), phoneme)?.id ?? '',
        sourceType: kind,
        voiceId: `en-US-Voice${voice}`,
        metadata: { tts_rate: '-30%', nested: { b: [1, null], a: 'é' } },
        cachedUntil: until,
        audioDurationSeconds: 0.3 + voice / 7,
        createdAt: now(),
        updatedAt: now(),
      }),
    )
  },
  change(catalog, { source, note, days }, { now, clock }) {
    const found = pick(catalog.sources.all(), source)
    if (found === undefined) return
    const cachedUntil = new Date(clock().getTime() + days * dayMs).toISOString()
    const metadata = { ...found.metadata, note }
    catalog.sources.change(found.id, found.sourceType === 'native' ? { metadata } : { metadata, cachedUntil }, now())
  },
  play(catalog, { source, device, times }, { now }) {
    const found = pick(catalog.sources.all(), source)
    if (found === undefined) return
    const deviceId = device === 0 ? catalog.deviceId : `018f0000-0000-7000-8000-00000000d${device}00`
    for (let nth = 0; nth < times; nth += 1) catalog.plays.count({ id: v7(), sourceId: found.id, deviceId, at: now() })
  },
  prefer(catalog, { source, clear, reason }, { now }) {
    const isolated = catalog.sources.all().filter(({ context }) => context === 'isolated')
    const found = pick(isolated, source)
    if (found === undefined) return
    const sourceId = clear ? null : found.id
    catalog.phonemes.setPreferred(found.phonemeId, sourceId, now())
    decide(catalog, found.phonemeId, clear ? 'cleared' : 'preferred', sourceId, reason, now())
  },
  reject(catalog, { source, rejected, reason }, { now }) {
    const found = pick(catalog.sources.all(), source)
    if (found === undefined) return
    catalog.sources.change(found.id, { rejectedAt: rejected ? now() : null }, now())
    decide(catalog, found.phonemeId, rejected ? 'rejected' : 'accepted', found.id, reason, now())
  },
  edit(catalog, { phoneme, text, spoken }, { now }) {
    const found = pick(catalog.phonemes.all(), phoneme)
    if (found !== undefined)
      catalog.phonemes.edit(
        found.id,
        spoken ? { spokenText: text } : { vietnameseApprox: text, aliases: [text] },
        now(),
      )
  },
  delete(catalog, { source }) {
    const found = pick(catalog.sources.all(), source)
    if (found !== undefined) catalog.sources.delete(found.id)
  },
  steer(catalog, { sitting, how, prompt: nth, take, reason }, { now }) {
    const found = pick(catalog.sittings.counted({}), sitting)
    if (found === undefined) return
    const { id } = found
    const prompt = pick(catalog.sittings.get(id)?.prompts ?? [], nth)
    const taken = pick(catalog.takes.ofSitting(id), take)
    if (how === 0) catalog.sittings.setMode(id, 'hands-free', now())
    else if (how === 1) catalog.sittings.setEnded(id, nth % 2 === 0 ? now() : null, now())
    else if (prompt === undefined) return
    else if (how === 2)
      catalog.sittings.setSkipped(id, prompt.promptId, nth % 3 === 0 ? null : { reason, at: now() }, now())
    else if (how === 3) catalog.sittings.setCurrent(id, nth, now())
    else catalog.sittings.choose(id, choiceKey(prompt), nth % 4 === 0 ? null : (taken?.id ?? null), now())
  },
  'hear of'(catalog, { nth, sources }, { now }) {
    const sourceIds = Array.from({ length: sources }, () => v7()).toSorted()
    const speakerId = `018f0000-0000-7000-8000-00000000e${nth}00`
    catalog.withdrawals.put({ speakerId, code: `gone-${nth}`, givenAt: now(), withdrawnAt: now(), sourceIds })
  },
}

/** One act, some time after the one before. */
export function perform(catalog: Catalog, act: Act, time: MovingClock): void {
  time.pass(1000)
  ;(doing[act.act] as Doing<Act['act']>)(catalog, act, time)
}

function decide(
  catalog: Catalog,
  phonemeId: string,
  act: 'preferred' | 'cleared' | 'rejected' | 'accepted',
  sourceId: string | null,
  reason: string | null,
  decidedAt: string,
): void {
  const decidedBy = 'an editor'
  const { deviceId } = catalog
  catalog.decisions.insert({ id: v7(), phonemeId, act, sourceId, decidedBy, reason, deviceId, decidedAt })
}

function withFile(fields: Partial<AudioSource>): AudioSource {
  const source = aSource(fields)
  const folder = source.createdAt.slice(0, 10).replaceAll('-', '/')
  return { ...source, path: `phonemes/audio/${folder}/${source.id}.wav`, ...soundFileOf(source.id) }
}

function pick<T>(list: readonly T[], nth: number): T | undefined {
  return list.length === 0 ? undefined : list[nth % list.length]
}
