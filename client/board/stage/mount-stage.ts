import type { Signal } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import { CanvasHistory, replaceHistory } from '../canvas-history.ts'
import type { OpenBoard } from '../open-board.ts'
import { sharePresence, showPresence } from '../presence/share-presence.ts'
import { keepShut } from './keep-shut.ts'

/** Ties a canvas on the stage to its board: what is drawn on it, when asked, is an edit like any other. */
export function mountStage(
  editor: Editor,
  {
    board,
    isMoving,
    isPresenter,
  }: {
    board: OpenBoard
    /** Meanwhile nobody is told where this person looks: views at rest are shared. */
    isMoving: Signal<boolean>
    isPresenter: boolean
  },
): () => void {
  const canvas = board.canvas.get()
  if (!canvas) throw new Error('The stage was mounted before the board was read')
  replaceHistory(editor, new CanvasHistory(editor, { binding: canvas.binding, stack: board.undo }))
  editor.selectNone()
  board.editor.set(editor)
  const { awareness } = board.session
  const stops = [
    keepShut(editor),
    isPresenter
      ? sharePresence(canvas.store, { awareness, me: board.me, isMoving })
      : showPresence(canvas.store, awareness),
  ]
  return () => {
    for (const stop of stops) stop()
    editor.setCurrentTool('select')
    canvas.binding.flush()
    board.editor.set(null)
  }
}
