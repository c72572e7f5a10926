import { createContext, useContext } from 'react'
import type { BoardHandle } from './board-handle.ts'

/** The open board, for everything inside its page. */
export const BoardContext = createContext<BoardHandle | null>(null)

export function useBoard(): BoardHandle {
  const board = useContext(BoardContext)
  if (!board) throw new Error('useBoard is used outside of an open board')
  return board
}
