import { clockOf, oldest } from '#shared/entities/merge/row-clocks.ts'
import type { BundleDocument } from '#shared/node/bundle/bundle-document.ts'
import { BundleDocumentSchema } from '#shared/node/bundle/bundle-document.ts'

import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import { inTurns } from '../in-turns.ts'
import { allPages } from './all-pages.ts'

type Rows<List extends keyof BundleDocument> = Promise<BundleDocument[List]>
const { shape } = BundleDocumentSchema

/** Whole inventories, by position. The preferred source is told where somebody chose, and it is in the bundle or cleared. */
export async function phonemesOf(snapshot: CatalogSnapshot, sourceIds: ReadonlySet<string>): Rows<'phonemes'> {
  const rows = await inTurns(snapshot.phonemes.all(), ({ preferredAudioSourceId, ...phoneme }) => {
    const inventoryId = snapshot.rows.inventoryOf(phoneme.id)
    const wasChosen = clockOf(snapshot.clocks.of('phoneme', phoneme.id), 'preferredAudioSourceId') !== oldest
    const tells = wasChosen && (preferredAudioSourceId === null || sourceIds.has(preferredAudioSourceId))
    return shape.phonemes.element.parse({ ...phoneme, inventoryId, ...(tells ? { preferredAudioSourceId } : {}) })
  })
  return rows.toSorted(
    (a, b) => compare(a.inventoryId, b.inventoryId) || a.position - b.position || compare(a.id, b.id),
  )
}

export async function promptsOf({ rows }: CatalogSnapshot): Rows<'prompts'> {
  const prompts = await allPages(
    (after, limit) => rows.promptsAfter(after, limit),
    ({ id }) => id,
  )
  return inTurns(prompts, (prompt) => shape.prompts.element.parse(prompt))
}

/** All, also of sources that are gone or stay here: who decided what is never told in part. */
export async function decisionsOf({ rows }: CatalogSnapshot): Rows<'decisions'> {
  const decisions = await allPages(
    (after, limit) => rows.decisionsAfter(after, limit),
    ({ id }) => id,
  )
  return inTurns(decisions, (decision) => shape.decisions.element.parse(decision))
}

/** With the choices among those takes that are in the bundle. */
export async function sittingsOf(
  { sittings }: CatalogSnapshot,
  ids: readonly string[],
  takeIds: ReadonlySet<string>,
): Rows<'sittings'> {
  const rows = await inTurns(ids, (id) => {
    const sitting = sittings.get(id)
    if (sitting === undefined) return []
    const chosen = [...sittings.choices(id)].filter(([, takeId]) => takeIds.has(takeId))
    const choices = Object.fromEntries(chosen.toSorted(([a], [b]) => compare(a, b)))
    return [shape.sittings.element.parse({ ...sitting, choices })]
  })
  return rows.flat()
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
