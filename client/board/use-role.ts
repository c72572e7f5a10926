import type { Role } from '../../shared/protocol/http.ts'
import { useOpenBoard, useSignal } from './board-provider.tsx'

/** What this person may do on the open board, live: an owner may change it at any time. */
export function useRole(): Role {
  return useSignal(useOpenBoard().role)
}
