import { useEffect, useRef, useState, type ReactNode } from 'react'
import { api } from '../api.ts'
import type { BoardHandle } from '../board/board-handle.ts'
import { useRole } from '../board/use-role.ts'
import { useSession } from '../session.ts'
import { BoardCaptures } from './board-captures.ts'
import { CapturesContext } from './use-capture.ts'

type Props = {
  board: Pick<BoardHandle, 'boardId' | 'doc' | 'me' | 'sync'>
  children: ReactNode
}

/** Captures the links of a board for those who may edit it, where the server fetches links at all. */
export function CapturesProvider({ board, children }: Props) {
  const { boardId, doc, sync } = board
  const isViewer = useRole() === 'viewer'
  const isOn = (useSession().data?.linkFetching ?? false) && !isViewer
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
      canEdit: () => true,
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
