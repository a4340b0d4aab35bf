import type { Engine, SpeakOptions, Speech, SpeechRequest, Voice } from './engine.ts'
import { requestHash } from './request-hash.ts'
import { SpeechFault } from './speech-fault.ts'
import { createWorkerLane } from './worker-lane.ts'
import type { LaneJob } from './worker-lane.ts'
import type { WorkerCall, WorkerResult } from './worker-messages.ts'

export interface WorkerEngineOptions {
  id: string
  requestKinds: readonly SpeechRequest['kind'][]
  /** The worker's own file: its place differs between the bundled and the unbundled studio, so the composer knows it. */
  workerUrl: URL
  /** What every worker is told when it starts. */
  workerData?: unknown
  /** Asked when a request's turn comes: why it is refused after all, if it is. */
  refusal?: () => SpeechFault | null
  /** How many requests are served at once, each in a thread of its own. */
  lanes?: number
  startDeadlineMs?: number
  cancelGraceMs?: number
  listDeadlineMs?: number
}

/**
 * The host's side of any engine that lives in worker threads. Requests wait in line for a free lane; a hang or an
 * uncaught error ends one lane's thread and with it the one request in it, and the next request gets a fresh thread.
 */
export function createWorkerEngine(options: WorkerEngineOptions): Engine {
  const { id, requestKinds, workerUrl, workerData, refusal = () => null } = options
  const { lanes: laneCount = 1, startDeadlineMs = 20_000, cancelGraceMs = 1_000, listDeadlineMs = 15_000 } = options
  const lanes = Array.from({ length: laneCount }, () =>
    createWorkerLane({ engineId: id, workerUrl, workerData, startDeadlineMs, cancelGraceMs }),
  )
  const idleLanes = [...lanes]
  const line: LaneJob[] = []
  const closing = new AbortController()

  async function serveLine(): Promise<void> {
    const lane = idleLanes.pop()
    if (!lane) return
    for (let job = line.shift(); job; job = line.shift()) {
      const refused = refusal()
      if (refused) job.reject(refused)
      else await lane.run(job)
    }
    idleLanes.push(lane)
  }

  function ask(call: WorkerCall, { deadlineMs, signal }: SpeakOptions): Promise<WorkerResult> {
    const cancelled = (by: 'caller' | 'close') => new SpeechFault({ code: 'CANCELLED', data: { engine: id, by } })
    if (closing.signal.aborted) return Promise.reject(cancelled('close'))
    if (signal?.aborted) return Promise.reject(cancelled('caller'))

    const { promise, resolve, reject } = Promise.withResolvers<WorkerResult>()
    const abandon = new AbortController()
    const job: LaneJob = { call, deadlineMs, abandoned: abandon.signal, resolve, reject }
    const drop = (by: 'caller' | 'close') => {
      reject(cancelled(by))
      abandon.abort()
    }
    const onCaller = () => drop('caller')
    const onClose = () => drop('close')
    signal?.addEventListener('abort', onCaller, { once: true })
    closing.signal.addEventListener('abort', onClose, { once: true })
    line.push(job)
    void serveLine()
    return promise.finally(() => {
      signal?.removeEventListener('abort', onCaller)
      closing.signal.removeEventListener('abort', onClose)
    })
  }

  async function listVoices(): Promise<Voice[]> {
    const result = await ask({ kind: 'listVoices' }, { deadlineMs: listDeadlineMs })
    if (result.kind !== 'voices') throw misanswered(result)
    return result.voices
  }

  async function speak(request: SpeechRequest, speakOptions: SpeakOptions): Promise<Speech> {
    const result = await ask({ kind: 'speak', request, deadlineMs: speakOptions.deadlineMs }, speakOptions)
    if (result.kind !== 'clip') throw misanswered(result)
    return { ...result.clip, requestHash: requestHash(request) }
  }

  function misanswered(result: WorkerResult): SpeechFault {
    const reason = `the worker answered with ${result.kind}`
    return new SpeechFault({ code: 'ENGINE_FAILED', data: { engine: id, reason } })
  }

  async function close(): Promise<void> {
    closing.abort()
    await Promise.all(lanes.map((lane) => lane.close()))
  }

  return { id, requestKinds, listVoices, speak, close }
}
