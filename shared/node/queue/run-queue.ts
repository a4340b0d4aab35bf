import type { JobFailure, JobStore, SpeakJob } from './speak-job.ts'
import type { RetryPolicy } from './retry-policy.ts'
import { defaultRetryPolicy, delayBeforeRetry } from './retry-policy.ts'

export interface QueueParts {
  store: JobStore
  /** How many of an engine's jobs may run at once. */
  lanes: ReadonlyMap<string, number>
  /** Makes the clip; throws what `judge` understands. Stops when the signal says so. */
  perform: (job: SpeakJob, signal: AbortSignal) => Promise<void>
  /** What an error means for people, and whether trying again may help. Throws what is no failure of a job. */
  judge: (error: unknown) => { failure: JobFailure; mayPass: boolean }
  /** After each change of a job. */
  onChange: (job: SpeakJob, state: 'running' | 'done' | 'failed' | 'cancelled' | 'waiting') => void
  /** What stops a lane for good, such as a catalog that can't be written; the jobs stay where they are. */
  onTrouble: (error: unknown) => void
  clock: () => Date
  random: () => number
  /** Calls after so many milliseconds, unless told not to by what it gives back. */
  later: (milliseconds: number, act: () => void) => () => void
  policy?: RetryPolicy
}

/** Works off what waits in the store, so many jobs of each engine at once. */
export interface Queue {
  /** There may be something to do. */
  wake(): void
  /** Nothing new is begun; what runs goes on. */
  setPaused(paused: boolean): void
  readonly paused: boolean
  readonly running: readonly SpeakJob[]
  /** Stops those of these jobs that run; all where none is named. */
  stop(jobIds?: ReadonlySet<string>): void
  /** Nothing runs any more when it settles; what was running waits for the next start. */
  close(): Promise<void>
}

interface Running {
  job: SpeakJob
  controller: AbortController
  /** Why it was stopped. */
  stopped: 'cancelled' | 'closing' | null
}

export function createQueue(parts: QueueParts): Queue {
  const { store, lanes, perform, judge, onChange, onTrouble, clock, random, later } = parts
  const policy = parts.policy ?? defaultRetryPolicy
  const running = new Set<Running>()
  const busy = new Map<string, number>()
  const lanesAtWork = new Set<Promise<void>>()
  const alarms = new Map<string, () => void>()
  let wakes = 0
  let paused = false
  let closing = false

  const now = () => clock().toISOString()
  const mayBegin = () => !paused && !closing

  async function endOf(entry: Running): Promise<void> {
    const { job, controller } = entry
    try {
      await perform(job, controller.signal)
    } catch (error) {
      if (entry.stopped === 'closing') return put(job, { state: 'waiting', notBefore: now(), failure: null })
      if (entry.stopped === 'cancelled') return put(job, { state: 'cancelled' })
      const { failure, mayPass } = judge(error)
      const delayMs = mayPass ? delayBeforeRetry(job.attempts, policy, random) : null
      if (delayMs === null) return put(job, { state: 'failed', failure })
      return put(job, { state: 'waiting', failure, notBefore: new Date(clock().getTime() + delayMs).toISOString() })
    }
    return put(job, { state: 'done' })
  }

  async function put(job: SpeakJob, end: Parameters<JobStore['end']>[1]): Promise<void> {
    await store.end(job.id, end, now())
    onChange(job, end.state)
  }

  async function runLane(engine: string): Promise<void> {
    busy.set(engine, (busy.get(engine) ?? 0) + 1)
    try {
      while (mayBegin()) {
        const seen = wakes
        const job = await store.claim(engine, now())
        if (job !== null) await run(job)
        else {
          await watchForDue(engine)
          // Somebody may have put a job in and called between the two.
          if (wakes === seen) return
        }
      }
    } catch (error) {
      onTrouble(error)
    } finally {
      // In the same step as the last look at `wakes`: a call that comes now opens the lane again.
      busy.set(engine, (busy.get(engine) ?? 1) - 1)
    }
  }

  async function run(job: SpeakJob): Promise<void> {
    const entry: Running = { job, controller: new AbortController(), stopped: null }
    running.add(entry)
    // Asked to close while the claim was under way: it must not run on.
    if (closing) halt(entry, 'closing')
    onChange(job, 'running')
    try {
      await endOf(entry)
    } finally {
      running.delete(entry)
    }
  }
  async function watchForDue(engine: string): Promise<void> {
    const due = await store.nextDue(engine)
    alarms.get(engine)?.()
    alarms.delete(engine)
    if (due === null || closing) return
    // A clock that was set back must not make a job wait for a day.
    const waitMs = Math.min(Math.max(0, Date.parse(due) - clock().getTime()), policy.mostDelayMs)
    alarms.set(engine, later(waitMs, wake))
  }

  function wake(): void {
    wakes += 1
    if (!mayBegin()) return
    for (const [engine, most] of lanes)
      for (let open = busy.get(engine) ?? 0; open < most; open += 1) {
        const work = runLane(engine).finally(() => lanesAtWork.delete(work))
        lanesAtWork.add(work)
      }
  }

  function halt(entry: Running, why: 'cancelled' | 'closing'): void {
    entry.stopped ??= why
    entry.controller.abort()
  }

  return {
    wake,
    setPaused(next) {
      paused = next
      wake()
    },
    get paused() {
      return paused
    },
    get running() {
      return [...running].map(({ job }) => job)
    },
    stop(jobIds) {
      for (const entry of running) if (jobIds === undefined || jobIds.has(entry.job.id)) halt(entry, 'cancelled')
    },
    async close() {
      closing = true
      for (const cancel of alarms.values()) cancel()
      alarms.clear()
      for (const entry of running) halt(entry, 'closing')
      await Promise.all(lanesAtWork)
    },
  }
}
