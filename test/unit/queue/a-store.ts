import type { JobEnd, JobStore, SpeakJob } from '#shared/node/queue/speak-job.ts'

export interface HeldJob extends SpeakJob {
  state: 'running' | JobEnd['state']
  notBefore: string | null
  failure: string | null
}

/** Jobs in memory, as a catalog keeps them. `slow` answers a turn later, as a database of another process does. */
export function storeOf(jobs: Partial<SpeakJob>[], { slow = false } = {}) {
  const held: HeldJob[] = []
  const put = (job: Partial<SpeakJob>) =>
    held.push({
      id: `job-${held.length}`,
      phonemeId: `phoneme-${held.length}`,
      voiceId: 'voice',
      engine: 'espeak',
      sourceType: 'tts',
      priority: 0,
      attempts: 0,
      state: 'waiting',
      notBefore: null,
      failure: null,
      ...job,
    })
  for (const job of jobs) put(job)
  const waiting = (engine: string) => held.filter((job) => job.engine === engine && job.state === 'waiting')
  const answer = <T>(value: T) => (slow ? Promise.resolve().then(() => value) : value)

  const store: JobStore = {
    claim(engine, now) {
      const [next] = waiting(engine)
        .filter(({ notBefore }) => notBefore === null || notBefore <= now)
        .toSorted((a, b) => b.priority - a.priority)
      if (next === undefined) return answer(null)
      next.state = 'running'
      next.attempts += 1
      return answer({ ...next })
    },
    end(id, end) {
      const job = held.find((other) => other.id === id)
      if (job === undefined) throw new Error(`no job ${id}`)
      job.state = end.state
      job.notBefore = end.state === 'waiting' ? end.notBefore : null
      job.failure = 'failure' in end ? (end.failure?.code ?? null) : null
      return answer(undefined)
    },
    nextDue(engine) {
      const due = waiting(engine).map(({ notBefore }) => notBefore ?? '')
      return answer(due.toSorted()[0] ?? null)
    },
  }
  return { store, held, put }
}
