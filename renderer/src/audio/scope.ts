/**
 * Whoever opens, closes: a scope owns what was opened in it (listeners, timers, tracks, whatever has an end)
 * and ends it all, last opened first. Closing twice does nothing; what is added after closing ends at once.
 * An end that throws keeps none of the others from being run; `close` throws an AggregateError after the last.
 */
export interface Scope extends Disposable {
  /** Aborted when the scope closes. */
  readonly signal: AbortSignal
  add(end: () => void): void
  listen(target: EventTarget, type: string, handler: (event: Event) => void): void
  every(ms: number, tick: () => void): void
  /** Calls `draw` before each frame is painted, until the scope closes. */
  eachFrame(draw: (timeMs: number) => void): void
  close(): void
}

export function openScope(): Scope {
  const controller = new AbortController()
  const ends: (() => void)[] = []

  const scope: Scope = {
    signal: controller.signal,
    add(end) {
      if (controller.signal.aborted) end()
      else ends.push(end)
    },
    listen(target, type, handler) {
      target.addEventListener(type, handler, { signal: controller.signal })
    },
    every(ms, tick) {
      const timer = setInterval(tick, ms)
      scope.add(() => clearInterval(timer))
    },
    eachFrame(draw) {
      let frame = requestAnimationFrame(function next(timeMs) {
        frame = requestAnimationFrame(next)
        draw(timeMs)
      })
      scope.add(() => cancelAnimationFrame(frame))
    },
    close() {
      if (controller.signal.aborted) return
      controller.abort()
      const errors: unknown[] = []
      for (const end of ends.splice(0).toReversed()) {
        try {
          end()
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length > 0) throw new AggregateError(errors, 'not everything that was opened would end')
    },
    [Symbol.dispose]: () => scope.close(),
  }
  return scope
}
