import { existsSync, readdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CatalogFault } from '#studio/catalog/catalog-fault.ts'
import { openSnapshot } from '#studio/catalog/snapshot.ts'
import { fill, firstDay } from '#test/support/a-generated-catalog.ts'
import { standingStudiosOn } from '#test/support/a-studio.ts'
import { movingClock } from '#test/support/moving-clock.ts'
import { wholeDocument } from '#test/support/whole-document.ts'

function aStudio() {
  const time = movingClock()
  const studio = standingStudiosOn(time)()
  fill(studio.catalog, firstDay, time)
  return { ...studio, time }
}

describe('a snapshot of the catalog', () => {
  it('shows one state of it while recording goes on', async () => {
    const { catalog, document, time } = aStudio()
    const before = await document()
    const snapshot = catalog.snapshot()
    fill(catalog, [...firstDay, { act: 'prefer', source: 0, clear: false, reason: null }], time)
    const [speaker] = catalog.speakers.all()
    fill(catalog, [{ act: 'consent', speaker: 0, to: 'withdrawn', licence: 'course' }], time)
    expect(catalog.speakers.get(speaker?.id ?? '')?.consent?.withdrawnAt).not.toBeNull()

    expect(await wholeDocument({ snapshot: () => snapshot })).toEqual(before)
    expect(await document()).not.toEqual(before)
  })

  it('writes nothing, and leaves nothing behind once it is closed', () => {
    const { catalog, file } = aStudio()
    const snapshot = catalog.snapshot() as unknown as { sources: { delete(id: string): void } }
    const [source] = catalog.sources.all()
    expect(() => snapshot.sources.delete(source?.id ?? '')).toThrow(CatalogFault)
    expect(catalog.sources.all()).toContainEqual(source)
    ;(snapshot as unknown as { close(): void }).close()
    catalog.close()
    expect(readdirSync(dirname(file))).toEqual(['catalog.sqlite'])
  })

  it('tells since a mark which rows changed', () => {
    const { catalog, time } = aStudio()
    const first = catalog.snapshot()
    const mark = first.rows.lastChange()
    first.close()
    const [source] = catalog.sources.all()
    const phoneme = catalog.phonemes.get(source?.phonemeId ?? '')
    fill(catalog, [{ act: 'prefer', source: 0, clear: false, reason: 'clear' }], time)
    const second = catalog.snapshot()
    const changes = second.rows.changesAfter(mark, 100)
    const page = second.rows.changesAfter(mark, 1)
    const last = second.rows.lastChange()
    second.close()
    expect(changes.map(({ entity, entityId }) => [entity, entityId])).toEqual([
      ['phoneme', phoneme?.id],
      ['decision', catalog.decisions.all()[0]?.id],
    ])
    expect(page).toEqual(changes.slice(0, 1))
    expect(changes.at(-1)?.seq).toBe(last)
  })

  it('is refused in the catalog’s terms where the file is gone', () => {
    const { catalog, file } = aStudio()
    catalog.close()
    rmSync(file)
    expect(() => openSnapshot(file)).toThrow(CatalogFault)
    expect(existsSync(file)).toBe(false)
  })
})
