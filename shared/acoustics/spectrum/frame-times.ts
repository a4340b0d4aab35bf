export interface FrameTimes {
  count: number
  /** The middle of the first window. */
  firstSeconds: number
  stepSeconds: number
}

/**
 * Where windows are laid: as many as fit whole, one every `stepSeconds`, together in the middle of the sound, as Praat
 * lays them. None where the sound is shorter than a window.
 */
export function frameTimes(soundSeconds: number, windowSeconds: number, stepSeconds: number): FrameTimes {
  // A window that fits exactly must not be lost to rounding.
  const count = Math.max(0, Math.floor((soundSeconds - windowSeconds) / stepSeconds + 1e-9) + 1)
  return { count, firstSeconds: (soundSeconds - (count - 1) * stepSeconds) / 2, stepSeconds }
}

export function timeOfFrame({ firstSeconds, stepSeconds }: FrameTimes, index: number): number {
  return firstSeconds + index * stepSeconds
}

/** Where the window of `length` samples around a time begins; a sample's own time is its middle. */
export function startOfWindow(timeSeconds: number, sampleRateHz: number, length: number): number {
  // A middle that falls on a sample must fall to the same side of it whatever the rounding.
  return Math.floor(timeSeconds * sampleRateHz - 0.5 + 1e-6) + 1 - Math.floor(length / 2)
}
