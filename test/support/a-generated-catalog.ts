import { copyFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import * as fc from 'fast-check'
import { v7 } from 'uuid'
import { licences } from '#shared/entities/speaker.ts'
import type { Catalog } from '#studio/catalog/open-catalog.ts'
import { openCatalog } from '#studio/catalog/open-catalog.ts'
import { fillInventory } from '#studio/services/fill-inventory.ts'
import { readInventory } from '#studio/services/read-inventory.ts'
import type { Act } from './catalog-acts.ts'
import { perform } from './catalog-acts.ts'
import type { MovingClock } from './moving-clock.ts'
import { movingClock } from './moving-clock.ts'

const inventoryFile = new URL('../../resources/inventories/english.json', import.meta.url)
const workerUrl = new URL('../../electron/catalog/catalog-worker.ts', import.meta.url)

/** Whoever opens it closes it. */
export function openCatalogIn(folder: string, { clock }: MovingClock): Catalog {
  const file = join(folder, 'catalog.sqlite')
  return openCatalog({ file, backupsFolder: join(folder, 'backups'), newId: v7, clock, workerUrl })
}

/** Makes a catalog with the shipped inventory, and of no device yet: copies of it are many studios. */
export function layInventoryTemplate(folder: string): string {
  const file = join(folder, 'catalog.sqlite')
  const time = movingClock('2026-11-01T00:00:00.000Z')
  const catalog = openCatalogIn(folder, time)
  fillInventory(catalog, readInventory(readFileSync(inventoryFile, 'utf8'), 'english.json'), time.now())
  catalog.close()
  const db = new Sqlite(file)
  db.exec('DELETE FROM device; VACUUM')
  db.close()
  return file
}

/** A studio's catalog as it is at its first start, from the template. */
export function freshCatalogIn(folder: string, template: string, time: MovingClock): Catalog {
  copyFileSync(template, join(folder, 'catalog.sqlite'))
  return openCatalogIn(folder, time)
}

export function fill(catalog: Catalog, acts: readonly Act[], time: MovingClock): void {
  catalog.write(() => {
    for (const act of acts) perform(catalog, act, time)
  })
}

const which = fc.nat(50)
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((each) => !each.includes('\0'))
const note = fc.option(text)
const anAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('join'), name: text, detail: note, year: fc.option(fc.nat(2010)) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('consent'),
      speaker: which,
      to: fc.constantFrom('given', 'given', 'withdrawn'),
      licence: fc.constantFrom(...licences),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('sit'), speaker: which, phonemes: fc.array(which, { maxLength: 4 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('take'),
      speaker: which,
      sitting: fc.option(which),
      phoneme: fc.nat(3),
      checked: fc.boolean(),
      level: fc.integer({ min: -90, max: 0 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('mark'), take: which, start: fc.nat(900), verdict: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('publish'), take: which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('speak'),
      phoneme: fc.nat(3),
      kind: fc.constantFrom('tts', 'generated'),
      voice: fc.nat(3),
      keepDays: fc.option(fc.nat(60)),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('change'), source: which, note: text, days: fc.nat(90) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('play'),
      source: which,
      device: fc.nat(2),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('prefer'), source: which, clear: fc.boolean(), reason: note }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constant('reject'), source: which, rejected: fc.boolean(), reason: note }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('edit'), phoneme: fc.nat(3), text, spoken: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('delete'), source: which }) },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('steer'),
      sitting: which,
      how: fc.nat(4),
      prompt: which,
      take: which,
      reason: text,
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('hear of'), nth: fc.nat(3), sources: fc.nat(3) }) },
)

/** Two speakers who agreed, and a first sitting with takes of which some are published: what much else needs. */
export const firstDay: readonly Act[] = [
  { act: 'join', name: 'Ánh', detail: 'vi', year: 1990 },
  { act: 'join', name: 'Ben', detail: null, year: null },
  { act: 'consent', speaker: 0, to: 'given', licence: 'CC-BY-4.0' },
  { act: 'consent', speaker: 1, to: 'given', licence: 'course' },
  { act: 'sit', speaker: 0, phonemes: [0, 1, 2] },
  ...[0, 1, 2].map((phoneme): Act => ({ act: 'take', speaker: 0, sitting: 0, phoneme, checked: true, level: -6 })),
  { act: 'take', speaker: 1, sitting: null, phoneme: 1, checked: false, level: -12 },
  ...[0, 1, 2, 3].map((take): Act => ({ act: 'publish', take })),
]

/** What people and services do to a catalog, one after the other; each picks among what is there by then. */
export function someActs(mostActs: number): fc.Arbitrary<Act[]> {
  return fc.array(anAct, { maxLength: mostActs, size: 'max' })
}
