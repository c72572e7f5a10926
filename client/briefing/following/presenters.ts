import { useMemo } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { z } from 'zod'
import { presentingValue, type Presenting } from '../../../shared/briefing/presenting.ts'
import { signal, type Signal } from '../../sync/signal.ts'
import { useLive } from '../../ui/use-live.ts'

/** Somebody who presents on this board, in another window than this. */
export type Presenter = {
  /** Their window, as awareness names it. */
  client: number
  personId: string
  name: string
  presenting: Presenting
}

const stateValue = z.object({
  user: z.object({ id: z.string(), name: z.string() }),
  presenting: presentingValue,
})

/** Who presents now, the latest first; the array is the same until that changes. */
export function usePresenters(awareness: Awareness): readonly Presenter[] {
  return useLive(useMemo(() => presentersIn(awareness), [awareness]))
}

function presentersIn(awareness: Awareness): Signal<readonly Presenter[]> {
  const found = signal<readonly Presenter[]>([])
  const look = () => {
    const now: Presenter[] = []
    for (const [client, state] of awareness.getStates()) {
      const parsed = stateValue.safeParse(state)
      if (!parsed.success || client === awareness.clientID) continue
      const { user, presenting } = parsed.data
      now.push({ client, personId: user.id, name: user.name, presenting })
    }
    now.sort((a, b) => b.presenting.since - a.presenting.since)
    if (JSON.stringify(now) !== JSON.stringify(found.get())) found.set(now)
  }
  look()
  return {
    get: found.get,
    subscribe: (listener) => {
      const stop = found.subscribe(listener)
      awareness.on('change', look)
      look()
      return () => {
        awareness.off('change', look)
        stop()
      }
    },
  }
}
