import type { FromCaptureWorker, ToCaptureWorker } from '#renderer/audio/capture-protocol.ts'
import { createCaptureReader } from '#renderer/audio/capture-reader.ts'
import { openScope } from '#renderer/audio/scope.ts'
import { sampleRateHz } from '../../acoustics/checks/a-take.ts'

type Told<Kind extends FromCaptureWorker['kind']> = Extract<FromCaptureWorker, { kind: Kind }>

/** The worker's real reader, with the shape that the recorder gives it, and a stream in the test's hands. */
export interface HearingReader {
  say(message: ToCaptureWorker): void
  /** The device gives these frames, interleaved, in buffers of that length; settles when all are read. */
  hear(interleaved: Float32Array, bufferFrames?: number): Promise<void>
  /** The stream ends. */
  end(): Promise<void>
  readonly messages: FromCaptureWorker[]
  all<Kind extends FromCaptureWorker['kind']>(kind: Kind): Told<Kind>[]
  /** What was cut out for a take, chunks joined. */
  samplesOf(takeNumber: number): Float32Array
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

  return {
    messages,
    all,
    say: (message) => reader.hear(message),
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
    samplesOf: (takeNumber) =>
      Float32Array.from(
        all('chunk')
          .filter((chunk) => chunk.takeNumber === takeNumber)
          .flatMap(({ samples }) => [...samples]),
      ),
    close: () => scope.close(),
  }
}
