import type { Editor } from '@tldraw/tldraw'
import { CanvasHistory, replaceHistory } from '../canvas-history.ts'
import type { OpenBoard } from '../open-board.ts'
import { sharePresence } from '../presence/share-presence.ts'
import { keepShut } from './keep-shut.ts'

/** Ties a canvas on the stage to its board: what is drawn on it, when asked, is an edit like any other. */
export function mountStage(editor: Editor, board: OpenBoard): () => void {
  const canvas = board.canvas.get()
  if (!canvas) throw new Error('The stage was mounted before the board was read')
  replaceHistory(editor, new CanvasHistory(editor, { binding: canvas.binding, stack: board.undo }))
  editor.selectNone()
  board.editor.set(editor)
  const stops = [
    keepShut(editor),
    sharePresence(canvas.store, { awareness: board.session.awareness, me: board.me }),
  ]
  return () => {
    for (const stop of stops) stop()
    editor.setCurrentTool('select')
    canvas.binding.flush()
    board.editor.set(null)
  }
}
