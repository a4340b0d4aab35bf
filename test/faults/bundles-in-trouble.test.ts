import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { decodeWav, encodeWav24 } from '#shared/node/audio/wav.ts'
import { readDocument } from '#shared/node/bundle/upgrade-document.ts'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import { studioIn } from '#test/contract/doors.ts'
import { toneIn } from '#test/sounds.ts'
import { fillFolder } from '#test/support/a-filled-folder.ts'
import { firstDay } from '#test/support/a-generated-catalog.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { english } from '#test/support/bundle-document.ts'
import type { Act } from '#test/support/catalog-acts.ts'
import { looseEnds, rowsOf } from '#test/support/data-folder-state.ts'
import { endOf } from '#test/support/end-of.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { isLongRun } from '#test/support/runs.ts'
import { bundleOfStudio, sendBundle, takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { aSmallDisk, smallDisks } from '../unit/catalog/small-disk.ts'

async function studioAt(folder: string) {
  const studio = await studioIn(folder)
  return { studio, folder, client: createRouterClient(studio.router, { context: {} }) }
}

/** Two speakers, their takes, and as many clips more. */
async function aFilledStudio(clips = 20) {
  const folder = temporaryFolder()
  await (await studioAt(folder)).studio.close()
  const speaking = Array.from(
    { length: clips },
    (_, at): Act => ({
      act: 'speak',
      phoneme: at % 44,
      kind: 'tts',
      voice: Math.floor(at / 44),
      keepDays: null,
    }),
  )
  fillFolder(folder, [...firstDay, ...speaking], movingClock())
  return studioAt(folder)
}

const faultsOf = async (file: string) =>
  (await verifyBundle(file, { readDocument: (json) => readDocument(json, english) })).faults.map(
    ({ message }) => message,
  )

const note = smallDisks() ? '' : ' (skipped: no small disk can be mounted here)'
/** The studio holds some of it for recordings. */
const diskBytes = 12 * 1_048_576

function fillUp(disk: string, leftBytes: number): void {
  const free = Number(execFileSync('df', ['--output=avail', '-B1', disk]).toString().split('\n')[1])
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, free - leftBytes)))
}

describe.skipIf(note !== '')(`a disk that fills up${note}`, () => {
  it('ends an export and an import, which leave nothing; where there is room again both go well', async () => {
    const full = await aFilledStudio(60)
    const { bytes } = await bundleOfStudio(full.client, full.folder, { withTakes: true })
    const disk = aSmallDisk(diskBytes)
    const { client, folder } = await studioAt(disk)
    const uploadId = await sendBundle(client, bytes)
    const before = rowsOf(folder)
    fillUp(disk, 100_000)
    await expect(client.bundles.import({ uploadId }).then(endOf)).rejects.toMatchObject({ code: 'DISK_FULL' })
    const left = () => [readdirSync(join(folder, 'exports')), readdirSync(join(folder, 'incoming'))]
    expect(left()).toEqual([[], [`${uploadId}.upload`]])
    expect(rowsOf(folder)).toEqual(before)
    rmSync(join(disk, 'filler'))
    expect(await endOf(await client.bundles.import({ uploadId }))).toMatchObject({ imported: true })
    await client.bundles.discardUpload({ uploadId })
    expect(looseEnds(folder)).toEqual({ unnamed: [], missing: [] })

    fillUp(disk, 100_000)
    await expect(client.bundles.export({}).then(endOf)).rejects.toMatchObject({
      code: 'BUNDLE_NOT_WRITTEN',
      data: { reason: 'the disk is full' },
    })
    await expect(sendBundle(client, bytes)).rejects.toMatchObject({ code: 'DISK_FULL' })
    rmSync(join(disk, 'filler'))
    expect(left()[0]).toEqual([])
    expect((await bundleOfStudio(client, folder, { withTakes: true })).bytes.equals(bytes)).toBe(true)
  })
})

it('a file that goes or changes while it is exported is left out and told; the rest is whole', async () => {
  const { client, folder } = await aFilledStudio()
  const sources = (await client.sources.list({ sourceType: 'tts' })).map(({ source }) => source)
  const paths = sources.map(({ path }) => path ?? '').toSorted()
  const [gone = '', changed = ''] = paths.slice(-2)
  const stream = await client.bundles.export({ formats: [{ format: 'flac' }] })
  await stream.next()
  rmSync(join(folder, gone))
  writeFileSync(join(folder, changed), encodeWav24([toneIn(0.05, 0.3, 8000)], 8000))
  const { path, leftOut, sources: count } = await endOf(stream)
  expect(leftOut.map(({ code, data }) => `${code} ${String(data['fault'])}`).toSorted()).toEqual([
    'SOURCE_LEFT_OUT unreadable',
    'SOURCE_LEFT_OUT wrong hash',
  ])
  expect(count).toBeGreaterThan(20)
  expect(await faultsOf(join(folder, path))).toEqual([])
})

it('a folder that can’t be written to ends an import and an export, which leave nothing', async () => {
  const full = await aFilledStudio()
  const { bytes } = await bundleOfStudio(full.client, full.folder)
  const { client, folder } = await studioAt(temporaryFolder())
  const uploadId = await sendBundle(client, bytes)
  // Permissions don't bind whoever is root; a file in the folder's place binds everybody.
  const place = join(folder, 'phonemes', 'audio', '2026')
  writeFileSync(place, '')
  const before = rowsOf(folder)
  await expect(client.bundles.import({ uploadId }).then(endOf)).rejects.toMatchObject({ code: 'FOLDER_NOT_WRITABLE' })
  expect(readdirSync(join(folder, 'incoming'))).toEqual([`${uploadId}.upload`])
  expect(rowsOf(folder)).toEqual(before)
  rmSync(place)
  expect(await endOf(await client.bundles.import({ uploadId }))).toMatchObject({ imported: true })
  rmSync(join(folder, 'exports'), { recursive: true })
  writeFileSync(join(folder, 'exports'), '')
  await expect(client.bundles.export({}).then(endOf)).rejects.toMatchObject({ code: 'BUNDLE_NOT_WRITTEN' })
})

it('a take longer than what is held in memory goes out and comes in, to the last sample', async () => {
  const { client, folder } = await studioAt(temporaryFolder())
  const take = await beginTake(client, 'iː')
  const fortySeconds = toneIn(4, 32, 48_000)
  for (let at = 0; at < 7; at += 1) await take.append(fortySeconds)
  await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
  const { bytes, result } = await bundleOfStudio(client, folder, { withTakes: true })
  expect(result).toMatchObject({ takes: 1, leftOut: [] })
  const theirs = await studioAt(temporaryFolder())
  await takeOver(theirs.client, bytes)
  const [path = ''] = readdirSync(join(theirs.folder, 'takes'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.wav'))
  const file = join(theirs.folder, 'takes', path)
  expect(statSync(file).size).toBeGreaterThan(32 * 1_048_576)
  expect(readFileSync(file).equals(readFileSync(join(folder, 'takes', path)))).toBe(true)
})

const clips = isLongRun ? 1000 : 200

it(`a recording goes on, chunk after chunk, while ${clips} sources come in`, { timeout: 120_000 }, async () => {
  const full = await aFilledStudio(clips)
  const { bytes } = await bundleOfStudio(full.client, full.folder)
  await full.studio.close()
  const { client, folder } = await studioAt(temporaryFolder())
  const uploadId = await sendBundle(client, bytes)
  const { phoneme, takeId, append } = await beginTake(client, 'iː')
  const state = { isDone: false }
  let chunks = 0
  let whileImporting = 0
  const importing = client.bundles
    .import({ uploadId })
    .then(endOf)
    .finally(() => {
      state.isDone = true
    })
  while (!state.isDone) {
    await append(new Float32Array(960).fill(((chunks % 100) + 1) / 128))
    chunks += 1
    if (!state.isDone) whileImporting += 1
  }
  expect(await importing).toMatchObject({ imported: true, refused: [] })
  // Each piece was on the disk before the next was sent, and none waited for the import's end.
  expect(whileImporting).toBeGreaterThan(10)
  const { take } = await client.recording.finish({ takeId, droppedFrames: 0 })
  expect(take).toMatchObject({ phonemeId: phoneme.id, frameCount: chunks * 960 })
  const [samples] = decodeWav(readFileSync(join(folder, take.path))).channels
  const order = Array.from({ length: chunks }, (_, at) => Math.round((samples?.[at * 960 + 480] ?? 0) * 128))
  expect(order).toEqual(order.map((_, at) => (at % 100) + 1))
  expect(looseEnds(folder)).toEqual({ unnamed: [], missing: [] })
})
