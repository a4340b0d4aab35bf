/** Lets only so many through at once; the others wait in the order in which they came. */
export function createTurnstile(places: number): { through<T>(act: () => Promise<T>): Promise<T> } {
  let free = places
  const waiting: (() => void)[] = []
  return {
    async through(act) {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      else free -= 1
      try {
        return await act()
      } finally {
        const next = waiting.shift()
        if (next === undefined) free += 1
        else next()
      }
    },
  }
}
