/**
 * Runs work that tells how far it is, as a stream: of what was told while nobody took it, only the newest. When whoever
 * listens goes away, the work is told to stop, and waited for.
 */
export async function* tellProgress<Progress, Result>(
  work: (tell: (progress: Progress) => void, signal: AbortSignal) => Promise<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Progress, Result, void> {
  const leaving = new AbortController()
  let newest: { progress: Progress } | null = null
  let wake = Promise.withResolvers<void>()
  const state = { isDone: false }
  const tell = (progress: Progress) => {
    newest = { progress }
    wake.resolve()
  }
  const either = AbortSignal.any([leaving.signal, ...(signal === undefined ? [] : [signal])])
  const working = work(tell, either).finally(() => {
    state.isDone = true
    wake.resolve()
  })
  // Heard below, or by nobody who is still there.
  const settled = Promise.allSettled([working])
  try {
    while (!state.isDone) {
      await wake.promise
      wake = Promise.withResolvers<void>()
      const told = newest as { progress: Progress } | null
      newest = null
      if (told !== null) yield told.progress
    }
    return await working
  } finally {
    leaving.abort()
    await settled
  }
}
