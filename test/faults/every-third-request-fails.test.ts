import * as fc from 'fast-check'
import { createRouterClient } from '@orpc/server'
import { expect, it, onTestFinished } from 'vitest'
import type { Happening } from '#test/doubles/edge/edge-service.ts'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'
import { studioIn } from '#test/contract/doors.ts'
import { endOf } from '#test/support/end-of.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
const rounds = long ? 10 : 1

const failing = fc.constantFrom<Happening>(
  'silent handshake',
  'silent turn',
  'endless trickle',
  'dropped handshake',
  'dropped midway',
  'closed at once',
  'no audio',
  'unknown id',
  'missing id',
  'garbage',
  'garbled sound',
  { status: 403, statusText: 'Forbidden' },
  { status: 429, statusText: 'Too Many Requests' },
  { status: 500, statusText: 'Internal Server Error' },
  { status: 503, statusText: 'Service Unavailable' },
)
/** More than are ever asked for; after them all is well. */
const weather = fc
  .array(failing, { minLength: 200, maxLength: 200 })
  .map((happenings) => happenings.flatMap((happening): Happening[] => ['well', 'well', happening]))

const voices = ['en-GB-SoniaNeural', 'en-GB-RyanNeural', 'en-AU-NatashaNeural']

it('44 phonemes in three voices are all made, none twice, though every third request fails in some way', {
  timeout: rounds * 120_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`every third request fails, of seed ${seed}\n`)
  const escaped: unknown[] = []
  const onEscaped = (error: unknown) => void escaped.push(error)
  process.on('uncaughtExceptionMonitor', onEscaped)
  process.on('unhandledRejection', onEscaped)
  onTestFinished(() => {
    process.off('uncaughtExceptionMonitor', onEscaped)
    process.off('unhandledRejection', onEscaped)
  })
  for (const happenings of fc.sample(weather, { seed, numRuns: rounds })) {
    const service = await openEdgeService()
    onTestFinished(() => service.close())
    service.meet(...happenings)
    const network = { offline: false, edgeEndpoint: service.endpoint, deadlineSeconds: 1.5, retrySeconds: 0.02 }
    const studio = await studioIn(temporaryFolder(), undefined, network)
    const client = createRouterClient(studio.router, { context: {} })

    const asked = { which: 'missing', sourceType: 'tts', voices } as const
    const { made, kept, failures } = await endOf(await client.generation.fill(asked))
    expect([made.length + failures.length, kept]).toEqual([132, 0])
    // What failed six times running is tried again, as a person would.
    for (let tries = 0; tries < 5 && (await client.queue.state()).failed > 0; tries += 1) {
      await client.queue.retry({})
      await expect
        .poll(() => client.queue.state().then(({ waiting, running }) => waiting + running), { timeout: 60_000 })
        .toBe(0)
    }
    expect(await client.queue.state()).toMatchObject({ waiting: 0, running: 0, failed: 0 })

    const sources = await client.sources.list({ sourceType: 'tts' })
    const requests = sources.map(
      ({ source: { voiceId, metadata } }) => `${voiceId} ${String(metadata['request_hash'])}`,
    )
    expect([requests.length, new Set(requests).size]).toEqual([132, 132])
    expect(sources.filter(({ fault }) => fault !== null)).toEqual([])
    // Each clip is of its own phoneme's word, whatever was heard in between.
    const rows = await client.phonemes.list({})
    const spokenText = new Map(rows.map(({ phoneme }) => [phoneme.id, phoneme.spokenText]))
    const wrong = sources.filter(({ source }) => source.metadata['text'] !== spokenText.get(source.phonemeId))
    expect(wrong).toEqual([])
    expect(await endOf(await client.generation.fill(asked))).toMatchObject({ made: [], kept: 132, failures: [] })
    await studio.close()
    expect(service.openConnections()).toBe(0)
    expect(escaped).toEqual([])
  }
})
