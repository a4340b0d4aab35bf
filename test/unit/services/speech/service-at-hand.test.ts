import { createRouterClient } from '@orpc/server'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { studioIn } from '#test/contract/doors.ts'
import type { EdgeServiceDouble } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const soon = { timeout: 15_000 }
const missing = { which: 'missing', sourceType: 'tts' } as const
let service: EdgeServiceDouble

beforeEach(async () => {
  service = await openEdgeService()
  onTestFinished(() => service.close())
})

async function open(deadlineSeconds = 15) {
  const network = { offline: false, edgeEndpoint: service.endpoint, deadlineSeconds, retrySeconds: 0.02 }
  const studio = await studioIn(temporaryFolder(), undefined, network)
  return createRouterClient(studio.router, { context: {} })
}

it('the voice that nobody had to name reads each phoneme’s exemplar word, slowly, and never its symbol', async () => {
  const client = await open()
  const { made } = await endOf(await client.generation.fill({ ...missing, phonemes: ['iː', 'ɒ'] }))
  expect(service.heard.map(({ text, voiceId, rate }) => [text, voiceId, rate])).toEqual(
    expect.arrayContaining([
      ['sheep', 'en-US-AriaNeural', '-30%'],
      ['hot', 'en-GB-SoniaNeural', '-30%'],
    ]),
  )
  expect(made.find(({ voiceId }) => voiceId === 'en-US-AriaNeural')?.metadata).toMatchObject({
    text: 'sheep',
    tts_rate: '-30%',
    tts_pitch: '0%',
    tts_engine: expect.any(String) as string,
    engine_version: expect.any(String) as string,
    request_hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  })
})

it('while "offline" is chosen the service sees no connection, and eSpeak is the default', async () => {
  const client = await open()
  await client.speech.setSettings({ ...(await client.speech.settings()), offline: true })
  await client.generation.voices()
  await client.phonemes.resolve({ phoneme: 'ʃ' })
  const { made } = await endOf(await client.generation.fill(missing))
  expect(new Set(made.map(({ voiceId }) => voiceId))).toEqual(new Set(['espeak:en-us', 'espeak:en-gb-x-rp']))
  const named = { ...missing, phonemes: ['iː'], voices: ['en-US-GuyNeural'] }
  expect((await endOf(await client.generation.fill(named))).failures).toMatchObject([{ code: 'OFFLINE_CHOSEN' }])
  expect(service.asked).toEqual([])
})

it('the live list of voices is kept in the data folder, for the next start without a network', async () => {
  const folder = temporaryFolder()
  service.voices = [{ ShortName: 'en-IE-EmilyNeural', Locale: 'en-IE', Status: 'GA' }]
  const online = await studioIn(folder, undefined, { offline: false, edgeEndpoint: service.endpoint })
  const emily = { id: 'en-IE-EmilyNeural', name: 'Emily', language: 'en-IE', engine: 'edge', speaks: 'word' }
  const voices = (studio: typeof online) => createRouterClient(studio.router, { context: {} }).generation.voices()
  await expect.poll(() => voices(online), soon).toContainEqual(emily)
  await online.close()
  await service.goAway()
  expect(await voices(await studioIn(folder))).toContainEqual(emily)
})

it('eSpeak stands in where the service can’t be reached, says so, and is replaced once it can', async () => {
  const client = await open()
  await service.goAway()
  const asked = { ...missing, phonemes: ['iː'] }
  const { made } = await endOf(await client.generation.fill(asked))
  expect(made).toMatchObject([
    { voiceId: 'espeak:en-us', metadata: { stands_in_for: 'en-US-AriaNeural', stands_in_because: 'NO_NETWORK' } },
  ])
  expect(await endOf(await client.generation.fill(asked))).toMatchObject({ made: [], kept: 1 })
  await service.comeBack()
  expect((await endOf(await client.generation.fill(asked))).made).toMatchObject([{ voiceId: 'en-US-AriaNeural' }])
})

it('who named a voice gets that voice or the reason, and no other in its stead', async () => {
  const client = await open()
  service.meet(...Array.from({ length: 6 }, () => 'dropped handshake' as const))
  const { made, failures } = await endOf(
    await client.generation.fill({ ...missing, phonemes: ['iː'], voices: ['en-US-AriaNeural'] }),
  )
  expect([made, failures]).toMatchObject([[], [{ label: 'iː', code: 'DROPPED' }]])
  expect(await client.queue.list({ limit: 9 })).toMatchObject([{ state: 'failed', attempts: 6 }])
})

it('who named a voice is told of a missing network after a second look, and the job keeps the reason until it is tried again', async () => {
  const client = await open()
  await service.goAway()
  const asked = { ...missing, phonemes: ['iː', 'ʃ'], voices: ['en-US-AriaNeural'] }
  const { made, failures } = await endOf(await client.generation.fill(asked))
  expect(made).toEqual([])
  expect(failures.map(({ label, code }) => `${label} ${code}`).toSorted()).toEqual(['iː NO_NETWORK', 'ʃ NO_NETWORK'])
  const failed = { state: 'failed', attempts: 2, failure: { code: 'NO_NETWORK', data: { reason: 'ECONNREFUSED' } } }
  expect(await client.queue.list({ limit: 9 })).toMatchObject([failed, failed])
  await service.comeBack()
  await client.queue.retry({})
  await expect.poll(() => client.sources.list({}), soon).toHaveLength(2)
})

it('a service that swallows what is sent is waited for by the first requests only', async () => {
  const client = await open(0.7)
  service.meet(...Array.from({ length: 100 }, () => 'silent turn' as const))
  const { made } = await endOf(await client.generation.fill(missing))
  expect(made.map(({ metadata }) => metadata['stands_in_because'])).toEqual(made.map(() => 'DEADLINE'))
  expect(made).toHaveLength(44)
  // Four at once, and those that were begun before two of them had come to nothing.
  expect(service.heard.length).toBeLessThanOrEqual(8)
})

it('asked for ahead and on demand at one moment, a sound is spoken once and is there as both', async () => {
  const client = await open()
  service.meet('trickle')
  const filling = endOf(await client.generation.fill({ ...missing, phonemes: ['iː'], voices: ['en-US-AriaNeural'] }))
  await client.phonemes.resolve({ phoneme: 'iː' })
  await filling
  await expect.poll(() => client.sources.list({ phoneme: 'iː' }), soon).toHaveLength(2)
  const sources = await client.sources.list({ phoneme: 'iː' })
  expect(new Set(sources.map(({ source }) => source.sourceType))).toEqual(new Set(['tts', 'generated']))
  expect(new Set(sources.map(({ source }) => source.sha256)).size).toBe(1)
  expect(service.heard).toHaveLength(1)
})

it('what an editor rejected is not made again by looking it up, however often', async () => {
  const client = await open()
  const { made } = await endOf(await client.generation.fill({ ...missing, phonemes: ['iː'] }))
  await client.sources.reject({ sourceId: made[0]?.id ?? '', rejected: true, reason: 'sounds like ɪ' })
  for (let look = 0; look < 3; look += 1)
    expect(await client.phonemes.resolve({ phoneme: 'iː' })).toMatchObject({ sourceType: 'web_speech' })
  expect(await endOf(await client.generation.fill({ ...missing, phonemes: ['iː'] }))).toMatchObject({ kept: 1 })
  expect(await client.queue.list({ limit: 9 })).toHaveLength(1)
  expect(service.heard).toHaveLength(1)
})
