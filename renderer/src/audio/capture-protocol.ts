import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import type { Refusal } from '#shared/acoustics/hands-free/judge-sound.ts'
import type { Room } from '#shared/acoustics/room-noise/measure-room.ts'
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
  /** The take begins and ends with a sound. */
  | { kind: 'wait'; takeNumber: number; soundClass: SoundClass; room: Room | null }
  /** Ends the waiting, and the take as `stop` does where the sound has begun already. */
  | { kind: 'cancel'; takeNumber: number }
  | { kind: 'stop' }
  | { kind: 'count'; question: number }
  /** Every frame from now on, without a take. */
  | { kind: 'listen'; listener: number; mostSeconds: number }
  | { kind: 'listened'; listener: number }

/** `refusal`: why the sound that began a take isn't what was asked for; null for any other take. */
export interface CutTake extends TakeExtent {
  refusal: Refusal | null
}

export type FromCaptureWorker =
  /** The first frames have arrived: from now on speech is heard. */
  | { kind: 'format'; sampleRateHz: number; channelCount: number }
  /** Frames read so far since opening, in answer to `count`. */
  | { kind: 'read'; question: number; frames: number }
  /** A take that waits would hear its sound from now on. */
  | { kind: 'armed'; takeNumber: number }
  /** Its sound has begun, `secondsAgo`; chunks follow. */
  | { kind: 'began'; takeNumber: number; secondsAgo: number }
  /** It waits no longer, and nothing was heard. */
  | { kind: 'cancelled'; takeNumber: number }
  | { kind: 'chunk'; takeNumber: number; sequence: number; samples: Float32Array<ArrayBuffer> }
  | ({ kind: 'done'; takeNumber: number } & CutTake)
  | { kind: 'heard'; listener: number; samples: Float32Array<ArrayBuffer> }
  /** No frame has come for more than two seconds; said again as long as none comes. */
  | { kind: 'silent' }
  /** The device changed its rate or channels under way: what follows can't go into the same file. */
  | { kind: 'format-changed' }
  /** The track has ended, or can't be read any more. */
  | { kind: 'ended' }
