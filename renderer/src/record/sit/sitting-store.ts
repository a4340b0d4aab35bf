import type { QueryClient } from '@tanstack/react-query'
import type { TakeView } from '#shared/contract/studio.ts'
import type { Sitting, SittingMode } from '#shared/entities/sitting.ts'
import type { Take, TakeVerdict } from '#shared/entities/take.ts'
import { ConnectionLost } from '../../api/lost-connection.ts'
import type { StudioQueries } from '../../api/studio-api.ts'
import type { StudioConnection } from '../../api/studio-connection.ts'

/** What the window knows of one sitting: seen at once when it changes here, and put right by the studio's answer. */
export interface SittingStore {
  /** null until the studio has answered. */
  read(): { sitting: Sitting; takes: readonly TakeView[] } | null
  /** A take was made: it is there before the studio is asked again. */
  took(view: TakeView): void
  mark(takeId: string, verdict: TakeVerdict): Promise<void>
  goTo(index: number): Promise<void>
  /** null takes the skip back. */
  skip(promptId: string, reason: string | null): Promise<void>
  setMode(mode: SittingMode): Promise<void>
  setEnded(ended: boolean): Promise<void>
}

export interface SittingStoreParts {
  connection: Pick<StudioConnection, 'client' | 'whenOpen'>
  queries: StudioQueries
  queryClient: QueryClient
  sittingId: string
}

export function createSittingStore({ connection, queries, queryClient, sittingId }: SittingStoreParts): SittingStore {
  const { client } = connection
  const sittingKey = queries.sittings.get.queryKey({ input: { sittingId } })
  const takesKey = queries.takes.list.queryKey({ input: { sittingId } })

  const setSitting = (change: (sitting: Sitting) => Sitting) => {
    // An answer on its way was asked for before this.
    void queryClient.cancelQueries({ queryKey: sittingKey })
    queryClient.setQueryData(sittingKey, (sitting) => sitting && change(sitting))
  }
  const setTakes = (change: (takes: TakeView[]) => TakeView[]) => {
    void queryClient.cancelQueries({ queryKey: takesKey })
    queryClient.setQueryData(takesKey, (takes) => takes && change(takes))
  }
  const setTake = (next: Take) =>
    setTakes((takes) => takes.map((view) => (view.take.id === next.id ? { ...view, take: next } : view)))

  /** Each of these may be asked twice: the second time changes nothing. */
  const ask = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await call()
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      await connection.whenOpen()
      return call()
    }
  }

  return {
    read() {
      const sitting = queryClient.getQueryData(sittingKey)
      const takes = queryClient.getQueryData(takesKey)
      return sitting && takes ? { sitting, takes } : null
    },
    took(view) {
      setTakes((takes) => (takes.some(({ take }) => take.id === view.take.id) ? takes : [...takes, view]))
    },
    async mark(takeId, verdict) {
      setTake(await ask(() => client.takes.setVerdict({ takeId, verdict })))
    },
    async goTo(current) {
      setSitting((sitting) => ({ ...sitting, current }))
      const answer = await ask(() => client.sittings.goTo({ sittingId, current }))
      // Whoever goes fast is further on already.
      setSitting((sitting) => ({ ...answer, current: sitting.current }))
    },
    async skip(promptId, reason) {
      const answer = await ask(() => client.sittings.skip({ sittingId, promptId, reason }))
      setSitting(({ current }) => ({ ...answer, current }))
    },
    async setMode(mode) {
      setSitting((sitting) => ({ ...sitting, mode }))
      const answer = await ask(() => client.sittings.setMode({ sittingId, mode }))
      setSitting(({ current }) => ({ ...answer, current }))
    },
    async setEnded(ended) {
      const answer = await ask(() => client.sittings.setEnded({ sittingId, ended }))
      setSitting(({ current }) => ({ ...answer, current }))
    },
  }
}
