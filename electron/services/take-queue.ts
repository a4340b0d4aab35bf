/** How far ahead of its turn a chunk may arrive; a sender keeps fewer under way. */
const window = 64

export type Turn<T> = { kind: 'taken'; result: T } | { kind: 'repeated' } | { kind: 'refused' }

/** Puts chunks that arrive side by side into the order of their numbers, each taken once. */
export interface TakeQueue {
  readonly next: number
  /** Runs `act` when it is this chunk's turn; not at all where it was taken before or is too far ahead. */
  inTurn<T>(sequence: number, act: () => Promise<T>): Promise<Turn<T>>
  /** Waits for what is under way; whoever still waits for a chunk that never came is refused. */
  close(): Promise<void>
}

export function createTakeQueue(): TakeQueue {
  let next = 0
  let closed = false
  let tail: Promise<unknown> = Promise.resolve()
  const early = new Map<number, { start(): void; refuse(): void }>()

  function startDue(): void {
    for (let due = early.get(next); due !== undefined; due = early.get(next)) {
      early.delete(next)
      next += 1
      due.start()
    }
  }

  return {
    get next() {
      return next
    },
    inTurn<T>(sequence: number, act: () => Promise<T>): Promise<Turn<T>> {
      if (closed || sequence > next + window) return Promise.resolve({ kind: 'refused' })
      if (sequence < next || early.has(sequence)) return Promise.resolve({ kind: 'repeated' })
      const { promise, resolve, reject } = Promise.withResolvers<Turn<T>>()
      early.set(sequence, {
        start() {
          const turn = tail.then(act)
          // A failed write is told to its sender; the next chunk has its own turn.
          tail = turn.then(
            (result) => resolve({ kind: 'taken', result }),
            (error: unknown) => reject(error as Error),
          )
        },
        refuse: () => resolve({ kind: 'refused' }),
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
