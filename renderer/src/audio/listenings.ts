/** Stretches of sound asked of a worker, each with a number. When none will come any more, those still open fail. */
export interface Listenings {
  /** Mono, −1…1. */
  open(mostSeconds: number): Listening
  answer(listening: number, samples: Float32Array): void
  /** The first error counts, also for what is opened later. */
  fail(error: Error): void
}

export interface Listening {
  readonly heard: Promise<Float32Array>
  /** What was heard until now is enough. */
  readonly end: () => void
}

export interface ListeningParts {
  begin: (listening: number, mostSeconds: number) => void
  end: (listening: number) => void
}

export function createListenings({ begin, end }: ListeningParts): Listenings {
  const open = new Map<number, PromiseWithResolvers<Float32Array>>()
  let opened = 0
  let failure: Error | null = null

  return {
    open(mostSeconds) {
      if (failure) return { heard: Promise.reject(failure), end: () => undefined }
      opened += 1
      const listening = opened
      const answer = Promise.withResolvers<Float32Array>()
      open.set(listening, answer)
      begin(listening, mostSeconds)
      return { heard: answer.promise, end: () => end(listening) }
    },
    answer(listening, samples) {
      open.get(listening)?.resolve(samples)
      open.delete(listening)
    },
    fail(error) {
      failure ??= error
      for (const { reject } of open.values()) reject(failure)
      open.clear()
    },
  }
}
