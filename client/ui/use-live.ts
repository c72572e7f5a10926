import { useSyncExternalStore } from 'react'

type Watched = { subscribe: (listener: () => void) => () => void }

/** The value of something that can be watched, live. A collection's value is all of it. */
export function useLive<T>(source: Watched & { all: () => T }): T
export function useLive<T>(source: Watched & { get: () => T }): T
export function useLive<T>(source: Watched & ({ all: () => T } | { get: () => T })): T {
  const read = 'all' in source ? source.all : source.get
  return useSyncExternalStore(source.subscribe, read, read)
}
