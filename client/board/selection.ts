import { Box, type Editor, type TLShapeId } from '@tldraw/tldraw'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { coveredByInspector } from '../ui/covered.ts'
import type { OpenBoard } from './open-board.ts'

/** Items whose cards are selected on the canvas, alone or inside a group. */
export function selectedItems(editor: Editor): Set<EvidenceId> {
  const ids = new Set<EvidenceId>()
  for (const shape of editor.getSelectedShapes())
    if (shape.type === 'card')
      ids.add((shape.props as unknown as { evidenceId: EvidenceId }).evidenceId)
  return ids
}

/** What the canvas says is selected. Items without a card stay selected while it says nothing else. */
export function takeSelection(board: OpenBoard, onCanvas: ReadonlySet<EvidenceId>): void {
  const cards = board.cards.get()
  const before = [...board.selection.get()].filter((id) => cards.has(id))
  const isSame = before.length === onCanvas.size && before.every((id) => onCanvas.has(id))
  if (!isSame) board.selection.set(onCanvas)
}

export function select(board: OpenBoard, ids: readonly EvidenceId[]): void {
  const before = board.selection.get()
  if (before.size !== ids.length || ids.some((id) => !before.has(id))) {
    board.selection.set(new Set(ids))
    board.editor.get()?.setSelectedShapes(cardsOf(board, ids))
  }
  const [only] = ids
  board.chosen.set(ids.length === 1 && only !== undefined ? only : null)
}

/** Selects the cards of items and brings them into view, beside the inspector where that opens. */
export function showOnCanvas(board: OpenBoard, ids: readonly EvidenceId[]): boolean {
  const editor = board.editor.get()
  const cards = cardsOf(board, ids)
  const [first] = cards
  if (!editor || first === undefined) return false
  const page = editor.getAncestorPageId(first)
  if (page && page !== editor.getCurrentPageId()) editor.setCurrentPage(page)
  editor.stopFollowingUser()
  board.selection.set(new Set(ids))
  editor.setSelectedShapes(cards)
  const [only] = ids
  if (ids.length === 1 && only !== undefined) board.chosen.set(only)
  const boxes = cards.flatMap((card) => editor.getShapePageBounds(card) ?? [])
  if (boxes.length > 0) bringIntoView(editor, Box.Common(boxes), { isOne: ids.length === 1 })
  return true
}

function bringIntoView(editor: Editor, bounds: Box, { isOne }: { isOne: boolean }): void {
  const view = editor.getViewportPageBounds()
  const covered = isOne ? coveredByInspector() : 0
  view.width -= covered / editor.getZoomLevel()
  if (view.contains(bounds) && editor.getZoomLevel() > (isOne ? 0.4 : 0.2)) return
  // At zoom 1 a canvas pixel is a screen pixel, so this leaves the card beside the inspector.
  bounds.width += covered
  editor.zoomToBounds(bounds, { targetZoom: 1, animation: { duration: 250 } })
}

/** The first card of each item that has one. */
function cardsOf(board: OpenBoard, ids: readonly EvidenceId[]): TLShapeId[] {
  const cards = board.cards.get()
  const editor = board.editor.get()
  return ids.flatMap((id) => {
    const card = cards.get(id)?.[0]
    const shape = card === undefined ? undefined : editor?.getShape(card as TLShapeId)
    return shape ? [shape.id] : []
  })
}
