import type { JobEnd, JobFailure, JobStore, SpeakJob } from './speak-job.ts'
import type { RetryPolicy } from './retry-policy.ts'
import { defaultRetryPolicy, delayBeforeRetry } from './retry-policy.ts'

export interface QueueParts {
  store: JobStore
  /** How many of an engine's jobs may run at once. */
  lanes: ReadonlyMap<string, number>
  /** Makes the clip; throws what `judge` understands. Stops when the signal says so. */
  perform: (job: SpeakJob, signal: AbortSignal) => Promise<void>
  /** What an error means for people, and whether trying this job again may help. Never throws. */
  judge: (error: unknown, job: SpeakJob) => { failure: JobFailure; mayPass: boolean }
  /** After each change of a job. */
  onChange: (job: SpeakJob, state: 'running' | JobEnd['state']) => void
  /** The store can't be read or written, such as on a full disk; told once, and looked at again after a while. */
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

interface Ended {
  job: SpeakJob
  end: JobEnd
  at: string
}

export function createQueue(parts: QueueParts): Queue {
  const { store, lanes, perform, judge, onChange, onTrouble, clock, random, later } = parts
  const policy = parts.policy ?? defaultRetryPolicy
  const running = new Set<Running>()
  const busy = new Map<string, number>()
  const lanesAtWork = new Set<Promise<void>>()
  const alarms = new Map<string, () => void>()
  /** Which jobs were stopped while a store that answers later was being asked for one. */
  const claims = new Set<(ReadonlySet<string> | undefined)[]>()
  /** Ends that the store did not take: a job that is done must not count as running for good. */
  const unwritten = new Set<Ended>()
  let wakes = 0
  let paused = false
  let closing = false
  let troubled = false

  const now = () => clock().toISOString()
  const mayBegin = () => !paused && !closing

  async function endOf(entry: Running): Promise<JobEnd> {
    const { job, controller } = entry
    try {
      if (entry.stopped === null) {
        await perform(job, controller.signal)
        return { state: 'done' }
      }
    } catch (error) {
      if (entry.stopped === null) return endOfFailed(job, error)
    }
    return entry.stopped === 'closing' ? { state: 'waiting', notBefore: now(), failure: null } : { state: 'cancelled' }
  }

  function endOfFailed(job: SpeakJob, error: unknown): JobEnd {
    const { failure, mayPass } = judge(error, job)
    const delayMs = mayPass ? delayBeforeRetry(job.attempts, policy, random) : null
    if (delayMs === null) return { state: 'failed', failure }
    return { state: 'waiting', failure, notBefore: new Date(clock().getTime() + delayMs).toISOString() }
  }

  async function writeEnds(): Promise<void> {
    for (const ended of unwritten) {
      unwritten.delete(ended)
      try {
        await store.end(ended.job.id, ended.end, ended.at)
      } catch (error) {
        unwritten.add(ended)
        throw error
      }
      onChange(ended.job, ended.end.state)
    }
  }

  async function runLane(engine: string): Promise<void> {
    busy.set(engine, (busy.get(engine) ?? 0) + 1)
    try {
      while (mayBegin()) {
        const seen = wakes
        await writeEnds()
        const ran = await runNext(engine)
        troubled = false
        if (!ran) {
          await watchForDue(engine)
          // Somebody may have put a job in and called between the two.
          if (wakes === seen) return
        }
      }
    } catch (error) {
      if (!troubled) onTrouble(error)
      troubled = true
      ring(engine, policy.mostDelayMs)
    } finally {
      // In the same step as the last look at `wakes`: a call that comes now opens the lane again.
      busy.set(engine, (busy.get(engine) ?? 1) - 1)
    }
  }

  async function runNext(engine: string): Promise<boolean> {
    const { job, stops } = await claim(engine)
    if (job === null) return false
    const entry: Running = { job, controller: new AbortController(), stopped: null }
    running.add(entry)
    try {
      if (closing) halt(entry, 'closing')
      if (stops.some((ids) => ids === undefined || ids.has(job.id))) halt(entry, 'cancelled')
      onChange(job, 'running')
      const end = await endOf(entry)
      unwritten.add({ job, end, at: now() })
    } finally {
      running.delete(entry)
    }
    await writeEnds()
    return true
  }

  async function claim(engine: string) {
    const stops: (ReadonlySet<string> | undefined)[] = []
    claims.add(stops)
    try {
      return { job: await store.claim(engine, now()), stops }
    } finally {
      claims.delete(stops)
    }
  }

  async function watchForDue(engine: string): Promise<void> {
    const due = await store.nextDue(engine)
    if (due === null) ring(engine, null)
    // A clock that was set back must not make a job wait for a day.
    else ring(engine, Math.min(Math.max(0, Date.parse(due) - clock().getTime()), policy.mostDelayMs))
  }

  function ring(engine: string, afterMs: number | null): void {
    alarms.get(engine)?.()
    alarms.delete(engine)
    if (afterMs !== null && !closing) alarms.set(engine, later(afterMs, wake))
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
    stop(jobIds) {
      for (const stops of claims) stops.push(jobIds)
      for (const entry of running) if (jobIds === undefined || jobIds.has(entry.job.id)) halt(entry, 'cancelled')
    },
    async close() {
      closing = true
      for (const cancel of alarms.values()) cancel()
      alarms.clear()
      for (const entry of running) halt(entry, 'closing')
      await Promise.all(lanesAtWork)
      // What still can't be written is found running, and made to wait again, by the next start.
      await writeEnds().catch(() => undefined)
    },
  }
}
