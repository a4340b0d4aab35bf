import { useRef, useState } from 'react'
import type { Failure } from '#shared/contract/studio.ts'
import type { AudioSource } from '#shared/entities/audio-source.ts'
import type { ReviewGroup } from '#shared/contract/sittings.ts'
import { runStream } from '../../api/run-stream.ts'
import { useStudio } from '../../parts/studio-context.tsx'
import { bestTake } from './review-groups.ts'

interface Step {
  done: number
  total: number
  label: string
}

export type Publishing =
  | { kind: 'idle' }
  | { kind: 'publishing'; step: Step }
  | { kind: 'done'; published: number; failures: Failure[] }
  /** Stopped on a person's word, or failed as a whole; what was published until then stands. */
  | { kind: 'stopped' }
  | { kind: 'failed'; error: unknown }

/** What is to be published: groups of the sitting, and takes that are published already and have other marks now. */
export interface Due {
  keys: string[]
  again: string[]
}

/** One group by itself, whatever is published of it. */
export function dueOf(group: ReviewGroup): Due {
  const best = bestTake(group)
  if (best === null) return { keys: [], again: [] }
  return best.publishedSourceId === null ? { keys: [group.key], again: [] } : { keys: [], again: [best.take.id] }
}

/** Publishes much of a sitting in one step, with its progress and the way to stop it. */
export function usePublishing(sittingId: string) {
  const { connection } = useStudio()
  const [state, setState] = useState<Publishing>({ kind: 'idle' })
  const controller = useRef<AbortController | null>(null)

  async function publish({ keys, again }: Due, onPublished: (published: AudioSource[]) => void): Promise<void> {
    const mine = new AbortController()
    controller.current = mine
    let step: Step = { done: 0, total: keys.length + again.length, label: '' }
    setState({ kind: 'publishing', step })
    try {
      const published: AudioSource[] = []
      for (const takeId of again) {
        published.push(await connection.client.takes.publish({ takeId }, { signal: mine.signal }))
        step = { ...step, done: step.done + 1 }
        setState({ kind: 'publishing', step })
      }
      const failures: Failure[] = []
      if (keys.length > 0) {
        const stream = await connection.client.sittings.publish({ sittingId, keys }, { signal: mine.signal })
        const result = await runStream(stream, ({ done, label }) => {
          step = { done: again.length + done, total: again.length + keys.length, label }
          setState({ kind: 'publishing', step })
        })
        published.push(...result.published)
        failures.push(...result.failures)
      }
      setState({ kind: 'done', published: published.length, failures })
      onPublished(published)
    } catch (error) {
      setState(mine.signal.aborted ? { kind: 'stopped' } : { kind: 'failed', error })
    }
  }

  return {
    state,
    publish,
    stop: () => controller.current?.abort(),
    forget: () => setState({ kind: 'idle' }),
  }
}
