import { Worker } from 'node:worker_threads'
import { SpeechFault } from './speech-fault.ts'
import type { HostMessage, WorkerCall, WorkerMessage, WorkerResult } from './worker-messages.ts'

/** Longest delay that a Node timer keeps; it turns anything longer into 1 ms. */
const longestTimerMs = 2_147_483_647

/** An engine that eats memory ends its thread, not the process. Sound and voice data lie outside this heap. */
const heapLimitMb = 256

/** One request on its way through a worker; resolve and reject may be called again without effect. */
export interface LaneJob {
  call: WorkerCall
  deadlineMs: number
  /** Aborted when nobody waits for the answer any more; a lane passes over a job that was abandoned in line. */
  abandoned: AbortSignal
  resolve: (result: WorkerResult) => void
  reject: (fault: SpeechFault) => void
}

export interface WorkerLaneOptions {
  engineId: string
  workerUrl: URL
  workerData: unknown
  startDeadlineMs: number
  /** How long an abandoned request may go on before its worker is ended. */
  cancelGraceMs: number
}

export interface WorkerLane {
  /** Settles the job; resolves when the lane can take the next one. Never rejects. One job at a time. */
  run(job: LaneJob): Promise<void>
  close(): Promise<void>
}

type LaneEvent = WorkerMessage | { kind: 'ended'; reason: string }

interface LiveWorker {
  worker: Worker
  ready: boolean
  /** Hears the worker on behalf of the job in the lane. */
  attend: (event: LaneEvent) => void
}

/**
 * A lane is one worker thread that serves one request at a time, so that ending the thread costs that request only.
 * The thread is made for the first job, made anew after a crash or a hang, and while idle keeps no process alive.
 */
export function createWorkerLane(options: WorkerLaneOptions): WorkerLane {
  const { engineId, workerUrl, workerData, startDeadlineMs, cancelGraceMs } = options
  /** Every thread that has not ended yet: besides the current one, those that are being ended. */
  const threads = new Set<Worker>()
  let current: LiveWorker | undefined
  let lastCallId = 0

  function start(): LiveWorker {
    const worker = new Worker(workerUrl, {
      name: engineId,
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: heapLimitMb },
    })
    threads.add(worker)
    const live: LiveWorker = { worker, ready: false, attend: () => {} }
    const end = (reason: string) => {
      if (current === live) current = undefined
      live.attend({ kind: 'ended', reason })
    }
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') live.ready = true
      live.attend(message)
    })
    worker.on('error', (error) => end(error instanceof Error ? error.message : String(error)))
    worker.on('exit', (exitCode) => {
      threads.delete(worker)
      end(`the worker ended by itself with code ${exitCode}`)
    })
    worker.on('messageerror', (error) => {
      end(error.message)
      void worker.terminate()
    })
    return live
  }

  async function retire(live: LiveWorker): Promise<void> {
    if (current === live) current = undefined
    await live.worker.terminate()
  }

  function run(job: LaneJob): Promise<void> {
    const { promise: free, resolve: setFree } = Promise.withResolvers<void>()
    if (job.abandoned.aborted) return Promise.resolve()
    let live: LiveWorker
    try {
      live = current ??= start()
    } catch (error) {
      job.reject(new SpeechFault({ code: 'ENGINE_CRASHED', data: { engine: engineId, reason: String(error) } }))
      return Promise.resolve()
    }
    const callId = ++lastCallId
    const post = (message: HostMessage) => live.worker.postMessage(message, [])
    let sent = false
    let timer: NodeJS.Timeout

    const leave = () => {
      clearTimeout(timer)
      job.abandoned.removeEventListener('abort', onAbandoned)
      live.attend = () => {}
    }
    const keepWorker = () => {
      leave()
      // A thread that is being ended keeps the process until it has ended: somebody waits for that.
      if (current === live) live.worker.unref()
      setFree()
    }
    const endWorker = () => {
      leave()
      void retire(live).then(setFree, setFree)
    }
    const late = (phase: 'start' | 'speech', deadlineMs: number) => {
      job.reject(new SpeechFault({ code: 'DEADLINE', data: { engine: engineId, phase, deadlineMs } }))
      endWorker()
    }
    const send = () => {
      clearTimeout(timer)
      if (job.abandoned.aborted) return keepWorker()
      timer = setTimeout(() => late('speech', job.deadlineMs), Math.min(job.deadlineMs, longestTimerMs))
      sent = true
      post({ kind: 'call', id: callId, call: job.call })
    }
    const onAbandoned = () => {
      if (!sent) return
      post({ kind: 'cancel', id: callId })
      clearTimeout(timer)
      timer = setTimeout(endWorker, cancelGraceMs)
    }

    live.attend = (event) => {
      switch (event.kind) {
        case 'ready':
          return send()
        case 'result':
          // A worker may still answer a call that it was told to drop.
          if (event.id !== callId) return
          job.resolve(event.result)
          return keepWorker()
        case 'fault':
          if (event.id !== callId) return
          job.reject(new SpeechFault(event.fault))
          return keepWorker()
        case 'ended':
          job.reject(new SpeechFault({ code: 'ENGINE_CRASHED', data: { engine: engineId, reason: event.reason } }))
          return endWorker()
      }
    }
    job.abandoned.addEventListener('abort', onAbandoned, { once: true })
    live.worker.ref()
    timer = setTimeout(() => late('start', startDeadlineMs), startDeadlineMs)
    if (live.ready) send()
    return free
  }

  return {
    run,
    close: async () => {
      current = undefined
      await Promise.all([...threads].map((worker) => worker.terminate()))
    },
  }
}
