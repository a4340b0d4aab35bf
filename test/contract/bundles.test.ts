import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ExportOptions } from '#shared/contract/bundles.ts'
import { openBundle } from '#shared/node/bundle/bag-reader.ts'
import { openCommandSocket } from '#studio/hosts/common/command-socket.ts'
import { toneIn } from '#test/sounds.ts'
import { beginTake } from '#test/support/begin-take.ts'
import { joinStudio } from '#test/support/join-studio.ts'
import { endOf } from '#test/support/end-of.ts'
import { goodBundle } from '#test/support/good-bundle.ts'
import { filesOf, rowsOf } from '#test/support/data-folder-state.ts'
import { bundleOfStudio, sendBundle, takeOver } from '#test/support/send-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import type { StudioClient } from './doors.ts'
import { doors, studioIn } from './doors.ts'

const fill: Parameters<StudioClient['generation']['fill']>[0] = {
  phonemes: ['iː', 'ʃ'],
  which: 'missing',
  sourceType: 'tts',
}
/** Takes long enough to be stopped on the way. */
const inManyForms: ExportOptions = {
  formats: [{ format: 'flac' }, { format: 'mp3', bitsPerSecond: 192_000 }, { format: 'ogg', quality: 5 }],
}
const half = (bytes: Buffer) => [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)] as const
const blobOf = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)])

async function pathsIn(folder: string, fileName: string): Promise<string[]> {
  const bundle = await openBundle(join(folder, 'exports', fileName))
  try {
    return [...bundle.files.keys()]
  } finally {
    await bundle.close()
  }
}

describe.each(doors)('bundles through $door', ({ join: enter }) => {
  async function open() {
    const folder = temporaryFolder()
    return { folder, client: await enter(await studioIn(folder)) }
  }

  it('go out of one studio, in pieces into another, and are looked at and planned before they are taken over', async () => {
    const [mine, theirs] = [await open(), await open()]
    const { made } = await endOf(await mine.client.generation.fill(fill))
    const { bytes, result } = await bundleOfStudio(mine.client, mine.folder)
    expect(result).toMatchObject({ sources: 2, takes: 0, renditions: 0, leftOut: [], sizeBytes: bytes.length })

    const uploadId = await sendBundle(theirs.client, bytes, { pieceBytes: 10_000 })
    const before = rowsOf(theirs.folder)
    const verified = await endOf(await theirs.client.bundles.verify({ uploadId }))
    expect(verified).toMatchObject({ valid: true, faults: [], counts: { sources: 2, takes: 0, phonemes: 44 } })
    const planned = await endOf(await theirs.client.bundles.plan({ uploadId }))
    expect(planned).toMatchObject({ imported: false, newFiles: 2, conflicts: [], refused: [] })
    expect(rowsOf(theirs.folder)).toEqual(before)

    const steps: number[] = []
    const imported = await endOf(await theirs.client.bundles.import({ uploadId }), ({ done }) => steps.push(done))
    expect(imported).toEqual({ ...planned, imported: true })
    expect(steps.length).toBeGreaterThan(0)
    await theirs.client.bundles.discardUpload({ uploadId })
    expect(readdirSync(join(theirs.folder, 'incoming'))).toEqual([])
    const ids = (await theirs.client.sources.list({})).map(({ source }) => source.id)
    expect(ids.toSorted()).toEqual(made.map(({ id }) => id).toSorted())
    expect(await theirs.client.phonemes.resolve({ phoneme: 'iː' })).toMatchObject({ rung: 'tts' })
    expect((await endOf(await theirs.client.catalog.doctor())).faults).toEqual([])
  })

  it('come in pieces that may be sent twice, but not with a gap', async () => {
    const { client } = await open()
    const bytes = goodBundle()
    const [first, second] = half(bytes)
    const { uploadId } = await client.bundles.beginUpload({ fileName: 'a.zip', sizeBytes: bytes.length })
    const append = (offset: number, piece: Uint8Array) =>
      client.bundles.append({ uploadId, offset, bytes: blobOf(piece) })
    await expect(append(first.length, second)).rejects.toMatchObject({ code: 'WRONG_VALUE' })
    expect(await append(0, first)).toEqual({ receivedBytes: first.length })
    expect(await append(0, first)).toEqual({ receivedBytes: first.length })
    const unfinished = { receivedBytes: first.length, sizeBytes: bytes.length, fileName: 'a.zip' }
    await expect(client.bundles.verify({ uploadId }).then(endOf)).rejects.toMatchObject({
      code: 'UPLOAD_UNFINISHED',
      data: unfinished,
    })
    // A piece that was cut off on its way is sent again from its beginning.
    await append(first.length, second.subarray(0, 10))
    expect(await append(first.length, second)).toEqual({ receivedBytes: bytes.length })
    expect(await endOf(await client.bundles.verify({ uploadId }))).toMatchObject({ valid: true })
    await expect(append(bytes.length, Buffer.from('x'))).rejects.toMatchObject({ code: 'WRONG_VALUE' })
  })

  it('are refused as it is declared', async () => {
    const { client, folder } = await open()
    const damaged = goodBundle()
    damaged[200] = (damaged[200] ?? 0) ^ 1
    const uploadId = await sendBundle(client, damaged, { fileName: 'harmed.zip' })
    const before = { rows: rowsOf(folder), files: filesOf(folder) }
    const report = await endOf(await client.bundles.verify({ uploadId }))
    expect(report).toMatchObject({ valid: false, faultCount: report.faults.length })
    for (const act of ['plan', 'import'] as const)
      await expect(client.bundles[act]({ uploadId }).then(endOf<unknown, unknown>)).rejects.toMatchObject({
        code: 'BUNDLE_REFUSED',
        data: { fileName: 'harmed.zip', first: report.faults[0]?.sentence, faultCount: report.faultCount },
      })
    expect({ rows: rowsOf(folder), files: filesOf(folder) }).toEqual(before)

    await client.bundles.discardUpload({ uploadId })
    await client.bundles.discardUpload({ uploadId })
    await expect(client.bundles.verify({ uploadId }).then(endOf)).rejects.toMatchObject({ code: 'UPLOAD_UNKNOWN' })
    const file = blobOf(Buffer.from('kind,id_or_name,pk\nphoneme,nowhere,7\n'))
    await expect(client.bundles.setMapping({ file, fileName: 'map.csv' })).rejects.toMatchObject({
      code: 'MAPPING_WRONG',
      data: { fileName: 'map.csv' },
    })
    expect(await client.bundles.mapping()).toEqual({ categories: 0, phonemes: 0, importedAt: null })
  })

  it('ask whose choice stands where two people chose differently, and take over nothing until it is said', async () => {
    const [mine, theirs] = [await open(), await open()]
    const asked = {
      phonemes: ['iː'],
      which: 'missing',
      sourceType: 'tts',
      voices: ['espeak:en-us', 'espeak:en-gb-x-rp'],
    }
    await endOf(await mine.client.generation.fill(asked as Parameters<StudioClient['generation']['fill']>[0]))
    const [one, other] = (await mine.client.sources.list({})).map(({ source }) => source)
    await takeOver(theirs.client, (await bundleOfStudio(mine.client, mine.folder)).bytes)
    await mine.client.sources.prefer({ phoneme: 'iː', sourceId: one?.id ?? '', reason: 'clear' })
    await theirs.client.sources.prefer({ phoneme: 'iː', sourceId: other?.id ?? '' })
    const { bytes } = await bundleOfStudio(mine.client, mine.folder)

    const uploadId = await sendBundle(theirs.client, bytes)
    const before = rowsOf(theirs.folder)
    const said = { mine: { sourceId: other?.id }, theirs: { sourceId: one?.id, reason: 'clear' } }
    expect(await endOf(await theirs.client.bundles.plan({ uploadId }))).toMatchObject({ conflicts: [said] })
    await expect(theirs.client.bundles.import({ uploadId }).then(endOf)).rejects.toMatchObject({
      code: 'CHOICES_CONFLICT',
      data: { count: 1, conflicts: [said] },
    })
    expect(rowsOf(theirs.folder)).toEqual(before)
    const preferred = async () => (await theirs.client.phonemes.resolve({ phoneme: 'iː' })).source?.id
    await endOf(await theirs.client.bundles.import({ uploadId, prefer: 'mine' }))
    expect(await preferred()).toBe(other?.id)
    const { phoneme } = await theirs.client.phonemes.get({ phoneme: 'iː' })
    await endOf(await theirs.client.bundles.import({ uploadId, prefer: 'mine', choices: { [phoneme.id]: 'theirs' } }))
    expect(await preferred()).toBe(one?.id)
  })

  it('leave nothing behind where nobody waits for the end of an export or an import', async () => {
    const { client, folder } = await open()
    await endOf(await client.generation.fill(fill))
    const { bytes, name } = await bundleOfStudio(client, folder, inManyForms)
    const theirs = await open()
    const uploadId = await sendBundle(theirs.client, bytes)
    const before = rowsOf(theirs.folder)
    for (const begin of [
      (signal: AbortSignal) => client.bundles.export(inManyForms, { signal }),
      (signal: AbortSignal) => theirs.client.bundles.import({ uploadId }, { signal }),
    ]) {
      const stopping = new AbortController()
      const stream = await begin(stopping.signal)
      await stream.next()
      stopping.abort()
      await expect(endOf<unknown, unknown>(stream)).rejects.toBeInstanceOf(Error)
    }
    const left = () => [readdirSync(join(folder, 'exports')), readdirSync(join(theirs.folder, 'incoming'))]
    await expect.poll(left).toEqual([[name], [`${uploadId}.upload`]])
    expect(rowsOf(theirs.folder)).toEqual(before)
  })
})

describe('an export', () => {
  async function open() {
    const folder = temporaryFolder()
    const client = await doors[0].join(await studioIn(folder))
    const { made } = await endOf(await client.generation.fill(fill))
    const [ee, sh] = made
    if (ee === undefined || sh === undefined) throw new Error('two clips were to be made')
    async function exported(options: ExportOptions) {
      const { result } = await bundleOfStudio(client, folder, options)
      const paths = await pathsIn(folder, result.fileName)
      const audio = paths.filter((path) => path.startsWith('data/phonemes/'))
      return { result, paths, audio }
    }
    return { client, folder, ee, sh, exported }
  }

  it('is of the chosen sources only: named ones, filtered, preferred, or changed since the last', async () => {
    const { client, ee, sh, exported } = await open()
    const [eePath, shPath] = [`data/${ee.path ?? ''}`, `data/${sh.path ?? ''}`]
    expect((await exported({ what: { kind: 'sources', sourceIds: [sh.id] } })).audio).toEqual([shPath])
    const filter = { phonemeId: ee.phonemeId }
    expect((await exported({ what: { kind: 'filter', filter } })).audio).toEqual([eePath])
    expect((await exported({ what: { kind: 'preferred' } })).audio).toEqual([])
    await client.sources.prefer({ phoneme: 'ʃ', sourceId: sh.id })
    expect((await exported({ what: { kind: 'preferred' } })).audio).toEqual([shPath])
    // None of those was of everything.
    const sinceLast = { what: { kind: 'since-last' as const } }
    expect((await exported(sinceLast)).audio.toSorted()).toEqual([eePath, shPath].toSorted())
    expect((await exported(sinceLast)).audio).toEqual([])
    await client.sources.reject({ sourceId: ee.id, rejected: true })
    expect((await exported(sinceLast)).audio).toEqual([eePath])
  })

  it('has beside each sound its other forms, and the files that other programs read, where they are asked for', async () => {
    const { ee, sh, exported } = await open()
    const formats = [
      { format: 'flac' as const },
      { format: 'mp3' as const, bitsPerSecond: 192_000 as const },
      { format: 'ogg' as const, quality: 3 },
    ]
    const { result, audio, paths } = await exported({ formats, withMetadataCsv: true, withTextGrids: true })
    const forms = [ee, sh].flatMap(({ path }) =>
      ['flac', 'mp3', 'ogg', 'wav'].map((form) => `data/${path?.replace(/wav$/, form) ?? ''}`),
    )
    expect(audio.toSorted()).toEqual(forms.toSorted())
    expect(result).toMatchObject({ sources: 2, renditions: 6, leftOut: [] })
    expect(paths).toContain('data/metadata.csv')
    expect(paths.filter((path) => path.startsWith('data/textgrids/'))).toHaveLength(2)
    expect((await exported({})).paths.filter((path) => /metadata|textgrids/.test(path))).toEqual([])
  })

  it('since the last brings takes that were recorded before a bundle without takes', async () => {
    const { client, exported } = await open()
    const take = await beginTake(client, 'iː')
    await take.append(toneIn(0.3, 0.5, 48_000))
    await client.recording.finish({ takeId: take.takeId, droppedFrames: 0 })
    expect((await exported({})).result.takes).toBe(0)
    expect((await exported({ what: { kind: 'since-last' }, withTakes: true })).result).toMatchObject({
      sources: 0,
      takes: 1,
    })
    expect((await exported({ what: { kind: 'since-last' }, withTakes: true })).result).toMatchObject({ takes: 0 })
  })

  it('ends when the window that asked for it goes away, and so does an import', async () => {
    const folder = temporaryFolder()
    const studio = await studioIn(folder)
    const stayed = await doors[0].join(studio)
    await endOf(await stayed.generation.fill(fill))
    const { bytes, name } = await bundleOfStudio(stayed, folder, inManyForms)
    const before = rowsOf(folder)
    const uploadId = await sendBundle(stayed, bytes)
    const socket = await openCommandSocket({ router: studio.router, token: 'a'.repeat(64), log: () => {} })
    onTestFinished(() => socket.close())
    const { client, leave } = joinStudio(`${socket.url.replace('ws:', 'http:')}#token=${'a'.repeat(64)}`)
    await (await client.bundles.export(inManyForms)).next()
    await (await client.bundles.import({ uploadId })).next()
    leave()
    const left = () => [readdirSync(join(folder, 'exports')), readdirSync(join(folder, 'incoming'))]
    await expect.poll(left, { timeout: 10_000 }).toEqual([[name], [`${uploadId}.upload`]])
    expect(rowsOf(folder)).toEqual(before)
  })

  it('under way ends with its studio, and leaves no half file', async () => {
    const folder = temporaryFolder()
    const studio = await studioIn(folder)
    const client = await doors[0].join(studio)
    await endOf(await client.generation.fill(fill))
    const uploadId = await sendBundle(client, goodBundle())
    const exporting = await client.bundles.export({})
    await exporting.next()
    await (await client.bundles.import({ uploadId })).next()
    await studio.close()
    expect([readdirSync(join(folder, 'exports')), readdirSync(join(folder, 'incoming'))]).toEqual([[], []])
  })
})
