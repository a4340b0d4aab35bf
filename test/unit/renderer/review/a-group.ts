import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { TakeView } from '#shared/contract/studio.ts'

interface TakeWishes {
  id: string
  verdict?: 'new' | 'kept' | 'rejected'
  /** What the checks said; null: not checked. */
  found?: 'good' | 'look' | 'bad' | null
  published?: boolean
  updatedAt?: string
}

function aTakeView({
  id,
  verdict = 'new',
  found = 'good',
  published = false,
  updatedAt = 'once',
}: TakeWishes): TakeView {
  const checked = found && { verdict: found }
  return {
    take: { id, verdict, checked, updatedAt },
    publishedSourceId: published ? `source of ${id}` : null,
  } as unknown as TakeView
}

/** Proposed is the first take that is not rejected, unless said otherwise. */
export function aGroup(key: string, takes: TakeWishes[], chosenTakeId: string | null = null): ReviewGroup {
  const first = takes.find(({ verdict }) => verdict !== 'rejected')
  return {
    key,
    phonemeId: key,
    ipaSymbol: key,
    context: 'isolated',
    prompts: [],
    takes: takes.map(aTakeView),
    proposed: first ? { takeId: first.id, reason: { code: 'NEWEST' } } : null,
    chosenTakeId,
  }
}
