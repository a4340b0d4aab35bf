import { threadId } from 'node:worker_threads'
import type { SpeechRequest } from '#shared/node/engines/engine.ts'
import { SpeechFault } from '#shared/node/engines/speech-fault.ts'
import type { SpokenClip } from '#shared/node/engines/worker-messages.ts'
import { serveEngine } from '#shared/node/workers/serve-engine.ts'

/** Speaks by misbehaving in the way that the text names; anything else is answered at once. */
async function speak(request: SpeechRequest, signal: AbortSignal): Promise<SpokenClip> {
  const text = request.kind === 'text' ? request.text : request.mnemonic
  switch (text) {
    case 'hang':
      for (;;);
    case 'wait for ever':
      await new Promise(() => {})
      break
    case 'wait until cancelled':
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve, { once: true })
      })
      break
    case 'throw':
      throw new TypeError('a fault of the library')
    case 'throw uncaught':
      setImmediate(() => {
        throw new Error('thrown out of a callback')
      })
      await new Promise(() => {})
      break
    case 'reject unhandled':
      void Promise.reject(new Error('rejected and forgotten'))
      await new Promise(() => {})
      break
    case 'exit':
      process.exit(3)
    case 'die after answering':
      setTimeout(() => process.exit(4), 50)
      break
    case 'eat memory': {
      const eaten: number[][] = []
      for (;;) eaten.push(Array.from({ length: 100_000 }, (_, i) => i))
    }
    case 'refuse':
      throw new SpeechFault({ code: 'UNKNOWN_VOICE', data: { engine: 'misbehaving', voiceId: request.voiceId } })
    case 'chat':
      console.log('chatter of a library')
      break
    default:
  }
  // The thread's number tells a test whether the worker was replaced.
  return {
    samples: new Float32Array([0.25, -0.25]),
    sampleRateHz: 8000,
    engine: 'misbehaving',
    engineVersion: `thread ${threadId}`,
  }
}

await serveEngine(() => ({ listVoices: () => [{ id: 'one', language: 'en-US', name: 'One' }], speak }))
