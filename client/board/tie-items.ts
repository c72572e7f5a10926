import { addCard, tie, type ShapeId } from '../../shared/board/canvas-actions.ts'
import { LOCAL_EDIT } from '../../shared/board/edit.ts'
import type { RelationType } from '../../shared/board/relations.ts'
import { kinds, type EvidenceId } from '../../shared/evidence/kinds.ts'
import type { OpenBoard } from './open-board.ts'
import { placeOn } from './ways-in-place.ts'

export type NewTie = { from: EvidenceId; to: EvidenceId; relation: RelationType }

/**
 * Ties two items by an arrow between their cards. Where one has no card yet, it gets one beside the other's or
 * where there is room. One step of undo.
 */
export function tieItems(board: OpenBoard, { from, to, relation }: NewTie): boolean {
  const editor = board.editor.get()
  if (!editor || board.role.get() === 'viewer' || from === to) return false
  const { doc } = board.session
  editor.markHistoryStoppingPoint('tie')
  doc.transact(() => {
    const start = cardOf(board, from, to)
    const end = cardOf(board, to, from)
    if (start && end) tie(doc, relation, { from: start, to: end })
  }, LOCAL_EDIT)
  board.canvas.get()?.binding.takeNow()
  return true
}

function cardOf(board: OpenBoard, id: EvidenceId, beside: EvidenceId): ShapeId | undefined {
  const editor = board.editor.get()
  const kind = board.evidenceOf(id)?.kind
  if (!editor || !kind) return undefined
  const known = shapeOf(board, id)
  if (known) return known
  const other = shapeOf(board, beside)
  const bounds = other && editor.getShapePageBounds(other)
  const size = kinds[kind].card
  const wanted = bounds && {
    x: bounds.maxX + TIE_LENGTH + size.w / 2,
    y: bounds.minY + size.h / 2,
  }
  const { corners, pageId } = placeOn(editor).find([size], wanted)
  const { x, y } = corners[0] ?? { x: 0, y: 0 }
  return addCard(board.session.doc, id, { x, y, ...(pageId !== undefined && { pageId }) })
}

/** Room for the arrow and its label, canvas pixels. */
const TIE_LENGTH = 200

function shapeOf(board: OpenBoard, id: EvidenceId): ShapeId | undefined {
  const card = board.cards.get().get(id)?.[0]
  return card === undefined ? undefined : board.editor.get()?.getShape(card as ShapeId)?.id
}
