import type { BundleDocument, ClockedEntity } from '#shared/node/bundle/bundle-document.ts'
import { clockedEntities } from '#shared/node/bundle/bundle-document.ts'
import type { CatalogSnapshot } from '../../catalog/snapshot.ts'
import { inTurns } from '../in-turns.ts'

type ClockedLists = Pick<
  BundleDocument,
  'phonemes' | 'speakers' | 'sittings' | 'sessions' | 'takes' | 'sources' | 'decisions'
>

const listOf = {
  phoneme: 'phonemes',
  speaker: 'speakers',
  sitting: 'sittings',
  session: 'sessions',
  take: 'takes',
  source: 'sources',
  decision: 'decisions',
} as const satisfies Record<ClockedEntity, keyof ClockedLists>

/** The clocks of the rows inside. Of what is left out of a row its clock is, too: or else it would count as cleared. */
export async function clocksOf(snapshot: CatalogSnapshot, lists: ClockedLists): Promise<BundleDocument['clocks']> {
  const leftOut = await leftOutFields(snapshot, lists)
  const clocks: BundleDocument['clocks'] = {}
  for (const entity of clockedEntities) {
    const ids = lists[listOf[entity]].map(({ id }) => id).toSorted()
    const rows = await inTurns(ids, (id) => {
      const told = Object.entries(snapshot.clocks.of(entity, id)).filter(([field]) => !leftOut.has(`${id} ${field}`))
      return told.length === 0 ? [] : [[id, Object.fromEntries(told)] as const]
    })
    if (rows.some((row) => row.length > 0)) clocks[entity] = Object.fromEntries(rows.flat())
  }
  return clocks
}

async function leftOutFields(snapshot: CatalogSnapshot, { phonemes, sittings }: ClockedLists): Promise<Set<string>> {
  const choices = await inTurns(sittings, ({ id, choices: told }) =>
    [...snapshot.sittings.choices(id).keys()].filter((key) => !(key in told)).map((key) => `${id} chosen/${key}`),
  )
  const preferences = phonemes
    .filter(({ preferredAudioSourceId }) => preferredAudioSourceId === undefined)
    .map(({ id }) => `${id} preferredAudioSourceId`)
  return new Set([...choices.flat(), ...preferences])
}
