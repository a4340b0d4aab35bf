import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { twoStudios } from '#test/support/a-studio.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'

async function withNews() {
  const { mine, theirs, time, does } = await twoStudios()
  does(theirs, { act: 'speak', phoneme: 0, kind: 'tts', voice: 0, keepDays: null })
  const document = await theirs.document()
  const path = join(temporaryFolder(), 'catalog.json')
  writeFileSync(path, JSON.stringify(document))
  const order = { document: path, dryRun: false, now: time.now() }
  return { ...mine, theirs, document, order }
}

describe('a catalog that takes in a document', () => {
  it('reads its file in a worker, and tells whoever listens, once it is on disk', async () => {
    const { catalog, theirs, document, order } = await withNews()
    const told: string[] = []
    catalog.onWrite(() => told.push(`written, with ${catalog.sources.count()} sources`))
    catalog.onTouch((phonemeId) => told.push(`touched ${phonemeId ?? 'all'}`))
    const version = catalog.version()
    const report = await catalog.merge(order)
    expect(report).toMatchObject({ written: true, refusals: [], counts: { sources: { new: 1, same: 4 } } })
    expect(told).toEqual(['touched all', 'written, with 5 sources'])
    expect(catalog.version()).toBeGreaterThan(version)
    expect(catalog.sources.all()).toEqual(theirs.catalog.sources.all())
    expect((await catalog.merge({ ...order, document })).written).toBe(false)
  })

  it('tells nobody of what it did not write', async () => {
    const { catalog, order } = await withNews()
    const told: unknown[] = []
    catalog.onWrite(() => told.push('written'))
    const version = catalog.version()
    expect(await catalog.merge({ ...order, dryRun: true })).toMatchObject({
      written: false,
      newSources: [expect.any(String)],
    })
    expect(told).toEqual([])
    expect(catalog.version()).toBe(version)
  })

  it('goes on recording meanwhile: what is written while it looks is taken into account', async () => {
    const { catalog, order, theirs } = await withNews()
    const merging = catalog.merge(order)
    const [source] = theirs.catalog.sources.all()
    const [other] = catalog.sources.all()
    catalog.write(() => catalog.sources.change(other?.id ?? '', { metadata: { note: 'meanwhile' } }, order.now))
    expect((await merging).written).toBe(true)
    expect(catalog.sources.get(other?.id ?? '')?.metadata).toEqual({ note: 'meanwhile' })
    expect(catalog.sources.get(source?.id ?? '')).toEqual(source)
  })
})
