/** Those who listen without a take, each for so many frames. */
export interface Listeners {
  readonly count: number
  open(listener: number, mostFrames: number): void
  /** What was heard until now is told; nothing if it was told already. */
  end(listener: number): void
  feed(mono: Float32Array): void
}

export function createListeners(tell: (listener: number, samples: Float32Array<ArrayBuffer>) => void): Listeners {
  const open = new Map<number, { samples: Float32Array<ArrayBuffer>; filled: number }>()

  const end = (listener: number) => {
    const heard = open.get(listener)
    if (!heard) return
    open.delete(listener)
    tell(listener, heard.samples.slice(0, heard.filled))
  }

  return {
    get count() {
      return open.size
    },
    open(listener, mostFrames) {
      open.set(listener, { samples: new Float32Array(mostFrames), filled: 0 })
    },
    end,
    feed(mono) {
      for (const [listener, heard] of open) {
        const part = mono.subarray(0, heard.samples.length - heard.filled)
        heard.samples.set(part, heard.filled)
        heard.filled += part.length
        if (heard.filled === heard.samples.length) end(listener)
      }
    },
  }
}
