import type { FromCaptureWorker, ToCaptureWorker } from './capture-protocol.ts'
import type { TakeSlicer } from './take-slicer.ts'
import { createTakeSlicer } from './take-slicer.ts'

/**
 * Reads the microphone's frames where nothing else runs, so that a busy window loses none.
 * It reads all the time, whether a take is under way or not: the track's buffer must never fill.
 */
let slicer: TakeSlicer | null = null
let framesRead = 0

function tell(message: FromCaptureWorker, transfer: Transferable[] = []): void {
  self.postMessage(message, { transfer })
}

self.addEventListener('message', ({ data }: MessageEvent<ToCaptureWorker>) => {
  switch (data.kind) {
    case 'open':
      return void readAll(data)
    case 'start':
      return startTake(data.takeNumber)
    case 'stop':
      return slicer?.stop()
    case 'count':
      return tell({ kind: 'read', question: data.question, frames: framesRead })
  }
})

function startTake(takeNumber: number): void {
  slicer?.start({
    chunk: (sequence, samples) => tell({ kind: 'chunk', takeNumber, sequence, samples }, [samples.buffer]),
    done: (frames) => tell({ kind: 'done', takeNumber, frames }),
  })
}

async function readAll(shape: Extract<ToCaptureWorker, { kind: 'open' }>): Promise<void> {
  const reader = shape.readable.getReader()
  let format: { sampleRateHz: number; channelCount: number } | null = null
  let plane = new Float32Array(0)
  let interleaved = new Float32Array(0)

  for (;;) {
    const { done, value: data } = await reader.read()
    if (done) break
    const { numberOfFrames, numberOfChannels, sampleRate } = data

    if (format === null) {
      format = { sampleRateHz: sampleRate, channelCount: numberOfChannels }
      slicer = createTakeSlicer({ ...shape, ...format })
      tell({ kind: 'format', ...format })
    } else if (format.sampleRateHz !== sampleRate || format.channelCount !== numberOfChannels) {
      data.close()
      tell({ kind: 'format-changed' })
      slicer?.end()
      await reader.cancel()
      return
    }

    const samples = numberOfFrames * numberOfChannels
    if (plane.length !== numberOfFrames) plane = new Float32Array(numberOfFrames)
    if (interleaved.length !== samples) interleaved = new Float32Array(samples)
    for (let channel = 0; channel < numberOfChannels; channel += 1) {
      data.copyTo(plane, { planeIndex: channel, format: 'f32-planar' })
      for (let frame = 0; frame < numberOfFrames; frame += 1) {
        interleaved[frame * numberOfChannels + channel] = plane[frame] ?? 0
      }
    }
    data.close()

    framesRead += numberOfFrames
    slicer?.push(interleaved)
  }
  // Told before the take's own end, so that whoever finishes the take knows already who ended it.
  tell({ kind: 'ended' })
  slicer?.end()
}
