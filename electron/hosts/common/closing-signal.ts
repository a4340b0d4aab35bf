export interface ClosingSignal {
  /** Resolves at the first signal to end. */
  asked: Promise<void>
  stop(): void
}

const signals: NodeJS.Signals[] =
  process.platform === 'win32' ? ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] : ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Waits for Ctrl-C, a polite end, or the terminal's closing. Repeated signals change nothing: a Ctrl-C in a terminal
 * reaches this process once from the terminal and once more from the `npm` that started it.
 */
export function closingSignal(): ClosingSignal {
  const { promise, resolve } = Promise.withResolvers<void>()
  const ask = () => resolve()
  for (const signal of signals) process.on(signal, ask)
  return {
    asked: promise,
    stop: () => {
      for (const signal of signals) process.off(signal, ask)
    },
  }
}
