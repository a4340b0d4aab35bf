import { setTimeout as wait } from 'node:timers/promises'
import * as fc from 'fast-check'
import { expect, it, onTestFinished } from 'vitest'
import { openEdgeService } from '#test/doubles/edge/edge-service.ts'
import { endOf } from '#test/support/end-of.ts'
import type { StudioClient } from '#test/support/join-studio.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined
const fills = long ? 30 : 1

/** After which step of its progress, and how much later, each run is killed; the last one goes on to the end. */
const killing = fc.array(fc.record({ step: fc.nat(40), ms: fc.nat(30) }), { minLength: 2, maxLength: 4 })
const voices = ['en-GB-SoniaNeural', 'espeak:en-gb-x-rp']
const asked = { which: 'missing', sourceType: 'tts', voices } as const

it(`a fill that is killed again and again ends as if nothing had happened (${fills} of them)`, {
  timeout: fills * 180_000,
}, async () => {
  const seed = Date.now() & 0x7fff_ffff
  process.stdout.write(`killed while filling, of seed ${seed}\n`)
  const service = await openEdgeService()
  onTestFinished(() => service.close())
  const environment = { PHONEME_STUDIO_OFFLINE: '', PHONEME_STUDIO_EDGE_ENDPOINT: service.endpoint }

  async function start(folder: string) {
    const studio = await startStudio(folder, environment)
    const { client, leave } = joinStudio(studio.address)
    const kill = async () => {
      await studio.kill()
      leave()
    }
    onTestFinished(kill)
    return { client, kill }
  }

  for (const kills of fc.sample(killing, { seed, numRuns: fills })) {
    const folder = temporaryFolder()
    for (const { step, ms } of kills) {
      const { client, kill } = await start(folder)
      await progressUntil(client, step)
      await wait(ms)
      await kill()
    }
    const { client, kill } = await start(folder)
    await expect
      .poll(() => client.queue.state().then(({ waiting, running }) => waiting + running), { timeout: 60_000 })
      .toBe(0)
    // Killed before its jobs were in the catalog, a fill is asked for again.
    const { failures } = await endOf(await client.generation.fill(asked))
    expect(failures.map(({ label, code }) => `${label} ${code}`)).toEqual(['oʊ VOICE_LACKS_PHONEME'])
    expect(await client.queue.state()).toMatchObject({ waiting: 0, running: 0, failed: 0 })

    const sources = await client.sources.list({ sourceType: 'tts' })
    const clips = sources.map(({ source: { phonemeId, voiceId } }) => `${phonemeId} ${voiceId}`)
    expect([clips.length, new Set(clips).size]).toEqual([87, 87])
    expect((await endOf(await client.catalog.doctor())).faults).toEqual([])
    await kill()
  }
})

/** Fills until so many steps were told, or all is done. */
async function progressUntil(client: StudioClient, steps: number): Promise<void> {
  const stream = await client.generation.fill(asked)
  for (let told = 0; told < steps; told += 1) if ((await stream.next()).done === true) return
}
