import { toRichText, type TLDefaultColorStyle } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { addShape, addText } from '../../shared/board/actions.ts'
import { relations, type RelationType } from '../../shared/board/relations.ts'
import { boardWidth, columnPanels, stripPanel, type Box } from './layout.ts'

/** What stands on the sample board around the cards: title, panels, headings and the legend of the string. */

const accents: readonly TLDefaultColorStyle[] = [
  'red',
  'light-blue',
  'violet',
  'green',
  'orange',
  'black',
]

export function addPanels(doc: Y.Doc): void {
  columnPanels().forEach(({ panel, title, says, number }, i) => {
    addArea(doc, panel, { color: 'grey', fill: 'semi', opacity: 0.9 })
    addArea(doc, { ...panel, h: 14 }, { color: accents[i] ?? 'black', fill: 'fill' })
    const x = panel.x + 48
    addText(doc, {
      x,
      y: panel.y + 44,
      w: panel.w - 80,
      text: `${number}  ${title}`,
      size: 'xl',
      scale: 1.35,
      font: 'serif',
      isLocked: true,
    })
    addText(doc, {
      x,
      y: panel.y + 136,
      w: panel.w - 80,
      text: says,
      size: 'm',
      scale: 1.15,
      color: 'grey',
      isLocked: true,
    })
  })
  const strip = stripPanel()
  addArea(doc, strip, { color: 'grey', fill: 'none', dash: 'dashed' })
  addText(doc, {
    x: strip.x + 48,
    y: strip.y + 44,
    w: 1300,
    text: 'Outside the article',
    size: 'xl',
    scale: 1.35,
    font: 'serif',
    isLocked: true,
  })
  addText(doc, {
    x: strip.x + 48,
    y: strip.y + 136,
    w: 1300,
    text: 'Public pages around the case, each with its address. Not part of its reasoning.',
    size: 'm',
    scale: 1.15,
    color: 'grey',
    isLocked: true,
  })
}

export function addTitle(doc: Y.Doc): void {
  addText(doc, {
    x: 0,
    y: 0,
    w: 2500,
    text: 'Who is in Sergeyevka?',
    size: 'xl',
    scale: 3.6,
    font: 'serif',
    isLocked: true,
  })
  addText(doc, {
    x: 0,
    y: 225,
    w: 2450,
    text: 'A sample board: how one published visual investigation reasons, from two clips on Telegram to what nobody knows yet. Every hedge, gap and source of the article is kept.',
    size: 'l',
    scale: 1.45,
    isLocked: true,
  })
  addText(doc, {
    x: 0,
    y: 452,
    w: 2450,
    text: 'Nothing here is real footage: every picture was drawn by the project to stand in for what the article describes.',
    size: 'l',
    scale: 1.15,
    color: 'red',
    isLocked: true,
  })
}

/** One line for each look of string on this board, in the corner at the top right. */
export function addLegend(doc: Y.Doc, used: readonly RelationType[]): void {
  const rows = 4
  const cell = { w: 620, h: 88 }
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
    const y = 150 + (i % rows) * cell.h
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

function addArea(
  doc: Y.Doc,
  { x, y, w, h }: Box,
  {
    color,
    fill,
    dash = 'solid',
    opacity = 1,
  }: { color: TLDefaultColorStyle; fill: string; dash?: string; opacity?: number },
): void {
  addShape(doc, {
    type: 'geo',
    x,
    y,
    isLocked: true,
    opacity,
    props: geoProps({ geo: 'rectangle', color, fill, dash, w, h }),
  })
}

function geoProps(own: {
  geo: string
  color: TLDefaultColorStyle
  fill: string
  dash: string
  w: number
  h: number
}) {
  return {
    labelColor: 'black',
    size: 's',
    font: 'sans',
    align: 'middle',
    verticalAlign: 'middle',
    richText: toRichText(''),
    url: '',
    growY: 0,
    scale: 1,
    ...own,
  }
}
