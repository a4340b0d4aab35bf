/** One observable value: what audio and api expose, and what a view can subscribe to without either knowing React. */
export interface Cell<T> {
  readonly get: () => T
  readonly subscribe: (onChange: () => void) => () => void
}

export interface WritableCell<T> extends Cell<T> {
  readonly set: (value: T) => void
}

export function createCell<T>(initial: T): WritableCell<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
  }
}
