import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { decodeAudio } from '#shared/node/audio/decode-audio.ts'
import { chunksOf, toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { startStudio, studioCommand } from '#test/support/studio-process.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

describe('a studio that is killed while somebody records', () => {
  it('has the take at its next start, marked as salvaged, with all that had reached it', async () => {
    const folder = temporaryFolder()
    const studio = await startStudio(folder)
    onTestFinished(() => studio.kill())
    const { client, leave } = joinStudio(studio.address)
    onTestFinished(leave)
    const take = await beginTake(client, 'iː')
    const samples = toneIn(0.2, 1.5, 48_000)
    let acknowledged = 0
    for (const chunk of [...chunksOf(samples, 4800)].slice(0, 15)) acknowledged = (await take.append(chunk)).frames
    await studio.kill()

    const again = await startStudio(folder)
    onTestFinished(() => again.kill())
    expect(again.told.join(' ')).toMatch(/Salvaged 1 unfinished take \(1\.5 s\)/)
    const joined = joinStudio(again.address)
    onTestFinished(joined.leave)
    const [salvaged, ...others] = await joined.client.takes.list({ salvagedOnly: true })
    expect(others).toEqual([])
    expect(salvaged?.take).toMatchObject({
      id: take.takeId,
      salvaged: true,
      frameCount: acknowledged,
      speakerId: take.speaker.id,
    })
    const written = await decodeAudio(await readFile(join(folder, salvaged?.take.path ?? '')))
    expect(written.channels[0]?.every((sample, at) => Math.abs(sample - (samples[at] ?? 9)) <= 2 ** -24)).toBe(true)
    expect((await joined.client.studio.status()).salvagedTakes).toBe(1)
    expect((await joined.client.takes.waveform({ takeId: take.takeId })).frameCount).toBe(acknowledged)
    expect(await again.stop()).toBe(0)
    expect(await studioCommand(folder, 'doctor')).toMatchObject({ faults: [], takes: 1 })
  })

  it('keeps a take that was finished, and does not salvage it a second time', async () => {
    const folder = temporaryFolder()
    const studio = await startStudio(folder)
    onTestFinished(() => studio.kill())
    const { client, leave } = joinStudio(studio.address)
    onTestFinished(leave)
    const take = await beginTake(client, 'ʃ')
    for (const chunk of chunksOf(toneIn(0.2, 0.5, 48_000), 4800)) await take.append(chunk)
    await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
    await studio.kill()

    const again = await startStudio(folder)
    onTestFinished(() => again.kill())
    const joined = joinStudio(again.address)
    onTestFinished(joined.leave)
    const takes = await joined.client.takes.list({})
    expect(takes.map(({ take: { id, salvaged } }) => ({ id, salvaged }))).toEqual([
      { id: take.takeId, salvaged: false },
    ])
    expect(again.told.join(' ')).not.toContain('Salvaged')
  })

  it('keeps what was recorded when it is closed by Ctrl-C in the middle of a take', async () => {
    const folder = temporaryFolder()
    const studio = await startStudio(folder)
    onTestFinished(() => studio.kill())
    const { client, leave } = joinStudio(studio.address)
    onTestFinished(leave)
    const take = await beginTake(client, 'uː')
    await take.append(toneIn(0.1, 0.3, 48_000))
    expect(await studio.stop()).toBe(0)
    expect(await studioCommand(folder, 'doctor')).toMatchObject({ faults: [], takes: 1 })
  })
})
