import { activePower } from '#shared/acoustics/checks/levels-of-span.ts'
import type { SoundClass } from '#shared/acoustics/checks/sound-class.ts'
import { type Room, measureRoom } from '#shared/acoustics/room-noise/measure-room.ts'
import { createOnsetDetector, type OnsetEvent } from '#shared/acoustics/hands-free/onset-detector.ts'
import { pinkNoise, sampleRateHz, takeIn } from '../checks/a-take.ts'
import type { SpokenPhoneme } from './espeak-sounds.ts'

export const waitMs = 500
const afterMs = 500

export interface Heard {
  stream: Float32Array
  events: OnsetEvent[]
  room: Room
}

const soundChecks = new Map<string, Room>()

/** As in a sitting: measured once, before all of its takes. There are four sittings at each level. */
function soundCheckOf(roomDbfs: number, seed: number): Room {
  const key = `${roomDbfs} ${seed & 3}`
  const room = soundChecks.get(key) ?? measureRoom(pinkNoise(2000, roomDbfs, 1000 + (seed & 3)), sampleRateHz)
  soundChecks.set(key, room)
  return room
}

/** A sound in a room that the sound check has measured, fed as a microphone gives it. */
export function listenTo(sound: Float32Array, soundClass: SoundClass, roomDbfs: number, seed: number): Heard {
  const room = soundCheckOf(roomDbfs, seed)
  const soundMs = (sound.length * 1000) / sampleRateHz
  const stream = takeIn(pinkNoise(waitMs + soundMs + afterMs, roomDbfs, seed), [waitMs, sound])
  return { stream, room, events: eventsIn(stream, soundClass, room, 128) }
}

export function eventsIn(
  stream: Float32Array,
  soundClass: SoundClass,
  room: Room | null,
  quantumFrames: number,
): OnsetEvent[] {
  const detector = createOnsetDetector({ sampleRateHz, soundClass, room })
  const events: OnsetEvent[] = []
  for (let at = 0; at < stream.length; at += quantumFrames) {
    events.push(...detector.feed(stream.subarray(at, at + quantumFrames)))
  }
  return events
}

export function levelOf({ samples }: SpokenPhoneme): number {
  return 10 * Math.log10(activePower(samples, sampleRateHz) ?? 0)
}

/** Mean active RMS of the vowels and diphthongs, in dBFS. */
export function vowelsLevel(spoken: readonly SpokenPhoneme[]): number {
  const powers = spoken
    .filter(({ soundClass }) => soundClass === 'vowel' || soundClass === 'diphthong')
    .map(({ samples }) => activePower(samples, sampleRateHz) ?? 0)
  return 10 * Math.log10(powers.reduce((sum, power) => sum + power, 0) / powers.length)
}
