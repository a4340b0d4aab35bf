import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import type { Room } from '#shared/acoustics/room-noise/measure-room.ts'
import type { FromCaptureWorker, ToCaptureWorker } from '#renderer/audio/capture-protocol.ts'
import { createCaptureReader } from '#renderer/audio/capture-reader.ts'
import { openScope } from '#renderer/audio/scope.ts'
import { framesOf, pinkNoise, sampleRateHz } from '../../acoustics/checks/a-take.ts'

const measuredRoom = measureRoom(pinkNoise(2000, -65, 1), sampleRateHz)
export const quiet = (ms: number) => pinkNoise(ms, -65, 2)

type Told<Kind extends FromCaptureWorker['kind']> = Extract<FromCaptureWorker, { kind: Kind }>

/** The worker's real reader, with the shape that the recorder gives it, and a stream in the test's hands. */
export interface HearingReader {
  say(message: ToCaptureWorker): void
  /** The device gives these frames, interleaved, in buffers of that length; settles when all are read. */
  hear(interleaved: Float32Array, bufferFrames?: number): Promise<void>
  /** The stream ends. */
  end(): Promise<void>
  /** Of every message but chunks and the format. */
  kinds(): string[]
  waitFor(soundClass: SoundClass, takeNumber?: number, room?: Room | null): void
  all<Kind extends FromCaptureWorker['kind']>(kind: Kind): Told<Kind>[]
  /** What was cut out for a take, chunks joined. */
  samplesOf(takeNumber: number): Float32Array
  /** Where in the stream a take begins and ends, found by its own samples. */
  placeOf(takeNumber: number, stream: Float32Array): { first: number; end: number }
  extentOf(takeNumber: number): Told<'done'>
  close(): void
}

/** A turn of the event loop: every read that can go on has gone on. */
const turn = () => new Promise((resolve) => setTimeout(resolve))

export function openReader(channelCount = 1): HearingReader {
  const scope = openScope()
  const messages: FromCaptureWorker[] = []
  const reader = createCaptureReader(scope, (message, transfer = []) => {
    messages.push(structuredClone(message, { transfer }))
  })
  let controller: ReadableStreamDefaultController<AudioData> | null = null
  const readable = new ReadableStream<AudioData>({ start: (given) => void (controller = given) })
  reader.hear({ kind: 'open', readable, preRollSeconds: 0.3, postRollSeconds: 0.3, chunkSeconds: 0.05 })

  const buffer = (interleaved: Float32Array) =>
    ({
      sampleRate: sampleRateHz,
      numberOfChannels: channelCount,
      numberOfFrames: interleaved.length / channelCount,
      close: () => undefined,
      copyTo: (plane: Float32Array, { planeIndex }: AudioDataCopyToOptions) => {
        plane.forEach((_, frame) => (plane[frame] = interleaved[frame * channelCount + planeIndex] ?? 0))
      },
    }) as unknown as AudioData

  const all = <Kind extends FromCaptureWorker['kind']>(kind: Kind) =>
    messages.filter((message): message is Told<Kind> => message.kind === kind)

  const samplesOf = (takeNumber: number) =>
    Float32Array.from(
      all('chunk')
        .filter((chunk) => chunk.takeNumber === takeNumber)
        .flatMap(({ samples }) => [...samples]),
    )

  return {
    all,
    samplesOf,
    kinds: () => messages.map(({ kind }) => kind).filter((kind) => kind !== 'chunk' && kind !== 'format'),
    say: (message) => reader.hear(message),
    waitFor: (soundClass, takeNumber = 1, room = measuredRoom) =>
      reader.hear({ kind: 'wait', takeNumber, soundClass, room }),
    async hear(interleaved, bufferFrames = 480) {
      const size = bufferFrames * channelCount
      for (let at = 0; at < interleaved.length; at += size) {
        controller?.enqueue(buffer(interleaved.subarray(at, at + size)))
      }
      await turn()
    },
    async end() {
      controller?.close()
      await turn()
    },
    placeOf(takeNumber, stream) {
      const take = samplesOf(takeNumber)
      const first = stream.findIndex((_, at) => take.every((sample, frame) => stream[at + frame] === sample))
      if (take.length === 0 || first < 0) throw new Error('the take is no stretch of the stream')
      return { first, end: first + take.length }
    },
    extentOf(takeNumber) {
      const done = all('done').find((each) => each.takeNumber === takeNumber)
      if (!done) throw new Error('the take is not over')
      return done
    },
    close: () => scope.close(),
  }
}

/** What the microphone hears from its opening on. */
export function streamTo(reader: HearingReader, stream: Float32Array, bufferFrames = 480) {
  let heard = 0
  return {
    stream,
    until: async (ms: number) => {
      const next = framesOf(ms)
      await reader.hear(stream.subarray(heard, next), bufferFrames)
      heard = next
    },
    toItsEnd: async () => reader.hear(stream.subarray(heard), bufferFrames),
  }
}
