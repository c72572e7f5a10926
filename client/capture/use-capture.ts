import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { BoardCaptures, CaptureState } from './board-captures.ts'

/** The captures of the open board; null where this server fetches no links. Set by CapturesProvider. */
export const CapturesContext = createContext<BoardCaptures | null>(null)

/** How far the capture of a link is, and how to begin one; null where links are not fetched here. */
export function useCapture(
  id: EvidenceId,
): { state: CaptureState | null; capture: () => void } | null {
  const captures = useContext(CapturesContext)
  const subscribe = useCallback(
    (listener: () => void) => captures?.subscribe(listener) ?? (() => {}),
    [captures],
  )
  const state = useSyncExternalStore(subscribe, () => captures?.stateOf(id) ?? null)
  return captures && { state, capture: () => captures.capture(id) }
}
