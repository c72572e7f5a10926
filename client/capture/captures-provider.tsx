import { useEffect, useRef, useState, type ReactNode } from 'react'
import { api } from '../api.ts'
import type { BoardHandle } from '../board/board-handle.ts'
import { useSession } from '../session.ts'
import { BoardCaptures } from './board-captures.ts'
import { CapturesContext } from './use-capture.ts'

type Props = {
  board: Pick<BoardHandle, 'boardId' | 'doc' | 'me' | 'role' | 'sync'>
  children: ReactNode
}

/** Captures the links of a board where the server fetches links at all; without, links are plain cards. */
export function CapturesProvider({ board, children }: Props) {
  const { boardId, doc, sync } = board
  const isOn = useSession().data?.linkFetching ?? false
  const current = useRef(board)
  useEffect(() => {
    current.current = board
  })
  const [captures, setCaptures] = useState<BoardCaptures | null>(null)
  useEffect(() => {
    if (!isOn) return
    const opened = new BoardCaptures({
      doc,
      sync,
      me: { name: current.current.me.name },
      canEdit: () => current.current.role !== 'viewer',
      capture: (url) => api.capture(boardId, url),
    })
    setCaptures(opened)
    return () => {
      opened.close()
      setCaptures(null)
    }
  }, [isOn, boardId, doc, sync])
  return <CapturesContext value={captures}>{children}</CapturesContext>
}
