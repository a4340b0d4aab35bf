export const sampleRateHz = 48_000
export const framesOf = (ms: number) => Math.round((ms * sampleRateHz) / 1000)

/** Numbers in −1…1 that are the same at every run of one seed (mulberry32). */
export function whiteNoise(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2_147_483_648 - 1
  }
}

/** Equal power in every octave, by the filter of P. Kellet; levelled over its whole length. */
export function pinkNoise(ms: number, rmsDbfs: number, seed: number): Float32Array {
  const white = whiteNoise(seed)
  const state = new Float64Array(7)
  const poles = [0.998_86, 0.993_32, 0.969, 0.866_5, 0.55, -0.761_6]
  const gains = [0.055_517_9, 0.075_075_9, 0.153_852, 0.310_485_6, 0.532_952_2, -0.016_898]
  const raw = Float32Array.from({ length: framesOf(ms) }, () => {
    const input = white()
    let sum = (state[6] ?? 0) + input * 0.536_2
    for (let index = 0; index < poles.length; index += 1) {
      const next = (poles[index] ?? 0) * (state[index] ?? 0) + input * (gains[index] ?? 0)
      state[index] = next
      sum += next
    }
    state[6] = input * 0.115_926
    return sum
  })
  return levelled(raw, rmsDbfs)
}

export function whiteNoiseOf(ms: number, rmsDbfs: number, seed: number): Float32Array {
  const white = whiteNoise(seed)
  return levelled(Float32Array.from({ length: framesOf(ms) }, white), rmsDbfs)
}

export function tone(ms: number, rmsDbfs: number, frequencyHz = 1000): Float32Array {
  const amplitude = Math.SQRT2 * 10 ** (rmsDbfs / 20)
  return Float32Array.from(
    { length: framesOf(ms) },
    (_, frame) => amplitude * Math.sin((2 * Math.PI * frequencyHz * frame) / sampleRateHz),
  )
}

/** A voiced sound at 117 Hz that swells and dies away within 20 ms. */
export function vowel(ms: number, rmsDbfs: number): Float32Array {
  const length = framesOf(ms)
  const raw = Float32Array.from({ length }, (_, frame) => {
    let sample = 0
    for (let k = 1; k < 25; k += 1) sample += Math.sin((2 * Math.PI * 117 * k * frame) / sampleRateHz) / k
    return sample * Math.min(1, (frame + 1) / 960, (length - frame) / 960)
  })
  return levelled(raw, rmsDbfs)
}

/** What a key does on a laptop: a few milliseconds of noise that ring out. */
export function keyClick(peakDbfs: number, seed: number): Float32Array {
  const white = whiteNoise(seed)
  const peak = 10 ** (peakDbfs / 20)
  return Float32Array.from({ length: framesOf(18) }, (_, frame) => peak * white() * Math.exp(-frame / framesOf(3)))
}

export function levelled(samples: Float32Array, rmsDbfs: number): Float32Array {
  const rms = Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)
  const gain = 10 ** (rmsDbfs / 20) / rms
  return samples.map((sample) => sample * gain)
}

/** `room` with sounds added from given times on. */
export function takeIn(room: Float32Array, ...sounds: [atMs: number, sound: Float32Array][]): Float32Array {
  const take = Float32Array.from(room)
  for (const [atMs, sound] of sounds) {
    const at = framesOf(atMs)
    sound.forEach((sample, frame) => {
      if (at + frame < take.length) take[at + frame] = (take[at + frame] ?? 0) + sample
    })
  }
  return take
}

export const everything = (samples: Float32Array) => ({ startFrame: 0, endFrame: samples.length })
