/** Long takes are not trimmed by proposal, so their samples need not be held. */
const longestSeconds = 30

/** Keeps a take's samples, channels averaged, while it is short enough for trim marks to be proposed. */
export class MonoCollector {
  readonly #channelCount: number
  readonly #limit: number
  #chunks: Float32Array[] | null = []
  #frames = 0

  constructor(sampleRateHz: number, channelCount: number) {
    this.#channelCount = channelCount
    this.#limit = longestSeconds * sampleRateHz
  }

  /** Interleaved samples, −1…1. */
  add(interleaved: Float32Array): void {
    if (this.#chunks === null) return
    const frames = interleaved.length / this.#channelCount
    this.#frames += frames
    if (this.#frames > this.#limit) {
      this.#chunks = null
      return
    }
    const mono = new Float32Array(frames)
    for (let frame = 0; frame < frames; frame += 1) {
      let sum = 0
      for (let channel = 0; channel < this.#channelCount; channel += 1)
        sum += interleaved[frame * this.#channelCount + channel] ?? 0
      mono[frame] = sum / this.#channelCount
    }
    this.#chunks.push(mono)
  }

  /** The first `frameCount` frames; null where the take was too long to be held, or holds fewer. */
  samples(frameCount: number): Float32Array | null {
    if (this.#chunks === null || frameCount > this.#frames) return null
    const all = new Float32Array(this.#frames)
    let at = 0
    for (const chunk of this.#chunks) {
      all.set(chunk, at)
      at += chunk.length
    }
    return all.subarray(0, frameCount)
  }
}
