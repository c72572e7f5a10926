import { react } from '@tldraw/state'
import type { Editor, TLEventInfo } from '@tldraw/tldraw'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { viewers } from '../viewer/viewers.ts'
import { watchSelectedShapes } from './canvas-view.ts'
import { CanvasHistory, replaceHistory } from './canvas-history.ts'
import { copyWithoutClipboard } from './copy-cards.ts'
import type { OpenBoard } from './open-board.ts'
import { selectedItems, takeSelection } from './selection.ts'
import { sharePresence } from './presence/share-presence.ts'
import { askAboutNewStrings } from './red-string/new-strings.ts'
import { fontsWhenNeeded } from './fonts-when-needed.ts'
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
    fontsWhenNeeded(editor),
    keepCamera(editor, board.session.boardId),
    registerWaysIn(editor, waysIn),
    sharePresence(canvas.store, { awareness: board.session.awareness, me: board.me }),
    watchChosen(editor, board),
    watchSelectedShapes(editor, board),
    watchFollowing(editor, board),
    openOnDoubleClick(editor, board),
    copyWithoutClipboard(editor),
    askAboutNewStrings(editor),
  ]
  return () => {
    for (const stop of stops) stop()
    canvas.binding.flush()
    board.editor.set(null)
  }
}

/** What is selected here is what the panels mark; a card that is selected alone is the item they speak of. */
function watchChosen(editor: Editor, board: OpenBoard): () => void {
  return react('chosen', () => {
    const shape = editor.getOnlySelectedShape()
    const isCard = shape !== null && shape.type === 'card'
    const id = isCard ? (shape.props as unknown as { evidenceId: EvidenceId }).evidenceId : null
    if (id !== null) board.chosen.set(id)
    else if (editor.getSelectedShapeIds().length > 0) board.chosen.set(null)
    takeSelection(board, selectedItems(editor))
  })
}

function watchFollowing(editor: Editor, board: OpenBoard): () => void {
  return react('following', () => board.following.set(editor.getInstanceState().followingUserId))
}

/** A card that is clicked twice is looked at closely. */
function openOnDoubleClick(editor: Editor, board: OpenBoard): () => void {
  const listen = (info: TLEventInfo) => {
    if (info.name !== 'double_click' || info.phase !== 'up') return
    const shape = editor.getOnlySelectedShape()
    if (shape?.type !== 'card' || !editor.isIn('select.idle')) return
    const { evidenceId } = shape.props as unknown as { evidenceId: EvidenceId }
    const kind = board.evidenceOf(evidenceId)?.kind
    if (kind && viewers[kind]) board.handle.viewing.open(evidenceId)
  }
  editor.on('event', listen)
  return () => void editor.off('event', listen)
}
