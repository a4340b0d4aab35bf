/** Tells a stream that there is something to say; rings that nobody waited for are one. */
export interface Bell {
  ring: () => void
  /** Settles with the first ring since it last settled. */
  heard: () => Promise<void>
}

export function createBell(): Bell {
  let next = Promise.withResolvers<void>()
  return {
    ring: () => next.resolve(),
    async heard() {
      await next.promise
      next = Promise.withResolvers()
    },
  }
}
