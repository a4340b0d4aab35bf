import type { TrimMarks } from '../../entities/recorded-sound.ts'

const frameSeconds = 0.01
/** Frames this far below the loudest are closures and decays, and don't count as active. */
const activeBelowLoudestDb = 20

/** Mean power of the samples in all stretches, about `mean`; null if they hold none. */
export function powerIn(samples: Float32Array, stretches: readonly TrimMarks[], mean = 0): number | null {
  let sum = 0
  let count = 0
  for (const { startFrame, endFrame } of stretches) {
    for (const sample of samples.subarray(startFrame, endFrame)) sum += (sample - mean) ** 2
    count += Math.max(0, Math.min(endFrame, samples.length) - startFrame)
  }
  return count === 0 ? null : sum / count
}

/**
 * Mean power of the sound's active part, after the idea of ITU-T P.56: of its 10 ms frames, those within 20 dB of the
 * loudest. Integrated loudness (EBU R128) has no value under 400 ms, and gating by it would drop whole consonants.
 */
export function activePower(sound: Float32Array, sampleRateHz: number, mean = 0): number | null {
  const frameLength = Math.max(1, Math.round(frameSeconds * sampleRateHz))
  const powers: number[] = []
  for (let start = 0; start < sound.length; start += frameLength) {
    // A rest shorter than half a frame would tell of a few samples only.
    if (start > 0 && sound.length - start < frameLength / 2) break
    const power = powerIn(sound, [{ startFrame: start, endFrame: Math.min(start + frameLength, sound.length) }], mean)
    powers.push(power ?? 0)
  }
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0)
  const active = powers.filter((power) => power >= loudest * 10 ** (-activeBelowLoudestDb / 10))
  return active.length === 0 ? null : active.reduce((sum, power) => sum + power, 0) / active.length
}

/** Level of a mean power against full scale; null for 0 or nothing. */
export function powerDbfs(power: number | null): number | null {
  return power !== null && power > 0 ? 10 * Math.log10(power) : null
}
