import type { Continuity, Loss } from './continuity.ts'
import type { Scope } from './scope.ts'

/** Frames lost in one take, from when it was asked for. */
export interface DropOutWatch {
  /** The take's first frame was heard at this time: what was lost while it waited for its sound isn't its own. */
  begins(atMs: number): void
  total(): Promise<Loss>
}

const lookEveryMs = 1000

/** Tells drop-outs while they happen, until the scope closes; before `begins` it tells none. */
export function watchDropOuts(
  scope: Scope,
  continuity: Continuity,
  tell: (droppedFrames: number) => void,
): DropOutWatch {
  let isLooking = false
  let lastLook: Promise<void> = Promise.resolve()
  let beginsAtMs: number | null = null
  /** Each tells what was lost until it began: the lowest of many is told, and what is lost meanwhile isn't in all of them. */
  let looks: { atMs: number; frames: number }[] = []

  const lostBefore = () => looks.findLast(({ atMs }) => beginsAtMs !== null && atMs <= beginsAtMs)?.frames ?? 0

  const look = async () => {
    const atMs = performance.now()
    const frames = await continuity.lostSoFar()
    isLooking = false
    // A sound is told of less than a second late: it began after the last look but one, or two.
    if (beginsAtMs === null || atMs <= beginsAtMs) looks = [...looks.slice(-2), { atMs, frames }]
    if (beginsAtMs !== null && !scope.signal.aborted) tell(frames - lostBefore())
  }

  continuity.begin()
  scope.every(lookEveryMs, () => {
    if (isLooking) return
    isLooking = true
    lastLook = look()
  })
  return {
    begins(atMs) {
      beginsAtMs = atMs
    },
    async total() {
      await lastLook
      const { frames, isProven } = await continuity.lost()
      return { frames: frames - lostBefore(), isProven }
    },
  }
}
