import { butterworth } from '#shared/acoustics/room-noise/biquad.ts'
import { framesOf, levelled, pinkNoise, sampleRateHz, takeIn, whiteNoise } from '../checks/a-take.ts'

export interface Leak {
  /** Of the leak against what is played. */
  leakDb: number
  delayMs: number
  noiseDbfs: number
  seed: number
  /** The power of its echoes against that of the straight way; null where there are none. */
  echoesDb?: number
  /** A small loudspeaker has nothing above it. */
  dullHz?: number
}

const echoesMs = 300

/** What the microphone hears of what is played: later, softer, duller, with echoes, and with the room's own noise. */
export function leakOf(
  played: Float32Array,
  { leakDb, delayMs, noiseDbfs, seed, echoesDb, dullHz }: Leak,
): Float32Array {
  const gain = 10 ** (leakDb / 20)
  const dull = dullHz === undefined ? (sample: number) => sample : butterworth('lowPass', dullHz, sampleRateHz)
  const direct = played.map((sample) => dull(sample) * gain)
  const leak = echoesDb === undefined ? direct : withEchoes(direct, echoesDb, seed)
  const playedMs = (leak.length * 1000) / sampleRateHz
  return takeIn(pinkNoise(delayMs + playedMs + 400, noiseDbfs, seed), [delayMs, leak])
}

/** Some hundred reflections that die away by 60 dB. */
function withEchoes(direct: Float32Array, echoesDb: number, seed: number): Float32Array {
  const random = whiteNoise(seed)
  const echoes = Array.from({ length: 150 }, () => {
    const share = (random() + 1) / 2
    return { frames: framesOf(2 + share * echoesMs), gain: random() * 10 ** (-3 * share) }
  })
  const power = echoes.reduce((sum, { gain }) => sum + gain * gain, 0)
  const scale = Math.sqrt(10 ** (echoesDb / 10) / power)
  const heard = new Float32Array(direct.length + framesOf(echoesMs + 2))
  heard.set(direct)
  for (const { frames, gain } of echoes) {
    for (let frame = 0; frame < direct.length; frame += 1) {
      heard[frame + frames] = (heard[frame + frames] ?? 0) + gain * scale * (direct[frame] ?? 0)
    }
  }
  return heard
}

/** By straight lines: a rough hand will do, since both sides are limited in band. */
export function atRate(samples: Float32Array, fromHz: number, toHz: number): Float32Array {
  return Float32Array.from({ length: Math.floor((samples.length * toHz) / fromHz) }, (_, frame) => {
    const at = (frame * fromHz) / toHz
    const left = Math.floor(at)
    return (samples[left] ?? 0) * (left + 1 - at) + (samples[left + 1] ?? 0) * (at - left)
  })
}

export const loud = (samples: Float32Array) => levelled(samples, -20)
