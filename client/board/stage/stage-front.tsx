import { Box, useEditor, useValue, type Editor } from '@tldraw/tldraw'
import { useState, type PointerEvent } from 'react'
import type { ShownScene } from '../../../shared/briefing/shown-scene.ts'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useOpenBoard } from '../board-provider.tsx'
import { pathOf, type Point, type Stroke } from './ink.ts'
import { useStage } from './stage-context.ts'

/** In front of the canvas on the stage, and below tldraw's mark: it keeps the pointer off the board, and holds ink. */
export function StageFront() {
  const { tool, isBlack, onItem } = useStage()
  const editor = useEditor()
  const board = useOpenBoard()
  return (
    <>
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
      <Ink />
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

/** On the screen, in pixels. */
const INK_WIDTH = 5

function Ink() {
  const { tool, strokes, onStroke } = useStage()
  const editor = useEditor()
  const camera = useValue('camera', () => editor.getCamera(), [editor])
  const [under, setUnder] = useState<readonly Point[]>([])
  const isWriting = tool === 'ink'
  if (!isWriting && strokes.length === 0) return null
  const pointOf = (event: PointerEvent) =>
    editor.screenToPage({ x: event.clientX, y: event.clientY })
  const width = INK_WIDTH / camera.z
  const shown: readonly Stroke[] =
    under.length > 0 ? [...strokes, { points: under, width }] : strokes
  return (
    <svg
      className="stage-ink"
      data-writing={isWriting || undefined}
      data-testid="ink"
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setUnder([pointOf(event)])
      }}
      onPointerMove={(event) => {
        if (under.length > 0) setUnder([...under, pointOf(event)])
      }}
      onPointerUp={() => {
        if (under.length > 0) onStroke({ points: under, width })
        setUnder([])
      }}
      onPointerCancel={() => setUnder([])}
    >
      <g transform={`scale(${camera.z}) translate(${camera.x} ${camera.y})`}>
        {shown.map((stroke, at) => (
          // Strokes have no identity but their order, and none is taken out of it.
          // oxlint-disable-next-line react/no-array-index-key
          <path key={at} d={pathOf(stroke.points)} strokeWidth={stroke.width} />
        ))}
      </g>
    </svg>
  )
}
