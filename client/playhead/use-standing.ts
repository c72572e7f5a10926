import { useCallback, useSyncExternalStore } from 'react'
import { standsAt } from '../../shared/briefing/playhead.ts'
import type { PlayheadHere } from './playhead-here.ts'

const EVERY_MS = 100

/** Where the clip stands now, seconds of media time to the tenth; null while there is none. */
export function useStanding(here: PlayheadHere): number | null {
  return useSyncExternalStore(
    useCallback(
      (listener) => {
        const stop = here.playhead.subscribe(listener)
        const timer = setInterval(listener, EVERY_MS)
        return () => {
          stop()
          clearInterval(timer)
        }
      },
      [here],
    ),
    () => {
      const head = here.playhead.get()
      if (!head) return null
      const durationS = here.video.get()?.duration ?? Infinity
      return Math.round(standsAt(head, here.clock.now(), durationS || Infinity) * 20) / 20
    },
  )
}
