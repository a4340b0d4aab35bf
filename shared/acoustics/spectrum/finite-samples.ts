/** What only garbage has, NaN and infinities, counts as silence: it must not spoil the figures of all the rest. */
export function finiteSamples(samples: Float32Array): Float32Array {
  return samples.every(Number.isFinite) ? samples : samples.map((sample) => (Number.isFinite(sample) ? sample : 0))
}
