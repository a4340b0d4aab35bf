import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Catalog } from '#studio/catalog/open-catalog.ts'
import { fill, openCatalogIn } from './a-generated-catalog.ts'
import type { Act } from './catalog-acts.ts'
import type { MovingClock } from './moving-clock.ts'
import { soundOf } from './sound-of.ts'

/** Does all that to the catalog of a studio that is closed, and lays the sound of each source and take in its place. */
export function fillFolder(folder: string, acts: readonly Act[], time: MovingClock): void {
  const catalog = openCatalogIn(folder, time)
  try {
    fill(catalog, acts, time)
    laySounds(folder, catalog)
  } finally {
    catalog.close()
  }
}

function laySounds(folder: string, { sources, takes }: Catalog): void {
  for (const { id, path } of [...sources.all(), ...takes.all()]) {
    if (path === null) continue
    const file = join(folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, soundOf(id))
  }
}
