import {
  createContext,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react'
import { elsewhereOf, type ImportedNames } from '../../shared/evidence/names-elsewhere.ts'
import type { Role } from '../../shared/protocol/http.ts'
import { openBoardSession } from '../sync/board-session.ts'
import type { Signal } from '../sync/signal.ts'
import type { BoardHandle } from './board-handle.ts'
import { OpenBoard } from './open-board.ts'

type Props = {
  boardId: string
  me: { id: string; name: string; colour: string }
  role: Role
  /** Of a board that came in a package. */
  imported?: ImportedNames | undefined
  children: ReactNode
}

const OpenBoardContext = createContext<OpenBoard | null>(null)

/** Opens a board for everything inside, and closes it when it goes. `sync` on the handle says how far it is. */
export function BoardProvider({ boardId, me, role, imported, children }: Props) {
  const { id, name, colour } = me
  const [board, setBoard] = useState<OpenBoard | null>(null)
  useEffect(() => {
    const session = openBoardSession({ boardId, personId: id })
    const elsewhere = imported ? elsewhereOf(imported) : null
    const opened = new OpenBoard({ session, me: { id, name, colour }, elsewhere })
    // oxlint-disable-next-line react/set-state-in-effect -- a socket opens here, and must not open twice
    setBoard(opened)
    return () => {
      setBoard(null)
      opened.close()
    }
    // What came with a board stays the same for as long as it is here.
  }, [boardId, id, name, colour, imported])
  useEffect(() => board?.setRole(role), [board, role])
  if (!board) return null
  return <OpenBoardContext value={board}>{children}</OpenBoardContext>
}

/** Puts another open board in the place of the one around: all inside show and edit that. */
export function OtherBoard({ board, children }: { board: OpenBoard; children: ReactNode }) {
  return <OpenBoardContext value={board}>{children}</OpenBoardContext>
}

/** The open board, for panels, cards and menus. */
export function useBoard(): BoardHandle {
  return useOpenBoard().handle
}

/** For cards, which are also drawn where no board is open. */
export function useBoardIfOpen(): BoardHandle | null {
  return useContext(OpenBoardContext)?.handle ?? null
}

/** The open board with its canvas, for the canvas only. */
export function useOpenBoard(): OpenBoard {
  const board = useContext(OpenBoardContext)
  if (!board) throw new Error('useBoard is used outside of a BoardProvider')
  return board
}

export function useSignal<T>(signal: Signal<T>): T {
  return useSyncExternalStore(signal.subscribe, signal.get, signal.get)
}
