export type Filter = (sample: number) => number

/**
 * A fourth-order Butterworth high-pass or low-pass, as two second-order sections with the cookbook's coefficients
 * (R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients"); −3 dB at `cutoffHz`. It is at rest
 * before the first sample.
 */
export function butterworth(kind: 'highPass' | 'lowPass', cutoffHz: number, sampleRateHz: number): Filter {
  // Pole quality factors of order four: 1 / (2 cos(π/8)) and 1 / (2 cos(3π/8)).
  const first = section(kind, cutoffHz, sampleRateHz, 0.541_196_1)
  const second = section(kind, cutoffHz, sampleRateHz, 1.306_563)
  return (sample) => second(first(sample))
}

function section(kind: 'highPass' | 'lowPass', cutoffHz: number, sampleRateHz: number, quality: number): Filter {
  const angle = (2 * Math.PI * cutoffHz) / sampleRateHz
  const cosine = Math.cos(angle)
  const alpha = Math.sin(angle) / (2 * quality)
  const scale = 1 / (1 + alpha)
  const b0 = ((kind === 'highPass' ? 1 + cosine : 1 - cosine) / 2) * scale
  const b1 = (kind === 'highPass' ? -2 : 2) * b0
  const a1 = -2 * cosine * scale
  const a2 = (1 - alpha) * scale
  let first = 0
  let second = 0
  return (sample) => {
    const output = b0 * sample + first
    first = b1 * sample - a1 * output + second
    second = b0 * sample - a2 * output
    return output
  }
}
