import { proposeBestTake } from '#shared/acoustics/checks/propose-best-take.ts'
import type { Failure, TakeView } from '#shared/contract/parts.ts'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import { choiceKey } from '#shared/entities/sitting.ts'
import type { Catalog } from '../catalog/open-catalog.ts'
import { asStudioFault } from './as-studio-fault.ts'
import type { Sittings } from './sittings.ts'
import { StudioFault } from './studio-fault.ts'
import type { Takes } from './takes.ts'

export interface SittingReview {
  /** In the order of the prompts; groups without takes too. */
  groups(sittingId: string): ReviewGroup[]
  /** null: the proposal stands again. */
  choose(sittingId: string, key: string, takeId: string | null): void
  /**
   * Publishes what is chosen, or else proposed, of each group. One that fails does not stop the others; what is published
   * already is left alone; ends early, with what is made, when nobody listens.
   */
  publish(
    sittingId: string,
    keys: readonly string[],
    signal?: AbortSignal,
  ): AsyncGenerator<{ done: number; total: number; label: string }, Published, void>
}

export interface Published {
  published: AudioSource[]
  failures: Failure[]
}

interface Friends {
  catalog: Catalog
  sittings: Pick<Sittings, 'get'>
  takes: Takes
  clock: () => Date
}

export function createSittingReview({ catalog, sittings, takes, clock }: Friends): SittingReview {
  /** Two windows may publish one sitting at the same moment. */
  const publishing = new Map<string, Promise<AudioSource>>()

  function groups(sittingId: string): ReviewGroup[] {
    const { prompts } = sittings.get(sittingId)
    const symbols = new Map(catalog.phonemes.all().map(({ id, ipaSymbol }) => [id, ipaSymbol]))
    const choices = catalog.sittings.choices(sittingId)
    const keyOf = new Map(prompts.map((prompt) => [prompt.promptId, choiceKey(prompt)]))
    const oldestFirst = takes.list({ sittingId }).toReversed()
    const viewsOf = Map.groupBy(oldestFirst, ({ take: { promptId } }) => promptId && keyOf.get(promptId))
    return [...Map.groupBy(prompts, choiceKey)].flatMap(([key, own]) =>
      own.slice(0, 1).map(({ phonemeId, context }) => {
        const views = viewsOf.get(key) ?? []
        return {
          key,
          phonemeId,
          ipaSymbol: symbols.get(phonemeId) ?? '',
          context,
          prompts: own.map(({ promptId, text, takesWanted }) => ({ promptId, text, takesWanted })),
          takes: views,
          proposed: proposeBestTake(views.map(({ take }) => take)),
          chosenTakeId: standing(choices.get(key), views),
        }
      }),
    )
  }

  function publishOnce(takeId: string): Promise<AudioSource> {
    const underWay = publishing.get(takeId)
    if (underWay !== undefined) return underWay
    const published = takes.publish(takeId).finally(() => publishing.delete(takeId))
    publishing.set(takeId, published)
    return published
  }

  /** The source made now; null where the take has one already. */
  async function publishBest({ chosenTakeId, proposed }: ReviewGroup): Promise<AudioSource | null> {
    const takeId = chosenTakeId ?? proposed?.takeId
    if (takeId === undefined) throw new NothingToPublish()
    return catalog.sources.ofTake(takeId).length === 0 ? publishOnce(takeId) : null
  }

  return {
    groups,
    choose(sittingId, key, takeId) {
      const [group] = named(groups(sittingId), [key])
      if (takeId !== null) refuseAsChoice(takeId, group?.takes ?? [])
      catalog.write(() => catalog.sittings.choose(sittingId, key, takeId, clock().toISOString()))
    },
    async *publish(sittingId, keys, signal) {
      const asked = named(groups(sittingId), [...new Set(keys)])
      const total = asked.length
      const result: Published = { published: [], failures: [] }
      let done = 0
      for (const group of asked) {
        if (signal?.aborted === true) break
        const label = labelOf(group)
        yield { done, total, label }
        try {
          const source = await publishBest(group)
          if (source !== null) result.published.push(source)
        } catch (error) {
          result.failures.push({ label, ...failureOf(error) })
        }
        done += 1
      }
      yield { done, total, label: '' }
      return result
    },
  }
}

class NothingToPublish extends Error {}

function named(groups: readonly ReviewGroup[], keys: readonly string[]): ReviewGroup[] {
  const byKey = new Map(groups.map((group) => [group.key, group]))
  return keys.map((key) => {
    const group = byKey.get(key)
    if (group === undefined)
      throw new StudioFault('WRONG_VALUE', { field: 'key', reason: `nothing of this sitting is chosen for ${key}` })
    return group
  })
}

/** What was rejected after it had been chosen is chosen no more. */
function standing(takeId: string | undefined, views: readonly TakeView[]): string | null {
  const chosen = views.find(({ take }) => take.id === takeId)
  return chosen === undefined || chosen.take.verdict === 'rejected' ? null : chosen.take.id
}

function refuseAsChoice(takeId: string, views: readonly TakeView[]): void {
  const view = views.find(({ take }) => take.id === takeId)
  if (view === undefined) throw new StudioFault('TAKE_MISSING', { takeId })
  if (view.take.verdict === 'rejected')
    throw new StudioFault('WRONG_VALUE', { field: 'takeId', reason: 'this take is rejected' })
}

function labelOf({ ipaSymbol, context, prompts: [first] }: ReviewGroup): string {
  return context === 'isolated' || first === undefined ? ipaSymbol : `${ipaSymbol} ${first.text}`
}

function failureOf(error: unknown): Omit<Failure, 'label'> {
  if (error instanceof NothingToPublish) return { code: 'NOTHING_TO_PUBLISH', data: {} }
  const fault = asStudioFault(error)
  if (fault instanceof StudioFault) return { code: fault.code, data: { ...fault.data } }
  throw error
}
