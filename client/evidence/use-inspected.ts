import { useEffect, useState } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'

/** What the inspector shows: what is chosen, but not while a button is held, so that no drag is interrupted. */
export function useInspected(chosen: EvidenceId | null): EvidenceId | null {
  const [isHeld, setHeld] = useState(false)
  const [shown, setShown] = useState(chosen)
  useEffect(() => {
    const hold = (event: PointerEvent) => setHeld(event.buttons > 0)
    const events = ['pointerdown', 'pointerup', 'pointercancel'] as const
    for (const name of events) window.addEventListener(name, hold, { capture: true })
    return () => {
      for (const name of events) window.removeEventListener(name, hold, { capture: true })
    }
  }, [])
  if (!isHeld && shown !== chosen) setShown(chosen)
  return shown
}
