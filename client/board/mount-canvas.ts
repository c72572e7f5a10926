import { react } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { CanvasHistory, replaceHistory } from './canvas-history.ts'
import type { OpenBoard } from './open-board.ts'
import { sharePresence } from './presence/share-presence.ts'
import { askAboutNewStrings } from './red-string/new-strings.ts'
import { keepCamera } from './keep-camera.ts'
import { registerWaysIn } from './ways-in-canvas.ts'
import type { WaysIn } from './ways-in.ts'

/** Ties a mounted canvas to its board; returns how to let go. */
export function mountCanvas(
  editor: Editor,
  { board, waysIn }: { board: OpenBoard; waysIn: WaysIn },
): () => void {
  const canvas = board.canvas.get()
  if (!canvas) throw new Error('The canvas was mounted before the board was read')
  replaceHistory(editor, new CanvasHistory(editor, { binding: canvas.binding, stack: board.undo }))
  board.editor.set(editor)
  const stops = [
    keepCamera(editor, board.session.boardId),
    registerWaysIn(editor, waysIn),
    sharePresence(canvas.store, { awareness: board.session.awareness, me: board.me }),
    watchChosen(editor, board),
    watchFollowing(editor, board),
    askAboutNewStrings(editor),
  ]
  return () => {
    for (const stop of stops) stop()
    canvas.binding.flush()
    board.editor.set(null)
  }
}

/** A card that is selected alone is the item the panels speak of. */
function watchChosen(editor: Editor, board: OpenBoard): () => void {
  return react('chosen', () => {
    const shape = editor.getOnlySelectedShape()
    const isCard = shape !== null && shape.type === 'card'
    const id = isCard ? (shape.props as unknown as { evidenceId: EvidenceId }).evidenceId : null
    if (id !== null) board.chosen.set(id)
    else if (editor.getSelectedShapeIds().length > 0) board.chosen.set(null)
  })
}

function watchFollowing(editor: Editor, board: OpenBoard): () => void {
  return react('following', () => board.following.set(editor.getInstanceState().followingUserId))
}
