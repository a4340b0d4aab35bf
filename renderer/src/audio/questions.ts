/** Questions to a worker, each with a number; null is the answer to whatever was still open when no more will come. */
export interface Questions {
  ask: () => Promise<number | null>
  answer(question: number, value: number): void
  end(): void
}

export function createQuestions(send: (question: number) => void): Questions {
  const open = new Map<number, (value: number | null) => void>()
  let asked = 0
  let ended = false

  return {
    ask() {
      if (ended) return Promise.resolve(null)
      asked += 1
      const { promise, resolve } = Promise.withResolvers<number | null>()
      open.set(asked, resolve)
      send(asked)
      return promise
    },
    answer(question, value) {
      open.get(question)?.(value)
      open.delete(question)
    },
    end() {
      ended = true
      for (const resolve of open.values()) resolve(null)
      open.clear()
    },
  }
}
