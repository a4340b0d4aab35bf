/** A clock that only moves when it is told to; ISO text beside it. */
export interface MovingClock {
  clock: () => Date
  now: () => string
  pass(milliseconds: number): void
}

export function movingClock(start = '2026-11-02T10:00:00.000Z'): MovingClock {
  let ms = Date.parse(start)
  return {
    clock: () => new Date(ms),
    now: () => new Date(ms).toISOString(),
    pass(milliseconds) {
      ms += milliseconds
    },
  }
}
