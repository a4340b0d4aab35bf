/** How far ahead of its turn a chunk may arrive, and how many answers are kept for chunks that are sent again. */
const window = 64

export type Turn<T> = { kind: 'taken'; result: T } | { kind: 'refused' }

/** Puts chunks that arrive side by side into the order of their numbers, each taken once. */
export interface TakeQueue<T> {
  readonly next: number
  /**
   * Runs `act` when it is this chunk's turn. A chunk that is sent again gets the answer of the first time; one that is too
   * far ahead is refused. After a failure every later chunk fails alike: a hole in a recording is worse than its end.
   */
  inTurn(sequence: number, act: () => Promise<T>): Promise<Turn<T>>
  /** Waits for what is under way; whoever still waits for a chunk that never came is refused. */
  close(): Promise<void>
}

export function createTakeQueue<T>(): TakeQueue<T> {
  let next = 0
  let closed = false
  let failure: { error: unknown } | null = null
  let tail: Promise<unknown> = Promise.resolve()
  const early = new Map<number, { start: () => void; refuse: () => void }>()
  const answers = new Map<number, Promise<Turn<T>>>()
  let lastTaken: Promise<Turn<T>> = Promise.resolve({ kind: 'refused' })

  function startDue(): void {
    for (let due = early.get(next); due !== undefined; due = early.get(next)) {
      early.delete(next)
      answers.delete(next - window)
      next += 1
      due.start()
    }
  }

  async function actOrFail(act: () => Promise<T>): Promise<Turn<T>> {
    if (failure !== null) throw failure.error
    try {
      return { kind: 'taken', result: await act() }
    } catch (error) {
      failure ??= { error }
      throw error
    }
  }

  return {
    get next() {
      return next
    },
    inTurn(sequence, act) {
      const known = answers.get(sequence)
      if (known !== undefined) return known
      // So old that its answer is forgotten: it was taken, or all since then would have failed.
      if (sequence < next) return lastTaken
      if (closed || sequence > next + window) return Promise.resolve({ kind: 'refused' })
      const { promise, resolve } = Promise.withResolvers<Turn<T>>()
      answers.set(sequence, promise)
      early.set(sequence, {
        start() {
          const turn = tail.then(() => actOrFail(act))
          lastTaken = turn
          // A failure is told to its sender, and to all after it.
          tail = Promise.allSettled([turn])
          resolve(turn)
        },
        refuse() {
          answers.delete(sequence)
          resolve({ kind: 'refused' })
        },
      })
      startDue()
      return promise
    },
    async close() {
      closed = true
      for (const waiting of early.values()) waiting.refuse()
      early.clear()
      await tail
    },
  }
}
