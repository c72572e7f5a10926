import { useRef, useState } from 'react'
import { useOpenBoard } from '../../board/board-provider.tsx'

/** Undo and redo of what was drawn on the stage: what somebody did before they presented is not taken back unseen. */
export function useUndoOfDrawn(): { undo: () => void; redo: () => void } {
  const { undo, handle } = useOpenBoard()
  const [before] = useState(() => undo.state.get().undos)
  const undone = useRef(0)
  return {
    undo: () => {
      if (undo.state.get().undos <= before) return
      undone.current++
      handle.undo()
    },
    redo: () => {
      if (undone.current === 0) return
      undone.current--
      handle.redo()
    },
  }
}
