/** Calls after so many milliseconds, unless what it gives back is called; keeps no process alive. */
export function later(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds).unref()
  return () => clearTimeout(timer)
}

/** The same, and the process lives until then: a command may wait for nothing else. */
export function laterForSure(milliseconds: number, act: () => void): () => void {
  const timer = setTimeout(act, milliseconds)
  return () => clearTimeout(timer)
}
