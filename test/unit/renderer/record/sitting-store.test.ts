import { QueryClient } from '@tanstack/react-query'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { describe, expect, it } from 'vitest'
import type { StudioQueries } from '#renderer/api/studio-api.ts'
import type { StudioConnection } from '#renderer/api/studio-connection.ts'
import { ConnectionLost } from '#renderer/api/lost-connection.ts'
import { createSittingStore } from '#renderer/record/sit/sitting-store.ts'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Sitting } from '#shared/entities/sitting.ts'
import type { TakeVerdict } from '#shared/entities/take.ts'
import { aPrompt, aSitting, aTakeOf } from './a-sitting.ts'

const viewOf = (promptId: string): TakeView => ({
  ...aTakeOf(promptId),
  speakerName: 'Anna',
  url: '/media/take',
  publishedSourceId: null,
})

/** A studio that holds one sitting; its answers wait for whoever holds them. */
async function aStore() {
  let sitting: Sitting = aSitting([aPrompt({ promptId: 'a' }), aPrompt({ promptId: 'b' })])
  const first = viewOf('a')
  let takes = [first]
  let held: Promise<unknown> = Promise.resolve()
  let lost = false
  const answer = async <Answer>(act: () => Answer) => {
    const answered = act()
    await held
    if (lost) {
      lost = false
      throw new ConnectionLost('gone')
    }
    return answered
  }
  const client = {
    sittings: {
      get: () => answer(() => sitting),
      goTo: ({ current }: { current: number }) => answer(() => (sitting = { ...sitting, current })),
      skip: ({ promptId, reason }: { promptId: string; reason: string | null }) =>
        answer(() => {
          const skipped = reason === null ? null : { reason, at: sitting.startedAt }
          const prompts = sitting.prompts.map((prompt) =>
            prompt.promptId === promptId ? { ...prompt, skipped } : prompt,
          )
          return (sitting = { ...sitting, prompts })
        }),
    },
    takes: {
      list: () => answer(() => takes),
      setVerdict: ({ takeId, verdict }: { takeId: string; verdict: TakeVerdict }) =>
        answer(() => {
          takes = takes.map((view) => (view.take.id === takeId ? { ...view, take: { ...view.take, verdict } } : view))
          return takes.find(({ take }) => take.id === takeId)?.take
        }),
    },
  } as unknown as StudioConnection['client']
  const queryClient = new QueryClient()
  const queries: StudioQueries = createTanstackQueryUtils(client)
  const input = { sittingId: 'sitting' }
  const sittingOptions = queries.sittings.get.queryOptions({ input })
  const takesOptions = queries.takes.list.queryOptions({ input })
  await Promise.all([queryClient.fetchQuery(sittingOptions), queryClient.fetchQuery(takesOptions)])
  const connection = { client, whenOpen: () => Promise.resolve() }
  return {
    first,
    store: createSittingStore({ connection, queries, queryClient, sittingId: 'sitting' }),
    askTakesAgain: () => queryClient.fetchQuery({ ...takesOptions, staleTime: 0 }).catch(() => undefined),
    hold: () => {
      const { promise, resolve } = Promise.withResolvers<void>()
      held = promise
      return resolve
    },
    loseOnce: () => {
      lost = true
    },
  }
}

describe('what the window knows of a sitting', () => {
  it('has a take as soon as it is made, and once', async () => {
    const { store, first } = await aStore()
    const made = viewOf('a')
    store.took(made)
    store.took(made)
    expect(store.read()?.takes).toEqual([first, made])
  })

  it('does not forget a take because of an answer that was asked for before it was made', async () => {
    const { store, hold, askTakesAgain } = await aStore()
    const letGo = hold()
    const asked = askTakesAgain()
    store.took(viewOf('b'))
    letGo()
    await asked
    expect(store.read()?.takes).toHaveLength(2)
  })

  it('has the verdict when the studio has it', async () => {
    const { store, first } = await aStore()
    await store.mark(first.take.id, 'rejected')
    expect(store.read()?.takes[0]?.take.verdict).toBe('rejected')
  })

  it('shows the next prompt at once, and stays where a faster hand went meanwhile', async () => {
    const { store, hold } = await aStore()
    const letFirstGo = hold()
    const went = store.goTo(1)
    expect(store.read()?.sitting.current).toBe(1)
    const letSecondGo = hold()
    const back = store.goTo(0)
    letFirstGo()
    await went
    expect(store.read()?.sitting.current).toBe(0)
    letSecondGo()
    await back
    expect(store.read()?.sitting.current).toBe(0)
  })

  it('keeps the place when a prompt is skipped and the skip is taken back', async () => {
    const { store } = await aStore()
    await store.goTo(1)
    await store.skip('b', 'too noisy')
    expect(store.read()?.sitting).toMatchObject({ current: 1, prompts: [{}, { skipped: { reason: 'too noisy' } }] })
    await store.skip('b', null)
    expect(store.read()?.sitting.prompts[1]?.skipped).toBeNull()
  })

  it('asks once more when the connection went under a call', async () => {
    const { store, first, loseOnce } = await aStore()
    loseOnce()
    await store.mark(first.take.id, 'kept')
    expect(store.read()?.takes[0]?.take.verdict).toBe('kept')
  })
})
