import type { JobView, QueueState } from '#shared/contract/voices.ts'
import { dayMs } from '#shared/entities/audio-source.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { RetryPolicy } from '#shared/node/queue/retry-policy.ts'
import { createQueue } from '#shared/node/queue/run-queue.ts'
import type { JobFailure, SpeakJob } from '#shared/node/queue/speak-job.ts'
import type { Job, NewJob } from '../../catalog/jobs.ts'
import type { Catalog } from '../../catalog/open-catalog.ts'
import { asStudioFault } from '../as-studio-fault.ts'
import { StudioFault } from '../studio-fault.ts'
import { createBell } from './bell.ts'
import { SpeechRefusal } from './plan-speech.ts'

export interface SpeechQueue {
  state(): QueueState
  list(state: Job['state'] | undefined, limit: number): JobView[]
  /** Yields at once, and whenever something changed, until whoever listens goes away or the studio closes. */
  watch(signal?: AbortSignal): AsyncGenerator<QueueState, void, void>
  setPaused(paused: boolean): QueueState
  cancel(jobIds?: readonly string[]): QueueState
  retry(jobIds?: readonly string[]): QueueState
  /** In one transaction; the ids under which they wait, an earlier job's where the same clip waits already. */
  put(jobs: readonly NewJob[]): string[]
  /** Told of each change of a job, after it is on disk, and, with null, of one of the queue. */
  onChange(listener: (jobId: string | null) => void): () => void
  /** What a kill left running waits again; their ids. To be called before `start`. */
  recover(): string[]
  start(): void
  /** What a person waits for may end within so many milliseconds; what runs then waits for the next start. */
  close(patienceMs: number): Promise<void>
}

interface Friends {
  catalog: Catalog
  lanes: ReadonlyMap<string, number>
  perform: (job: Job, signal: AbortSignal) => Promise<void>
  policy: RetryPolicy
  clock: () => Date
  later: (milliseconds: number, act: () => void) => () => void
  log: (line: string) => void
}

/** What a person waits for goes before everything else. */
export const urgentPriority = 10
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
/** The system itself says at once that there is no network: whoever waits is told after a second look. */
const looksForNetwork = 2
const pausedKey = 'queue-paused'
/** How long what ended can be looked at. */
const keptMs = 30 * dayMs

export function createSpeechQueue({ catalog, lanes, perform, policy, clock, later, log }: Friends): SpeechQueue {
  const listeners = new Set<(jobId: string | null) => void>()
  const closing = new AbortController()
  let done = 0
  const now = () => clock().toISOString()
  const earlier = (milliseconds: number) => new Date(clock().getTime() - milliseconds).toISOString()
  const tell = (jobId: string | null) => {
    for (const listener of listeners) listener(jobId)
  }

  const queue = createQueue({
    store: {
      claim: (engine, at) => catalog.writeQuietly(() => catalog.jobs.claim(engine, at)) ?? null,
      end: (jobId, end, at) => catalog.writeQuietly(() => catalog.jobs.end(jobId, end, at)),
      nextDue: (engine) => catalog.jobs.nextDue(engine) ?? null,
    },
    lanes,
    perform: (job, signal) => perform(job as Job, signal),
    judge,
    onChange(job, state) {
      if (state === 'done') done += 1
      tell(job.id)
    },
    onTrouble: (error) => log(`The queue of speech rests: ${messageOf(error)}`),
    policy,
    clock,
    random: Math.random,
    later,
  })

  function judge(thrown: unknown, { attempts }: SpeakJob): { failure: JobFailure; mayPass: boolean } {
    const error = asStudioFault(thrown)
    if (error instanceof SpeechRefusal) return { failure: error.failure, mayPass: false }
    if (error instanceof SpeechFault || error instanceof StudioFault)
      return { failure: { code: error.code, data: { ...error.data } }, mayPass: mayPass(error.code, attempts) }
    log(`A clip could not be made: ${messageOf(error)}`)
    return { failure: { code: 'UNEXPECTED', data: { reason: messageOf(error) } }, mayPass: false }
  }

  function state(): QueueState {
    const { jobs } = catalog
    const [waiting, running, failed] = [jobs.count('waiting'), jobs.count('running'), jobs.count('failed')]
    return { paused: queue.paused, waiting, running, failed, done }
  }

  function changed(jobIds: readonly (string | null)[]): QueueState {
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

  function onChange(listener: (jobId: string | null) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  async function urgentEnded(patienceMs: number): Promise<void> {
    const bell = createBell()
    const patience = new AbortController()
    const stopListening = onChange(bell.ring)
    const forget = later(patienceMs, () => {
      patience.abort()
      bell.ring()
    })
    const goesOn = () => !patience.signal.aborted && !queue.paused
    while (goesOn() && catalog.jobs.countUrgent(urgentPriority) > 0) await bell.heard()
    forget()
    stopListening()
  }

  return {
    state,
    onChange,
    list: (of, limit) => catalog.jobs.list(of, limit).map(view),
    async *watch(signal) {
      const bell = createBell()
      const stopListening = onChange(bell.ring)
      const ends = AbortSignal.any([closing.signal, ...(signal ? [signal] : [])])
      ends.addEventListener('abort', bell.ring)
      try {
        while (!ends.aborted) {
          yield state()
          await bell.heard()
        }
      } finally {
        stopListening()
        ends.removeEventListener('abort', bell.ring)
      }
    },
    setPaused(paused) {
      catalog.write(() => catalog.settings.put(pausedKey, paused, now()))
      queue.setPaused(paused)
      return changed([null])
    },
    cancel(jobIds) {
      const cancelled = catalog.write(() => catalog.jobs.cancelWaiting(jobIds, now()))
      queue.stop(jobIds && new Set(jobIds))
      return changed(cancelled)
    },
    retry(jobIds) {
      return changed(catalog.write(() => catalog.jobs.retry(jobIds, earlier(dayMs))))
    },
    put(jobs) {
      if (jobs.length === 0) return []
      if (catalog.jobs.count('waiting') + catalog.jobs.count('running') === 0) done = 0
      const ids = catalog.write(() => jobs.map((job) => catalog.jobs.put(job, now())))
      changed(ids)
      return ids
    },
    recover: () =>
      catalog.writeQuietly(() => {
        catalog.jobs.forget(earlier(keptMs))
        return catalog.jobs.recover()
      }),
    start: () => queue.setPaused(catalog.settings.get(pausedKey) === true),
    async close(patienceMs) {
      await urgentEnded(patienceMs)
      await queue.close()
      closing.abort()
      listeners.clear()
    },
  }
}

function mayPass(code: string, attempts: number): boolean {
  return passing.has(code) && (code !== 'NO_NETWORK' || attempts < looksForNetwork)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
