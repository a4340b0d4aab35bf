import type { TransferListItem } from 'node:worker_threads'
import { parentPort } from 'node:worker_threads'
import type { SpeechRequest, Voice } from '../engines/engine.ts'
import { SpeechFault } from '../engines/speech-fault.ts'
import type { HostMessage, SpokenClip, WorkerCall, WorkerMessage, WorkerResult } from '../engines/worker-messages.ts'

/** What an engine does inside its worker; an engine that can stop early heeds the signal. */
export interface EngineInWorker {
  listVoices(): Voice[] | Promise<Voice[]>
  speak(request: SpeechRequest, signal: AbortSignal, deadlineMs: number): SpokenClip | Promise<SpokenClip>
}

/**
 * The worker's side of createWorkerEngine: opens the engine, then serves it. A SpeechFault is answered; any other error
 * ends the thread on purpose, since nothing is known of the state that it left the engine in.
 */
export async function serveEngine(open: () => EngineInWorker | Promise<EngineInWorker>): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('an engine is served from a worker thread')
  // Stdout belongs to the command line's JSON. It is turned here, since a host that reads a worker's stdout itself
  // is kept alive by it.
  process.stdout.write = process.stderr.write.bind(process.stderr)
  const engine = await open()
  const underWay = new Map<number, AbortController>()
  const post = (message: WorkerMessage, transfer: TransferListItem[] = []) => port.postMessage(message, transfer)

  async function perform(call: WorkerCall, signal: AbortSignal): Promise<WorkerResult> {
    if (call.kind === 'listVoices') return { kind: 'voices', voices: await engine.listVoices() }
    return { kind: 'clip', clip: await engine.speak(call.request, signal, call.deadlineMs) }
  }

  async function answer(id: number, call: WorkerCall): Promise<void> {
    const controller = new AbortController()
    underWay.set(id, controller)
    try {
      const result = await perform(call, controller.signal)
      post({ kind: 'result', id, result }, result.kind === 'clip' ? [result.clip.samples.buffer] : [])
    } catch (error) {
      if (!(error instanceof SpeechFault)) throw error
      post({ kind: 'fault', id, fault: error.fault })
    } finally {
      underWay.delete(id)
    }
  }

  port.on('message', (message: HostMessage) => {
    if (message.kind === 'cancel') {
      underWay.get(message.id)?.abort()
      return
    }
    answer(message.id, message.call).catch((error: unknown) => {
      // Out of the promise, so that it ends the thread whatever Node is told to do about rejections.
      setImmediate(() => {
        throw error
      })
    })
  })
  post({ kind: 'ready' })
}
