import { createContext, useContext } from 'react'
import type { OpenBoard } from '../board/open-board.ts'
import type { Moment } from './moment.ts'
import type { PastBoard } from './past-board.ts'

/** When one looks at a board, and the way between its present and its past. */
export type Looking = {
  /** The board as it is, which stays open and saved behind any moment of its past. */
  live: OpenBoard
  /** Null in the present. */
  past: PastBoard | null
  moment: Moment | null
  /** Null goes back to the present. */
  go: (moment: Moment | null) => void
}

export const LookingContext = createContext<Looking | null>(null)

export function useLooking(): Looking {
  const looking = useContext(LookingContext)
  if (!looking) throw new Error('The past is asked for outside of a board')
  return looking
}
