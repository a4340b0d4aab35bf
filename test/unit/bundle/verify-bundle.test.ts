import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { VerifyOptions, VerifyProgress } from '#shared/node/bundle/verify-bundle.ts'
import { verifyBundle } from '#shared/node/bundle/verify-bundle.ts'
import { documentText } from '#shared/node/bundle/document-text.ts'
import { aBundleDocument } from '#test/support/bundle-document.ts'
import { aDocumentWithSounds, bundleOf, goodBundle, goodPayload, readCatalogOfTest } from '#test/support/good-bundle.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

const long = process.env['PHONEME_STUDIO_LONG'] !== undefined

async function verify(bytes: Buffer, options: Partial<VerifyOptions> = {}) {
  const file = join(temporaryFolder(), 'bundle.zip')
  writeFileSync(file, bytes)
  return verifyBundle(file, { readDocument: readCatalogOfTest, ...options })
}

describe('a bundle that is verified', () => {
  it('is whole, and says what is in it', async () => {
    const report = await verify(goodBundle())
    expect(report).toMatchObject({ valid: true, faults: [], faultCount: 0 })
    const payloadBytes = [...goodPayload().values()].reduce((sum, { length }) => sum + length, 0)
    expect(report.counts).toEqual({ files: 14, payloadFiles: 10, payloadBytes, audioFiles: 9 })
    expect(report.document?.sources).toHaveLength(8)
    expect(report.info.get('bagging-date')).toEqual(['2026-01-07'])
  })

  it('may carry takes, and files that only people read', async () => {
    const { document, sounds } = aDocumentWithSounds(aBundleDocument(undefined, { withTakes: true }))
    const catalog = Buffer.from([...documentText(document)].join(''))
    const payload = new Map([...sounds, ['catalog.json', catalog], ['sources.csv', Buffer.from('a,b\n')]])
    const report = await verify(bundleOf(payload))
    expect(report).toMatchObject({ valid: true, counts: { audioFiles: 9 + document.takes.length } })
  })

  it('may be many megabytes, in files large and small', async () => {
    const payload = goodPayload()
    for (let at = 0; at < 8; at += 1) payload.set(`more/${at}`, Buffer.alloc(1_500_000, `${at} `))
    payload.set('more/large', Buffer.alloc(33 * 1_048_576, 'large '))
    for (let at = 10; at < 40; at += 1) payload.set(`more/${at}`, Buffer.alloc(150_000, `${at} `))
    expect(await verify(bundleOf(payload))).toMatchObject({ faults: [], counts: { payloadFiles: 49 } })
  })

  it('tells how far it is, up to the end', async () => {
    const seen: VerifyProgress[] = []
    await verify(goodBundle(), { onProgress: (progress) => seen.push(progress) })
    const last = seen.at(-1)
    expect(last).toMatchObject({ doneFiles: 14, totalFiles: 14, doneBytes: last?.totalBytes })
    expect(seen.map(({ doneBytes }) => doneBytes)).toEqual(
      seen.map(({ doneBytes }) => doneBytes).toSorted((a, b) => a - b),
    )
  })

  it('is given up when nobody waits for it', async () => {
    const stop = new AbortController()
    const verified = verify(goodBundle(), { signal: stop.signal, onProgress: () => stop.abort() })
    await expect(verified).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('tells every fault, and counts those that are too many to tell', async () => {
    const payload = goodPayload()
    for (let at = 0; at < 1200; at += 1) payload.set(`takes/${at}.wav`, Buffer.from('x'))
    const report = await verify(bundleOf(payload))
    expect(report).toMatchObject({ valid: false, faultCount: 1200 })
    expect(report.faults).toHaveLength(1000)
  })
})

type Mutate = (bytes: Buffer, at: number, value: number) => Buffer

/** What may happen to a file on its way, or by somebody's hand. */
const mutations: Record<string, Mutate> = {
  'a bit flips': (bytes, at, value) => {
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << (value & 7)), at)
    return bytes
  },
  'the end is cut off': (bytes, at) => bytes.subarray(0, at),
  'the beginning is cut off': (bytes, at) => bytes.subarray(at),
  'a piece is lost': (bytes, at, value) =>
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + (value % 5000))]),
  'a piece is doubled': (bytes, at, value) =>
    Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(Math.max(0, at - (value % 5000)))]),
  'bytes come in': (bytes, at, value) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.alloc(1 + (value % 50), value & 255), bytes.subarray(at)]),
  'two halves change places': (bytes, at) => Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]),
  'a number is huge': (bytes, at) => {
    bytes.fill(0xff, at, Math.min(at + 4, bytes.length))
    return bytes
  },
  'a number is another': (bytes, at, value) => {
    bytes.writeUInt32LE(value, Math.min(at, bytes.length - 4))
    return bytes
  },
}

/** Most bytes are sound; what reads is decided in headers, directory and tags, so half of the hits are there. */
function placesOf(bytes: Buffer): number[] {
  const places: number[] = []
  for (let at = bytes.indexOf('PK'); at >= 0; at = bytes.indexOf('PK', at + 1)) places.push(at)
  return places
}

describe('a bundle that something happened to', () => {
  const runs = long ? 2000 : 100
  it(
    `is told to be so, in time, and with a reason (${runs} cases)`,
    async () => {
      const good = goodBundle()
      const { document: whole } = await verify(good)
      const heads = placesOf(good)
      const place = fc.oneof(
        fc.nat(good.length - 1),
        fc.tuple(fc.constantFrom(...heads), fc.nat(60)).map(([at, on]) => Math.min(at + on, good.length - 1)),
      )
      const seed = Number(process.env['PHONEME_STUDIO_SEED'] ?? Date.now() % 1_000_000_000)
      console.log(`bundle mutations: PHONEME_STUDIO_SEED=${seed}`)
      let refused = 0
      const step = fc.tuple(fc.constantFrom(...Object.keys(mutations)), place, fc.nat(0xffff_ffff))
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 3 }), async (steps) => {
          let spoilt: Buffer = Buffer.from(good)
          for (const [name, at, value] of steps)
            if (spoilt.length > 4) spoilt = mutations[name]?.(spoilt, at % spoilt.length, value) ?? spoilt
          const report = await verify(spoilt, { signal: AbortSignal.timeout(5000) })
          if (!report.valid) refused += 1
          expect(report.valid ? report.document : whole).toEqual(whole)
          expect(report.faults.every(({ name }) => name === 'BundleFault')).toBe(true)
          expect(report.faultCount > 0).toBe(!report.valid)
        }),
        { numRuns: runs, seed },
      )
      // A changed comment or permission harms nobody; nearly everything else must show.
      expect(refused).toBeGreaterThan(runs * 0.8)
    },
    long ? 600_000 : 30_000,
  )
})
