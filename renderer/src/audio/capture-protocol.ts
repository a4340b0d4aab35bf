import type { TakeExtent } from './take-slicer.ts'

/** What the recorder and its capture worker say to each other. */
export type ToCaptureWorker =
  | {
      kind: 'open'
      readable: ReadableStream<AudioData>
      preRollSeconds: number
      postRollSeconds: number
      chunkSeconds: number
    }
  | { kind: 'start'; takeNumber: number }
  | { kind: 'stop' }
  | { kind: 'count'; question: number }

export type FromCaptureWorker =
  /** The first frames have arrived: from now on speech is heard. */
  | { kind: 'format'; sampleRateHz: number; channelCount: number }
  /** Frames read so far since opening, in answer to `count`. */
  | { kind: 'read'; question: number; frames: number }
  | { kind: 'chunk'; takeNumber: number; sequence: number; samples: Float32Array<ArrayBuffer> }
  | ({ kind: 'done'; takeNumber: number } & TakeExtent)
  /** No frame has come for more than two seconds; said again as long as none comes. */
  | { kind: 'silent' }
  /** The device changed its rate or channels under way: what follows can't go into the same file. */
  | { kind: 'format-changed' }
  /** The track has ended, or can't be read any more. */
  | { kind: 'ended' }
