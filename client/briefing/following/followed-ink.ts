import type { Awareness } from 'y-protocols/awareness'
import { inkValue, type Ink } from '../../../shared/briefing/ink.ts'
import { signal, type Signal } from '../../sync/signal.ts'

/** What somebody who presents in a window writes and points at. While their line is broken, what was written stays. */
export function followedInk(awareness: Awareness, client: number): Signal<Ink | null> {
  const found = signal<Ink | null>(null)
  let last: unknown = null
  const look = () => {
    const state = awareness.getStates().get(client)
    const said = state ? (state['ink'] ?? null) : undefined
    if (said === last) return
    last = said
    const before = found.get()
    found.set(said === undefined ? before && { ...before, laser: null } : inkIn(said))
  }
  return {
    get: () => {
      look()
      return found.get()
    },
    subscribe: (listener) => {
      const stop = found.subscribe(listener)
      awareness.on('change', look)
      return () => {
        awareness.off('change', look)
        stop()
      }
    },
  }
}

function inkIn(said: unknown): Ink | null {
  const parsed = inkValue.safeParse(said)
  return parsed.success ? parsed.data : null
}
