/** A value that can be watched: the shape that useSyncExternalStore wants. */
export type Signal<T> = { subscribe: (listener: () => void) => () => void; get: () => T }

export type Source<T> = Signal<T> & { set: (value: T) => void }

/** Listeners hear of a new value only, by identity. */
export function signal<T>(initial: T): Source<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of listeners) listener()
    },
  }
}
