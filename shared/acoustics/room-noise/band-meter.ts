import { butterworth } from './biquad.ts'

export const bands = ['rumble', 'low', 'mid', 'high'] as const

/**
 * rumble: below 70 Hz, where no voice is, but mains hum, thumps and handling are. low: 120–900 Hz, voicing, nasals, first
 * formants. mid: 900–3500 Hz, further formants, /h/, the lower part of /ʃ/. high: above 3500 Hz, /s θ f/ and bursts.
 */
export type Band = (typeof bands)[number]

/** Mean power of a hop in each band. */
export type BandPowers = Record<Band, number>

export interface BandHop extends BandPowers {
  /** Where the hop begins, in frames since the meter began. */
  frame: number
  /** The low band at about 4 kHz, some 20 samples: what voicing is looked for in. */
  voice: Float32Array
}

export interface BandMeter {
  readonly hopFrames: number
  /** The rate of a hop's `voice`, 4000 Hz or somewhat above. */
  readonly voiceRateHz: number
  /** Mono, −1…1, in pieces of any length; gives the hops that became whole. */
  feed(samples: Float32Array): BandHop[]
}

export const hopSeconds = 0.005
const leastVoiceRateHz = 4000

/** Measures a sound in hops of 5 ms as it comes; how it is cut into pieces makes no difference. */
export function createBandMeter(sampleRateHz: number): BandMeter {
  const hopFrames = Math.max(1, Math.round(hopSeconds * sampleRateHz))
  const voiceStep = Math.max(1, Math.floor(sampleRateHz / leastVoiceRateHz))
  const highPass = (cutoffHz: number) => butterworth('highPass', Math.min(cutoffHz, sampleRateHz * 0.4), sampleRateHz)
  const lowPass = (cutoffHz: number) => butterworth('lowPass', Math.min(cutoffHz, sampleRateHz * 0.45), sampleRateHz)
  const rumble = lowPass(70)
  // A one-pole blocker ahead of all: an offset of the converter is neither rumble nor sound.
  const blockerPole = Math.exp((-2 * Math.PI * 10) / sampleRateHz)
  const lowFloor = highPass(120)
  const lowCeiling = lowPass(900)
  const midFloor = highPass(900)
  const midCeiling = lowPass(3500)
  const high = highPass(3500)

  let frame = 0
  let before: number | null = null
  let unbiased = 0
  let powers = { rumble: 0, low: 0, mid: 0, high: 0 }
  let voice: number[] = []

  function feed(samples: Float32Array): BandHop[] {
    const hops: BandHop[] = []
    for (const raw of samples) {
      const sample = Number.isFinite(raw) ? raw : 0
      unbiased = sample - (before ?? sample) + blockerPole * unbiased
      before = sample
      const lowSample = lowCeiling(lowFloor(unbiased))
      powers.rumble += rumble(unbiased) ** 2
      powers.low += lowSample ** 2
      powers.mid += midCeiling(midFloor(unbiased)) ** 2
      powers.high += high(unbiased) ** 2
      if (frame % voiceStep === 0) voice.push(lowSample)
      frame += 1
      if (frame % hopFrames !== 0) continue
      hops.push({
        frame: frame - hopFrames,
        rumble: powers.rumble / hopFrames,
        low: powers.low / hopFrames,
        mid: powers.mid / hopFrames,
        high: powers.high / hopFrames,
        voice: Float32Array.from(voice),
      })
      powers = { rumble: 0, low: 0, mid: 0, high: 0 }
      voice = []
    }
    return hops
  }

  return { hopFrames, voiceRateHz: sampleRateHz / voiceStep, feed }
}
