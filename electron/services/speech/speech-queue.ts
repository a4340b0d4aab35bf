import type { JobView, QueueState } from '#shared/contract/voices.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import { createQueue } from '#shared/node/queue/run-queue.ts'
import type { JobFailure } from '#shared/node/queue/speak-job.ts'
import type { Job, NewJob } from '../../catalog/jobs.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import { StudioFault } from '../studio-fault.ts'
import { SpeechRefusal } from './plan-speech.ts'

export type JobOutcome = 'done' | 'failed' | 'cancelled'

export interface SpeechQueue {
  state(): QueueState
  list(state: Job['state'] | undefined, limit: number): JobView[]
  /** Yields at once, and whenever something changed, until whoever listens goes away. */
  watch(signal?: AbortSignal): AsyncGenerator<QueueState, void, void>
  setPaused(paused: boolean): QueueState
  cancel(jobIds?: readonly string[]): QueueState
  retry(jobIds?: readonly string[]): QueueState
  /** In one transaction; the ids under which they wait, an earlier job's where the same clip waits already. */
  put(jobs: readonly NewJob[]): string[]
  /** Told of each change of a job, after it is on disk. */
  onChange(listener: (jobId: string) => void): () => void
  start(): void
  close(): Promise<void>
}

interface Friends {
  catalog: Catalog
  lanes: ReadonlyMap<string, number>
  perform: (job: Job, signal: AbortSignal) => Promise<void>
  clock: () => Date
  later: (milliseconds: number, act: () => void) => () => void
  log: (line: string) => void
}

/** What may be over in a while; everything else would fail in the same way again. */
const passing = new Set([
  'DEADLINE',
  'DROPPED',
  'NO_AUDIO',
  'NO_NETWORK',
  'TOO_MANY_REQUESTS',
  'SERVICE_DOWN',
  'REFUSED_BY_SERVICE',
  'BAD_ANSWER',
  'ENGINE_CRASHED',
])
const pausedKey = 'queue-paused'

export function failureOf(error: unknown): JobFailure {
  if (error instanceof SpeechRefusal) return error.failure
  if (error instanceof SpeechFault || error instanceof StudioFault) return { code: error.code, data: { ...error.data } }
  throw error
}

export function createSpeechQueue({ catalog, lanes, perform, clock, later, log }: Friends): SpeechQueue {
  const listeners = new Set<(jobId: string) => void>()
  /** Done since the queue was last empty. */
  let done = 0
  const now = () => clock().toISOString()
  const tell = (jobId: string) => {
    for (const listener of listeners) listener(jobId)
  }

  const queue = createQueue({
    store: {
      claim: (engine, at) => catalog.writeQuietly(() => catalog.jobs.claim(engine, at)) ?? null,
      end: (jobId, end, at) => catalog.writeQuietly(() => catalog.jobs.end(jobId, end, at)),
      nextDue: (engine) => catalog.jobs.nextDue(engine) ?? null,
    },
    lanes,
    perform: (job, signal) => perform(catalog.jobs.get(job.id) as Job, signal),
    judge: (error) => ({ failure: failureOf(error), mayPass: error instanceof SpeechFault && passing.has(error.code) }),
    onChange(job, state) {
      if (state === 'done') done += 1
      if (catalog.jobs.count('waiting') + catalog.jobs.count('running') === 0) done = 0
      tell(job.id)
    },
    onTrouble: (error) => log(`The queue of speech stopped: ${error instanceof Error ? error.message : String(error)}`),
    clock,
    random: Math.random,
    later,
  })

  function state(): QueueState {
    const { count } = catalog.jobs
    return {
      paused: queue.paused,
      waiting: count('waiting'),
      running: count('running'),
      failed: count('failed'),
      done,
    }
  }

  function changed(jobIds: readonly string[] = ['']): QueueState {
    for (const jobId of jobIds) tell(jobId)
    queue.wake()
    return state()
  }

  function view({ id, phonemeId, failure, ...job }: Job): JobView {
    const { voiceId, engine, sourceType, priority, attempts, notBefore, createdAt, endedAt } = job
    return {
      id,
      state: job.state,
      phonemeId,
      ipaSymbol: catalog.phonemes.get(phonemeId)?.ipaSymbol ?? '',
      voiceId,
      engine,
      sourceType,
      priority,
      attempts,
      failure: failure === null ? null : (JSON.parse(failure) as JobFailure),
      notBefore,
      createdAt,
      endedAt,
    }
  }

  function onChange(listener: (jobId: string) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    state,
    onChange,
    list: (of, limit) => catalog.jobs.list(of, limit).map(view),
    async *watch(signal) {
      let wake = Promise.withResolvers<void>()
      const stop = onChange(() => wake.resolve())
      const gone = () => wake.resolve()
      signal?.addEventListener('abort', gone)
      try {
        while (signal?.aborted !== true) {
          wake = Promise.withResolvers<void>()
          yield state()
          await wake.promise
        }
      } finally {
        stop()
        signal?.removeEventListener('abort', gone)
      }
    },
    setPaused(paused) {
      catalog.write(() => catalog.settings.put(pausedKey, paused, now()))
      queue.setPaused(paused)
      return changed()
    },
    cancel(jobIds) {
      catalog.write(() => catalog.jobs.cancelWaiting(jobIds, now()))
      queue.stop(jobIds && new Set(jobIds))
      return changed(jobIds)
    },
    retry(jobIds) {
      const today = `${now().slice(0, 10)}T00:00:00.000Z`
      catalog.write(() => catalog.jobs.retry(jobIds, today))
      return changed(jobIds)
    },
    put(jobs) {
      const ids = catalog.write(() => jobs.map((job) => catalog.jobs.put(job, now())))
      changed()
      return ids
    },
    start() {
      catalog.writeQuietly(() => catalog.jobs.recover())
      queue.setPaused(catalog.settings.get(pausedKey) === true)
    },
    async close() {
      await queue.close()
      listeners.clear()
    },
  }
}
