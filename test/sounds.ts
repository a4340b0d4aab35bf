/** Interleaved 32-bit float samples as a chunk that a window sends. */
export function chunkOf(samples: Float32Array): Blob {
  return new Blob([Uint8Array.from(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))])
}

/** A tone with silence around it, as a spoken sound has. */
export function toneIn(
  silenceSeconds: number,
  toneSeconds: number,
  sampleRateHz: number,
  amplitude = 0.4,
): Float32Array {
  const silence = Math.round(silenceSeconds * sampleRateHz)
  const tone = Math.round(toneSeconds * sampleRateHz)
  const samples = new Float32Array(silence * 2 + tone)
  for (let at = 0; at < tone; at += 1)
    samples[silence + at] = amplitude * Math.sin((2 * Math.PI * 220 * at) / sampleRateHz)
  return samples
}

export function* chunksOf(samples: Float32Array, frames: number): Generator<Float32Array> {
  for (let at = 0; at < samples.length; at += frames) yield samples.subarray(at, at + frames)
}
