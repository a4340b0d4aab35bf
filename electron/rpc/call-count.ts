import { os } from '@orpc/server'

/** Which calls are under way, so that a studio closes after them. */
export interface CallCount {
  begin(): () => void
  /** Resolves when none is, or after so many milliseconds. */
  ended(withinMs: number): Promise<void>
}

export function createCallCount(): CallCount {
  let underWay = 0
  let none = Promise.withResolvers<void>()
  return {
    begin() {
      underWay += 1
      return () => {
        underWay -= 1
        if (underWay > 0) return
        none.resolve()
        none = Promise.withResolvers()
      }
    },
    async ended(withinMs) {
      if (underWay === 0) return
      const { promise: impatient, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, withinMs)
      await Promise.race([none.promise, impatient])
      clearTimeout(timer)
    },
  }
}

/** Counts every call but streams, which end when whoever listens goes away. */
export function counting(calls: CallCount) {
  return os.middleware(async ({ next }) => {
    const end = calls.begin()
    try {
      return await next()
    } finally {
      end()
    }
  })
}
