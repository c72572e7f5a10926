import { useRef } from 'react'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'

type Keys = { ctrlKey: boolean; metaKey: boolean; shiftKey: boolean }

/** Choosing rows: alone, one more with Ctrl or ⌘, as far as here with Shift. The canvas follows. */
export function useRowSelection(items: readonly Evidence[]) {
  const board = useBoard()
  const anchor = useRef<EvidenceId | null>(null)

  const toggle = (id: EvidenceId) => {
    const next = new Set(board.selection.get())
    if (!next.delete(id)) next.add(id)
    anchor.current = id
    board.select([...next])
  }
  const extendTo = (id: EvidenceId) => {
    const [from, to] = [anchor.current ?? id, id].map((each) =>
      items.findIndex((item) => item.id === each),
    )
    if (from === undefined || to === undefined || to < 0) return
    const start = from < 0 ? to : from
    board.select(items.slice(Math.min(start, to), Math.max(start, to) + 1).map((item) => item.id))
  }
  const choose = (id: EvidenceId) => {
    anchor.current = id
    if (!board.showOnCanvas(id)) board.select([id])
  }
  return {
    toggle,
    extendTo,
    choose,
    press: (id: EvidenceId, keys: Keys) => {
      if (keys.shiftKey) extendTo(id)
      else if (keys.ctrlKey || keys.metaKey) toggle(id)
      else choose(id)
    },
    all: () => board.select(items.map((item) => item.id)),
  }
}

export type RowSelection = ReturnType<typeof useRowSelection>
