import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { onTestFinished } from 'vitest'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import type { Catalog } from '#studio/catalog/open-catalog.ts'
import { mergeInto } from '#studio/catalog/merge-into.ts'
import type { MergeReport } from '#studio/catalog/merge/merge-report.ts'
import type { MergeOrder } from '#studio/catalog/order-catalog-worker.ts'
import { temporaryFolder } from '#test/temporary-folder.ts'
import { fill, firstDay, freshCatalogIn, layInventoryTemplate, openCatalogIn } from './a-generated-catalog.ts'
import type { Act } from './catalog-acts.ts'
import type { MovingClock } from './moving-clock.ts'
import { movingClock } from './moving-clock.ts'
import { wholeDocument } from './whole-document.ts'

/** A studio's catalog without the studio around it. */
export interface BareStudio {
  catalog: Catalog
  file: string
  /** Everything that may leave it. */
  document: (options?: { withTakes?: boolean }) => Promise<BundleDocument>
  /** At once, on a connection of its own as a worker would. */
  takeIn: (document: BundleDocument, options?: Partial<MergeOrder>) => MergeReport
  close(): void
}

/** Makes studios with the shipped inventory, or `bare`, on one clock; their folders go when the test ends. */
export function studiosOn(time: MovingClock): (options?: { bare?: boolean }) => BareStudio {
  const root = temporaryFolder()
  const template = layInventoryTemplate(mkdtempSync(join(root, 'template-')))
  return ({ bare = false } = {}) => {
    const folder = mkdtempSync(join(root, 'studio-'))
    const catalog = bare ? openCatalogIn(folder, time) : freshCatalogIn(folder, template, time)
    const file = join(folder, 'catalog.sqlite')
    return {
      catalog,
      file,
      document: (options) => wholeDocument(catalog, options),
      takeIn: (document, options) => mergeInto(file, { document, dryRun: false, now: time.now(), ...options }, v7),
      close: () => catalog.close(),
    }
  }
}

/** The same, closed when the test ends. */
export function standingStudiosOn(time: MovingClock): (options?: { bare?: boolean }) => BareStudio {
  const make = studiosOn(time)
  return (options) => {
    const studio = make(options)
    onTestFinished(() => studio.close())
    return studio
  }
}

/** Two studios that know the same first day, on one clock; both go when the test ends. */
export async function twoStudios() {
  const time = movingClock()
  const studio = standingStudiosOn(time)
  const [mine, theirs] = [studio(), studio()]
  fill(mine.catalog, firstDay, time)
  theirs.takeIn(await mine.document())
  const [anh, ben] = mine.catalog.speakers.all()
  if (anh === undefined || ben === undefined) throw new Error('the first day has two speakers')
  return {
    studio,
    mine,
    theirs,
    time,
    anh,
    ben,
    /** Something is done in one of them, a second later. */
    does: ({ catalog }: BareStudio, ...acts: Act[]) => fill(catalog, acts, time),
  }
}
