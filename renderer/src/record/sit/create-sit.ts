import type { QueryClient } from '@tanstack/react-query'
import { soundClassOf } from '#shared/acoustics/checks/sound-class.ts'
import type { SittingPrompt } from '#shared/entities/sitting.ts'
import type { WritableCell } from '../../cell.ts'
import { createCell } from '../../cell.ts'
import type { Studio } from '../../parts/studio-context.tsx'
import type { Sitting } from '../sitting.ts'
import { askInTurn } from './hands-free/ask-in-turn.ts'
import type { HandsFreeRun } from './hands-free/run.ts'
import { runHandsFree } from './hands-free/run.ts'
import type { Reference } from './reference.ts'
import { createReference } from './reference.ts'
import { takesMissing } from './sitting-place.ts'
import type { SittingStore } from './sitting-store.ts'
import { createSittingStore } from './sitting-store.ts'

/** What works behind the page of one sitting, for as long as the page is there. */
export interface SitWorks {
  store: SittingStore
  reference: Reference
  run: HandsFreeRun
  /** Whether hands-free has the reference heard before every prompt. */
  referenceFirst: WritableCell<boolean>
  /** What went wrong in hands-free, where nobody waits for an answer. */
  trouble: WritableCell<unknown>
  /** Hands-free asks for the prompt again, after its reference. */
  hearReferenceAgain(): void
  /** A sitting that lacks nothing is ended on the way. */
  review(): Promise<void>
}

export function createSit({
  studio: { connection, queries, player, recorder },
  queryClient,
  sitting,
  sittingId,
  showReview,
}: {
  studio: Studio
  queryClient: QueryClient
  sitting: Sitting
  sittingId: string
  showReview: () => void
}): SitWorks {
  const store = createSittingStore({ connection, queries, queryClient, sittingId })
  const reference = createReference({ client: connection.client, player, recorder })
  const referenceFirst = createCell(false)
  const trouble = createCell<unknown>(null)
  let askedForReference = false

  const classOf = ({ phonemeId, context }: SittingPrompt) => {
    const rows = queryClient.getQueryData(queries.phonemes.list.queryKey({ input: {} }))
    const categories = queryClient.getQueryData(queries.phonemes.categories.queryKey())
    const phoneme = rows?.find((row) => row.phoneme.id === phonemeId)?.phoneme
    const category = categories?.find(({ id }) => id === phoneme?.categoryId)
    // The widest of the short sounds, should the studio not have answered.
    if (!phoneme || !category) return context === 'word' ? 'word' : 'syllable'
    return soundClassOf({ ipaSymbol: phoneme.ipaSymbol, categoryType: category.categoryType, context })
  }

  const review = async () => {
    const now = store.read()
    const lacksNothing = now?.sitting.prompts.every((prompt) => takesMissing(prompt, now.takes) === 0) ?? false
    if (lacksNothing && now?.sitting.endedAt === null) await store.setEnded(true)
    showReview()
  }

  const run = runHandsFree(
    askInTurn({
      store,
      sitting,
      reference,
      soundClassOf: classOf,
      wantsReference(fresh) {
        const wanted = askedForReference || (fresh && referenceFirst.get())
        askedForReference = false
        return wanted
      },
      wait,
      onFinished: () => void review().catch(trouble.set),
      onFailed: trouble.set,
    }),
  )

  return {
    store,
    reference,
    run,
    referenceFirst,
    trouble,
    review,
    hearReferenceAgain() {
      askedForReference = true
      run.send({ kind: 'asked-anew', samePrompt: true })
    },
  }
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  const giveUp = () => {
    clearTimeout(timer)
    resolve()
  }
  signal.addEventListener('abort', giveUp, { once: true })
  return promise.finally(() => signal.removeEventListener('abort', giveUp))
}
