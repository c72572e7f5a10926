import {
  Box,
  TldrawUiContextualToolbar,
  TldrawUiToolbarButton,
  useEditor,
  useValue,
  type TLShape,
} from '@tldraw/tldraw'
import { useCallback } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { messages } from '../satellite/satellite-messages.ts'
import { newComparison } from '../satellite/new-comparison.ts'
import { useOpenBoard } from './board-provider.tsx'
import type { OpenBoard } from './open-board.ts'
import { useWaysIn } from './ways-in-provider.tsx'

const MOST = 40

/** Over two or more selected snapshots: compares them, on a card of its own. */
export function CompareToolbar() {
  const editor = useEditor()
  const board = useOpenBoard()
  const count = useValue(
    'selected snapshots',
    () => {
      const isCalm = editor.isIn('select.idle') && !editor.getIsReadonly()
      return isCalm ? (snapshotsAmong(board, editor.getSelectedShapes())?.length ?? 0) : 0
    },
    [editor, board],
  )
  return count > 1 ? <Offer count={count} /> : null
}

function Offer({ count }: { count: number }) {
  const editor = useEditor()
  const board = useOpenBoard()
  const waysIn = useWaysIn()
  const bounds = useCallback(() => {
    const rotated = editor.getSelectionRotatedScreenBounds()
    return rotated ? new Box(rotated.x, rotated.y, rotated.w, rotated.h) : undefined
  }, [editor])
  const label = messages.compare.compareSelected(count)
  const compare = () => {
    const snapshots = snapshotsAmong(board, editor.getSelectedShapes())
    if (!snapshots) return
    const below = editor.getSelectionPageBounds()
    editor.markHistoryStoppingPoint('compare')
    const id = waysIn.addItem(
      'comparison',
      newComparison(snapshots),
      below ? { x: below.center.x, y: below.maxY + 260 } : undefined,
    )
    if (id) choose(id)
  }
  const choose = (id: EvidenceId) => {
    // The card is in the document; it is taken over at once, so that it can be selected.
    board.canvas.get()?.binding.takeNow()
    if (board.handle.showOnCanvas(id)) return
    const card = editor.getCurrentPageShapes().find((shape) => evidenceOn(shape) === id)
    if (card) editor.select(card.id)
  }
  return (
    <TldrawUiContextualToolbar
      label={label}
      getSelectionBounds={bounds}
      className="relation-chooser"
    >
      <TldrawUiToolbarButton type="menu" onClick={compare}>
        <span>{label}</span>
      </TldrawUiToolbarButton>
    </TldrawUiContextualToolbar>
  )
}

/** The snapshots of the selected cards, from left to right; null where anything else is selected too. */
function snapshotsAmong(board: OpenBoard, shapes: readonly TLShape[]): EvidenceId[] | null {
  if (shapes.length < 2 || shapes.length > MOST) return null
  const ids = shapes
    .toSorted((a, b) => a.x - b.x)
    .map(evidenceOn)
    .map((id) => (id !== null && board.evidenceOf(id)?.kind === 'satellite' ? id : null))
    .filter((id) => id !== null)
  const distinct = [...new Set(ids)]
  return ids.length === shapes.length && distinct.length > 1 ? distinct : null
}

function evidenceOn(shape: TLShape): EvidenceId | null {
  return shape.type === 'card'
    ? (shape.props as unknown as { evidenceId: EvidenceId }).evidenceId
    : null
}
