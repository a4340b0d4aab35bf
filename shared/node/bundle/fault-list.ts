import { bundleBounds } from './bundle-bounds.ts'
import type { BundleFault } from './bundle-fault.ts'

/** Keeps the first faults, and counts the others. */
export interface FaultList {
  kept: readonly BundleFault[]
  tell: (fault: BundleFault) => void
  /** What another list kept, of so many. */
  takeOver: (faults: readonly BundleFault[], count: number) => void
  count: () => number
  /** Whether one is known of this entry. */
  has: (path: string) => boolean
}

export function createFaultList(): FaultList {
  const kept: BundleFault[] = []
  const paths = new Set<string>()
  let count = 0
  const tell = (fault: BundleFault) => {
    count += 1
    if (fault.path !== null) paths.add(fault.path)
    if (kept.length < bundleBounds.faults) kept.push(fault)
  }
  return {
    kept,
    tell,
    takeOver: (faults, of) => {
      for (const fault of faults) tell(fault)
      count += of - faults.length
    },
    count: () => count,
    has: (path) => paths.has(path),
  }
}
