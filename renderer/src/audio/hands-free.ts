import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import type { Refusal } from '#shared/acoustics/hands-free/judge-sound.ts'
import type { OnsetDetector, OnsetEvent } from '#shared/acoustics/hands-free/onset-detector.ts'
import { createOnsetDetector, longestLookBackSeconds } from '#shared/acoustics/hands-free/onset-detector.ts'
import type { Room } from '#shared/acoustics/room-noise/measure-room.ts'

/** A take that waits for its sound; each is told once, `framesAgo` before the last frame heard. */
export interface WaitingTake {
  soundClass: SoundClass
  /** From the sound check; without one the first half second heard is taken for the room. */
  room: Room | null
  /** From now on the sound would be heard. */
  armed(): void
  began(framesAgo: number): void
  /** The sound is over; `refusal` says why it isn't what was asked for. */
  over(framesAgo: number, refusal: Refusal | null): void
}

/** Waits for a sound, and tells when it begins and ends. One take waits at a time. */
export interface HandsFree {
  readonly phase: 'idle' | 'waiting' | 'sounding'
  /** What came before doesn't count: whatever is heard begins with the next frame. */
  wait(take: WaitingTake): void
  /** Nothing more is told to the take that waited. */
  letGo(): void
  /** Mono, −1…1; what is told refers to the end of what is fed, so that long pieces are told of late. */
  feed(mono: Float32Array): void
}

export const longestPieceSeconds = 0.01
/** No sound is told to have begun further ago than this. */
export const longestAgoSeconds = longestLookBackSeconds + longestPieceSeconds

export function createHandsFree(sampleRateHz: number): HandsFree {
  let detector: OnsetDetector | null = null
  let detectorRoom = ''
  let framesFed = 0
  let phase: HandsFree['phase'] = 'idle'
  let waiting: WaitingTake | null = null
  let isArmed = false

  const letGo = () => {
    phase = 'idle'
    waiting = null
  }

  const hear = (event: OnsetEvent) => {
    const take = waiting
    if (take === null) return
    if (event.kind === 'start') {
      phase = 'sounding'
      return take.began(framesFed - event.startFrame)
    }
    letGo()
    take.over(framesFed - event.endFrame, event.kind === 'refused' ? event.reason : null)
  }

  return {
    get phase() {
      return phase
    },
    wait(take) {
      const room = JSON.stringify(take.room)
      // What it has learned of a room is worth keeping from prompt to prompt.
      if (detector !== null && room === detectorRoom) detector.expect(take.soundClass)
      else {
        detector = createOnsetDetector({ sampleRateHz, soundClass: take.soundClass, room: take.room })
        detectorRoom = room
        framesFed = 0
      }
      waiting = take
      phase = 'waiting'
      isArmed = false
    },
    letGo,
    feed(mono) {
      if (detector === null || waiting === null) return
      framesFed += mono.length
      const events = detector.feed(mono)
      if (!isArmed && detector.state !== 'learning' && detector.state !== 'settling') {
        isArmed = true
        waiting.armed()
      }
      for (const event of events) hear(event)
    },
  }
}
