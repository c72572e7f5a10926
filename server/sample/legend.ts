import type * as Y from 'yjs'
import { addShape, addText } from '../../shared/board/canvas-actions.ts'
import { relations, type RelationType } from '../../shared/board/relations.ts'
import { geoProps } from '../../shared/board/area.ts'
import { boardWidth, type Box } from './layout.ts'

/** One line for each look of string on this board, in the corner at the top right. */
export function addLegend(doc: Y.Doc, used: readonly RelationType[]): void {
  const rows = 5
  const cell = { w: 620, h: 76 }
  const columns = Math.ceil(used.length / rows)
  const left = boardWidth() - columns * cell.w
  addText(doc, {
    x: left,
    y: 20,
    w: columns * cell.w,
    text: 'How to read the string',
    size: 'xl',
    scale: 1.35,
    font: 'serif',
    isLocked: true,
  })
  used.forEach((relation, i) => {
    const x = left + Math.floor(i / rows) * cell.w
    const y = 130 + (i % rows) * cell.h
    addSwatch(doc, relation, { x, y, w: 190, h: 40 })
    addText(doc, {
      x: x + 215,
      y: y - 8,
      w: cell.w - 220,
      text: relations[relation].label,
      size: 'l',
      scale: 1.2,
      isLocked: true,
    })
  })
}

const headOf = {
  arrow: 'triangle',
  triangle: 'triangle',
  dot: 'ellipse',
  diamond: 'diamond',
  inverted: 'triangle',
  square: 'rectangle',
  bar: 'rectangle',
  pipe: 'rectangle',
} as const

/** A piece of string as the arrows of this relation draw it; not an arrow, for it ties nothing. */
function addSwatch(doc: Y.Doc, relation: RelationType, { x, y, w, h }: Box): void {
  const look = relations[relation]
  const middle = y + h / 2
  addShape(doc, {
    type: 'line',
    x,
    y: middle,
    isLocked: true,
    props: {
      color: look.color,
      dash: look.dash,
      size: 'l',
      spline: 'line',
      scale: 1,
      points: {
        a1: { id: 'a1', index: 'a1', x: 0, y: 0 },
        a2: { id: 'a2', index: 'a2', x: w, y: 0 },
      },
    },
  })
  const ends = [
    { head: look.start, at: x, outward: -1 },
    { head: look.end, at: x + w, outward: 1 },
  ]
  for (const { head, at, outward } of ends) {
    if (head === 'none') continue
    const thin = head === 'bar' || head === 'pipe'
    const size = thin ? { w: 8, h: 40 } : { w: 30, h: 30 }
    const points = head === 'inverted' ? -outward : outward
    const isTriangle = headOf[head] === 'triangle'
    // A triangle points up; a quarter turn about its own corner lays it along the string.
    addShape(doc, {
      type: 'geo',
      x: isTriangle ? at + (points * size.w) / 2 : at - size.w / 2,
      y: isTriangle ? middle - (points * size.h) / 2 : middle - size.h / 2,
      rotation: isTriangle ? (points * Math.PI) / 2 : 0,
      isLocked: true,
      props: geoProps({
        geo: headOf[head],
        color: look.color,
        fill: 'fill',
        dash: 'solid',
        ...size,
      }),
    })
  }
}
