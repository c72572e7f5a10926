import { useEditor, useValue, type Editor, type TLShapeId } from '@tldraw/tldraw'
import type { WhatBecame } from '../../shared/board/changes/record-change.ts'
import { messages } from './board-messages.ts'
import { useOpenBoard, useSignal } from './board-provider.tsx'
import './shape-marks.css'

/** What became of a shape between two moments, to be marked where it lies. */
export type ShapeMark = {
  id: string
  what: WhatBecame
  /** Where its upper left corner lay before, of one that moved. */
  was: { x: number; y: number } | null
}

const signs: Record<WhatBecame, string> = { added: '+', removed: '−', changed: '✎', moved: '→' }

/** Over the canvas, in its own coordinates: a sign and a word for each, and a line of its own, so that no colour is needed. */
export function ShapeMarks() {
  const marks = useSignal(useOpenBoard().marks)
  return marks.map((mark) => <Mark key={mark.id} mark={mark} />)
}

function Mark({ mark: { id, what, was } }: { mark: ShapeMark }) {
  const editor = useEditor()
  const place = useValue('place of mark', () => placeOf(editor, id), [editor, id])
  if (!place) return null
  const { x, y, w, h, isString } = place
  return (
    <>
      {was && (
        <Path from={{ x: was.x + w / 2, y: was.y + h / 2 }} to={{ x: x + w / 2, y: y + h / 2 }} />
      )}
      <div
        className="shape-mark"
        data-what={what}
        data-string={isString || undefined}
        style={{ transform: `translate(${x}px, ${y}px)`, width: w, height: h }}
      >
        <span className="shape-mark-word">
          <span aria-hidden="true">{signs[what]}</span> {messages.marks[what]}
        </span>
      </div>
    </>
  )
}

/** From where a shape lay to where it lies. */
function Path({ from, to }: { from: { x: number; y: number }; to: { x: number; y: number } }) {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  return (
    <div
      className="shape-mark-path"
      style={{
        transform: `translate(${from.x}px, ${from.y}px) rotate(${angle}rad)`,
        width: length,
      }}
    />
  )
}

function placeOf(editor: Editor, id: string) {
  const shape = editor.getShape(id as TLShapeId)
  const bounds = shape && editor.getShapePageBounds(shape)
  return (
    bounds && {
      x: bounds.x,
      y: bounds.y,
      w: bounds.w,
      h: bounds.h,
      isString: shape.type === 'arrow',
    }
  )
}
