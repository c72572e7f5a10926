import { useEffect, useState } from 'react'
import { useLive } from '../ui/use-live.ts'
import type { PlayheadHere } from './playhead-here.ts'

/** Asks for the server's clock from the first clip on that somebody plays: whoever only looks has no need of it. */
export function useClock({ playhead, clock }: PlayheadHere): void {
  const isPlayed = useLive(playhead) !== null
  const [isNeeded, setNeeded] = useState(isPlayed)
  if (isPlayed && !isNeeded) setNeeded(true)
  useEffect(() => (isNeeded ? clock.open() : undefined), [clock, isNeeded])
}
