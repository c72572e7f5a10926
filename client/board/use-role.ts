import { createContext, useContext } from 'react'
import type { Role } from '../../shared/protocol/http.ts'
import { useOpenBoard, useSignal } from './board-provider.tsx'

/** True where nothing is edited, whoever it is: before everyone's eyes, items are only looked at. */
export const LookOnlyContext = createContext(false)

/** What this person may do on the open board, live: an owner may change it at any time. */
export function useRole(): Role {
  const role = useSignal(useOpenBoard().role)
  return useContext(LookOnlyContext) ? 'viewer' : role
}
