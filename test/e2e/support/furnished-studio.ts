import { createRouterClient } from '@orpc/server'
import { v7 } from 'uuid'
import type { StudioClient } from '#test/support/join-studio.ts'
import { studioParts } from '#studio/hosts/common/studio-parts.ts'
import { newSecret } from '#studio/hosts/common/secret.ts'
import { serve } from '#studio/hosts/loopback/serve.ts'
import { openStudio } from '#studio/studio.ts'
import { anInput } from '#test/builders.ts'
import { chunkOf } from '#test/sounds.ts'
import type { SpokenSound } from './spoken-sound.ts'
import { spokenSound } from './spoken-sound.ts'

export interface FurnishedStudio {
  address: string
  folder: string
  client: StudioClient
  close(): Promise<void>
}

/** A studio whose clock stands still between calls, so that its screens are the same on every day. */
export async function openStudioAt(
  folder: string,
  clock: () => Date,
  furnish: (client: StudioClient) => Promise<void> = async () => {},
): Promise<FurnishedStudio> {
  const { workers, resourcesFolder, rendererFolder } = studioParts()
  const studio = await openStudio({
    folder,
    workers,
    resourcesFolder,
    network: { offline: true },
    person: 'editor',
    clock,
  })
  const client: StudioClient = createRouterClient(studio.router, { context: {} })
  await furnish(client)
  const token = newSecret()
  const { router, media } = studio
  const serving = await serve({ router, media, rendererFolder, port: 0, token, log: () => {} })
  return {
    address: `${serving.page}#token=${token}`,
    folder,
    client,
    async close() {
      await serving.close()
      await studio.close()
    },
  }
}

/** Each call is a minute later than the one before. */
export function steppingClock(from: string): () => Date {
  let now = Date.parse(from)
  return () => new Date((now += 60_000))
}

const vowel = (pitchHz: number, formantsHz: number[], seconds: number, peak = 0.5): SpokenSound => ({
  seconds,
  pitchHz,
  formantsHz,
  breath: 0.02,
  peak,
})
const hiss = (pitchHz: number, formantsHz: number[], seconds: number): SpokenSound => ({
  seconds,
  pitchHz,
  formantsHz,
  breath: 0.95,
  peak: 0.22,
})

const annas: [string, SpokenSound][] = [
  ['ɪ', vowel(212, [400, 2100, 2700], 0.34)],
  ['e', vowel(207, [560, 1900, 2600], 0.38)],
  ['æ', vowel(203, [780, 1800, 2550], 0.46)],
  ['ʌ', vowel(206, [700, 1350, 2600], 0.31)],
  ['ɑː', vowel(198, [790, 1180, 2700], 0.58)],
  ['uː', vowel(214, [340, 980, 2600], 0.55)],
  ['eɪ', vowel(208, [480, 2200, 2800], 0.62)],
  ['aɪ', vowel(205, [740, 1500, 2600], 0.64)],
  ['ʃ', hiss(210, [2600, 3900], 0.52)],
  ['s', hiss(211, [5600, 7800], 0.5)],
  ['θ', hiss(212, [6200, 8200], 0.44)],
]
const jameses: [string, SpokenSound][] = [
  ['iː', vowel(118, [290, 2250, 3000], 0.49)],
  ['ɒ', vowel(112, [560, 860, 2500], 0.4)],
  ['ʃ', hiss(120, [2400, 3600], 0.55)],
]

const studioMicrophone = { ...anInput, deviceLabel: 'USB microphone' }

/** Three speakers, fifteen recordings, every machine voice: a studio in the middle of its work. */
export async function furnish(client: StudioClient): Promise<void> {
  const anna = await client.speakers.add({
    displayName: 'Anna Keller',
    accent: 'en-US',
    firstLanguage: 'English',
    gender: 'female',
    consent: 'CC-BY-4.0',
  })
  const james = await client.speakers.add({
    displayName: 'James Whitlow',
    accent: 'en-GB',
    firstLanguage: 'English',
    gender: 'male',
    consent: 'CC-BY-SA-4.0',
  })
  const quyen = await client.speakers.add({
    displayName: 'Nguyễn Thị Quyên',
    accent: 'en-US',
    firstLanguage: 'Vietnamese',
    gender: 'female',
    consent: null,
  })
  const sessions = new Map<string, string>()
  for (const { id, code } of [anna, james, quyen]) {
    const { id: sessionId } = await client.recording.openSession({ speakerId: id, input: studioMicrophone })
    sessions.set(code, sessionId)
  }
  const take = async (symbol: string, speakerCode: string, sound: SpokenSound) => {
    const { phoneme } = await client.phonemes.get({ phoneme: symbol })
    const takeId = v7()
    const sessionId = sessions.get(speakerCode) ?? ''
    const asked = { takeId, sessionId, phonemeId: phoneme.id, promptId: null, input: studioMicrophone }
    await client.recording.begin({ ...asked, context: 'isolated' })
    const samples = Float32Array.from(spokenSound(sound), (sample) => sample / 32_768)
    await client.recording.append({ takeId, sequence: 0, samples: chunkOf(samples) })
    const key = Math.round(0.3 * studioMicrophone.sampleRateHz)
    const keys = { preRollFrames: key, stopFrame: samples.length - key }
    await client.recording.finish({ takeId, droppedFrames: 0, ...keys })
    return takeId
  }
  const published = async (phoneme: string, speakerCode: string, sound: SpokenSound) => {
    await client.takes.publish({ takeId: await take(phoneme, speakerCode, sound) })
  }

  await make(client, 'tts')
  for (const [phoneme, sound] of jameses) await published(phoneme, james.code, sound)
  for (const [phoneme, sound] of annas) await published(phoneme, anna.code, sound)
  await take('iː', quyen.code, vowel(228, [330, 2500, 3100], 0.42, 0.3))
  await client.takes.setVerdict({
    takeId: await take('iː', anna.code, vowel(216, [310, 2400, 3000], 0.5, 1.4)),
    verdict: 'rejected',
  })
  await published('iː', anna.code, vowel(214, [310, 2400, 3000], 0.52))
  await make(client, 'generated', ['iː', 'θ', 'ð'])

  const [native] = await client.sources.list({ phoneme: 'iː', sourceType: 'native' })
  if (native) await client.sources.prefer({ phoneme: 'iː', sourceId: native.source.id, reason: 'the clearest' })
}

async function make(client: StudioClient, sourceType: 'tts' | 'generated', phonemes?: string[]): Promise<void> {
  // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- it fills the catalog, not an array
  const stream = await client.generation.fill({ which: 'missing' as const, sourceType, ...(phonemes && { phonemes }) })
  for (;;) if ((await stream.next()).done) return
}
