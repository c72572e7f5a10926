import { Box, useEditor, type Editor } from '@tldraw/tldraw'
import type { ShownScene } from '../../../shared/briefing/shown-scene.ts'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useOpenBoard } from '../board-provider.tsx'
import { InkOnStage } from './ink-on-stage.tsx'
import type { Point } from './ink.ts'
import { useStage } from './stage-context.ts'

/** In front of the canvas on the stage, and below tldraw's mark: it keeps the pointer off the board, and holds ink. */
export function StageFront() {
  const { tool, isBlack, onItem } = useStage()
  const editor = useEditor()
  const board = useOpenBoard()
  return (
    <>
      <div className="stage-edge" />
      {tool === 'none' && (
        // Items are reached by keyboard in the register; here the keys are the presentation's.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
        <div
          className="stage-shield"
          onClick={({ clientX, clientY }) => {
            const item = itemAt(editor, board.stage.get(), { x: clientX, y: clientY })
            if (item !== null) onItem(item)
          }}
        />
      )}
      <InkOnStage />
      {isBlack && <div className="stage-black" data-testid="black" />}
    </>
  )
}

/** Of what is masked, nothing is opened. */
function itemAt(editor: Editor, shown: ShownScene | null, at: Point): EvidenceId | null {
  if (shown?.page !== editor.getCurrentPageId()) return null
  const { x, y, w, h } = shown.frame
  const point = editor.screenToPage(at)
  if (!new Box(x, y, w, h).containsPoint(point)) return null
  const shape = editor.getShapeAtPoint(point, { hitInside: true, hitLocked: true })
  if (shape?.type !== 'card') return null
  const { evidenceId } = shape.props as unknown as { evidenceId: EvidenceId }
  return evidenceId
}
