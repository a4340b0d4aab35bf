/** The last `capacity` samples that were written, oldest first. */
export interface RingBuffer {
  readonly length: number
  write(samples: Float32Array): void
  /** Takes everything out, oldest first, and leaves the buffer empty. */
  drain(): Float32Array<ArrayBuffer>
}

export function createRingBuffer(capacity: number): RingBuffer {
  const store = new Float32Array(capacity)
  let next = 0
  let length = 0

  return {
    get length() {
      return length
    },
    write(samples) {
      const kept = samples.length > capacity ? samples.subarray(samples.length - capacity) : samples
      const untilEnd = Math.min(kept.length, capacity - next)
      store.set(kept.subarray(0, untilEnd), next)
      store.set(kept.subarray(untilEnd), 0)
      next = capacity === 0 ? 0 : (next + kept.length) % capacity
      length = Math.min(length + kept.length, capacity)
    },
    drain() {
      const out = new Float32Array(length)
      const start = next - length
      if (start >= 0) out.set(store.subarray(start, next))
      else {
        out.set(store.subarray(capacity + start))
        out.set(store.subarray(0, next), -start)
      }
      next = 0
      length = 0
      return out
    },
  }
}
