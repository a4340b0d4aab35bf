import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { MsEdgeTTS, OUTPUT_FORMAT } from 'msedge-tts'
import type { WebSocket } from 'ws'
import { edgeVoiceOf } from '../engines/edge-request.ts'
import type { TextRequest } from '../engines/engine.ts'
import { SpeechFault } from '../engines/speech-fault.ts'
import { badAnswer, connectionFault } from './edge-worker-faults.ts'
import type { EdgeService } from './edge-worker-service.ts'
import { escaped, prosodyOf } from './edge-worker-ssml.ts'

/** What the service closes with when it cannot read the request (RFC 6455, 7.4.1). */
const unreadable = 1007

/**
 * One request over a connection of its own; gives the turn's mp3 (24 kHz, 96 kbit/s, mono). Once the signal is aborted
 * it throws, what does not matter. When it ends, the connection is closed and nothing of it will be heard again: the
 * library answers a stray frame with an uncaught error, which must not hit the request after this one.
 */
export async function speakInOneTurn(request: TextRequest, service: EdgeService, signal: AbortSignal): Promise<Buffer> {
  signal.throwIfAborted()
  const tts = new MsEdgeTTS()
  const over = Promise.withResolvers<never>()
  const onOver = () => over.reject(new Error('the time is over'))
  signal.addEventListener('abort', onOver, { once: true })
  const connected = connect(tts, request, service, signal)
  try {
    return await Promise.race([connected.then(() => takeTurn(tts, request, service, signal)), over.promise])
  } finally {
    signal.removeEventListener('abort', onOver)
    await hangUp(tts, connected)
  }
}

async function connect(tts: MsEdgeTTS, { voiceId }: TextRequest, service: EdgeService, signal: AbortSignal) {
  // Named, since the library would make `il-PH` of a voice for `fil-PH`.
  const voiceLocale = edgeVoiceOf(voiceId)?.language ?? ''
  try {
    await tts.setMetadata(voiceId, OUTPUT_FORMAT.AUDIO_24KHZ_96KBITRATE_MONO_MP3, { voiceLocale })
  } catch (error) {
    throw await connectionFault(error, service, signal)
  }
}

async function takeTurn(tts: MsEdgeTTS, request: TextRequest, service: EdgeService, signal: AbortSignal) {
  signal.throwIfAborted()
  const dropped = new SpeechFault({ code: 'DROPPED', data: { engine: 'edge', host: service.host } })
  const socket = socketOf(tts)
  // The library would connect once more by itself, and leave a failure of that to nobody.
  if (socket === undefined || socket.readyState !== socket.OPEN) throw dropped
  let complaint: string | undefined
  socket.once('close', (code, reason) => {
    if (code === unreadable) complaint = `${code} ${reason.toString()}`.trim()
  })
  const { audioStream } = tts.toStream(escaped(request.text), prosodyOf(request))
  const mp3 = await buffer(audioStream).catch(() => {
    throw complaint === undefined ? dropped : badAnswer(service, complaint)
  })
  if (mp3.length > 0) return mp3
  const { voiceId, text: asked } = request
  throw new SpeechFault({ code: 'NO_AUDIO', data: { engine: 'edge', voiceId, asked } })
}

/** Closes whatever is open, and waits until it is. */
async function hangUp(tts: MsEdgeTTS, connected: Promise<void>): Promise<void> {
  const settled = connected.then(
    () => true,
    () => true,
  )
  // The library makes its socket only when it has hashed the access token.
  for (let over = false; !over && socketOf(tts) === undefined; ) {
    over = await Promise.race([settled, setImmediate(false)])
  }
  const socket = socketOf(tts)
  if (socket === undefined || socket.readyState === socket.CLOSED) return
  const closed = new Promise((resolve) => {
    socket.once('close', resolve)
  })
  tts.close()
  // Closing politely can take the service half a minute.
  socket.terminate()
  await closed
}

/** The library tells nobody when its socket is closed for good. */
function socketOf(tts: MsEdgeTTS): WebSocket | undefined {
  return Reflect.get(tts, '_ws') as WebSocket | undefined
}
