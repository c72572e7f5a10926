import { toRichText, type TLDefaultColorStyle } from '@tldraw/tlschema'
import { arrowBinding } from '../board/arrow-binding.ts'
import { FIRST_PAGE } from '../board/layout.ts'
import type { PlainRecord } from '../board/codec.ts'
import { relationTypes, relations, type RelationType } from '../board/relations.ts'
import type { EvidenceId } from '../evidence/kinds.ts'
import { canvasText, cutSaying } from './texts.ts'

/** Shapes of the canvas, whole, as drawings of other tools become them. */

export type Box = { x: number; y: number; w: number; h: number }

export type Common = {
  id: string
  box: Box
  index: string
  /** Around the box's top left corner, in radians. */
  rotation?: number
  parentId?: string
  opacity?: number
}

const LEAST_CARD = 24

function shape(
  { id, box, index, rotation = 0, parentId = FIRST_PAGE, opacity = 1 }: Common,
  { type, props, meta = {} }: { type: string; props: object; meta?: object },
): PlainRecord {
  return {
    id,
    typeName: 'shape',
    type,
    x: box.x,
    y: box.y,
    rotation,
    index,
    parentId,
    isLocked: false,
    opacity,
    meta,
    props,
  }
}

export function cardShape(common: Common, evidenceId: EvidenceId): PlainRecord {
  const { w, h } = common.box
  const props = {
    w: Math.max(w, LEAST_CARD),
    h: Math.max(h, LEAST_CARD),
    evidenceId,
    mediaTimeS: 0,
  }
  return shape(common, { type: 'card', props })
}

export type Look = { color?: TLDefaultColorStyle; isDashed?: boolean; isFilled?: boolean }

/** A box, an ellipse or a diamond with words in it. */
export function boxShape(
  common: Common,
  {
    geo = 'rectangle',
    text = '',
    color = 'black',
    isDashed = false,
    isFilled = false,
    align = 'middle',
    url = '',
  }: Look & {
    geo?: 'rectangle' | 'ellipse' | 'diamond'
    text?: string
    align?: 'start' | 'middle'
    /** A web address that the shape leads to. */
    url?: string
  },
): PlainRecord {
  const words = canvasText(text)
  return shape(common, {
    type: 'geo',
    props: {
      w: common.box.w,
      h: common.box.h,
      geo,
      dash: isDashed ? 'dashed' : 'solid',
      growY: Math.min(MOST_GROWTH, Math.max(0, heightOf(words, common.box.w) - common.box.h)),
      url,
      scale: 1,
      color,
      labelColor: 'black',
      fill: isFilled ? 'solid' : 'none',
      size: 's',
      font: 'sans',
      align,
      verticalAlign: align,
      richText: toRichText(words),
    },
  })
}

/** Once it is edited, the canvas measures it again. */
const MOST_GROWTH = 2e4

/** Canvas pixels of a letter and a line of the smallest size, and around the words. The canvas measures only on change. */
const LETTER = 9.4
const LINE = 24.5
const AROUND = 34

function heightOf(text: string, width: number): number {
  if (text === '') return 0
  const letters = Math.max(1, Math.floor((width - AROUND) / LETTER))
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / letters)))
  return lines.reduce((sum, count) => sum + count, 0) * LINE + AROUND
}

export function textShape(
  common: Common,
  { text, color = 'black' }: Look & { text: string },
): PlainRecord {
  return shape(common, {
    type: 'text',
    props: {
      color,
      size: 's',
      font: 'sans',
      textAlign: 'start',
      w: Math.max(common.box.w, 20),
      richText: toRichText(canvasText(text)),
      scale: 1,
      autoSize: false,
    },
  })
}

export function frameShape(
  common: Common,
  { name, color = 'black' }: Look & { name: string },
): PlainRecord {
  const { w, h } = common.box
  return shape(common, { type: 'frame', props: { w, h, name: cutSaying(name, 1_000), color } })
}

export type Point = { x: number; y: number }

/** A stroke of the pen, or a line that is no arrow. Points from the corner of its box. */
export function strokeShape(
  common: Common,
  { points, color = 'black', isDashed = false }: Look & { points: readonly Point[] },
): PlainRecord {
  const at = points.map(({ x, y }) => ({ x, y, z: 0.5 }))
  return shape(common, {
    type: 'draw',
    props: {
      segments: [{ type: 'free', points: at }],
      color,
      fill: 'none',
      dash: isDashed ? 'dashed' : 'solid',
      size: 's',
      isComplete: true,
      isClosed: false,
      isPen: false,
      scale: 1,
    },
  })
}

export type ArrowEnds = {
  /** From the arrow's own corner. */
  start: Point
  end: Point
  /** Shapes that it is tied to. */
  from?: string | undefined
  to?: string | undefined
}

type Heads = { start: boolean; end: boolean }

/**
 * Red string with its words. Words that are a relation's own make it that relation, from where the arrow's only head
 * is not to where it is; a relation that has a direction is not concluded from a string that shows none.
 */
export function arrowShapes(
  common: Common,
  {
    label = '',
    heads = { start: false, end: true },
    color = 'black',
    isDashed = false,
    ...ends
  }: ArrowEnds & Look & { label?: string; heads?: Heads },
): PlainRecord[] {
  const relation =
    ends.from !== undefined && ends.to !== undefined ? relationCalled(label, heads) : null
  const isTurned = relation !== null && isDirected(relation) && heads.start
  const { start, end, from, to } = isTurned
    ? { start: ends.end, end: ends.start, from: ends.to, to: ends.from }
    : ends
  const arrow = shape(common, {
    type: 'arrow',
    meta: relation === null ? {} : { relation },
    props: {
      kind: 'arc',
      labelColor: 'black',
      fill: 'none',
      size: 'm',
      font: 'sans',
      start,
      end,
      bend: 0,
      labelPosition: 0.5,
      scale: 1,
      elbowMidPoint: 0.5,
      ...(relation === null ? plainLook({ color, isDashed, heads }) : lookOf(relation)),
      text: relation === null ? cutSaying(label, 10_000) : relations[relation].label,
    },
  })
  return [
    arrow,
    ...(from === undefined
      ? []
      : [arrowBinding({ arrow: common.id, target: from, terminal: 'start' })]),
    ...(to === undefined ? [] : [arrowBinding({ arrow: common.id, target: to, terminal: 'end' })]),
  ]
}

function plainLook({ color, isDashed, heads }: { color: string; isDashed: boolean; heads: Heads }) {
  return {
    color,
    dash: isDashed ? 'dashed' : 'solid',
    arrowheadStart: heads.start ? 'arrow' : 'none',
    arrowheadEnd: heads.end ? 'arrow' : 'none',
  }
}

function lookOf(relation: RelationType) {
  const { color, dash, start, end } = relations[relation]
  return { color, dash, arrowheadStart: start, arrowheadEnd: end }
}

function relationCalled(label: string, heads: Heads): RelationType | null {
  const words = label.replaceAll(/\s+/g, ' ').trim().toLowerCase()
  const relation = relationTypes.find((type) => relations[type].label === words) ?? null
  const isShown = relation === null || !isDirected(relation) || heads.start !== heads.end
  return isShown ? relation : null
}

/** Whether a relation reads from one end to the other: its two ends look different. */
function isDirected(relation: RelationType): boolean {
  return relations[relation].start !== relations[relation].end
}

const colours: readonly [TLDefaultColorStyle, number, number, number][] = [
  ['black', 30, 30, 30],
  ['grey', 134, 142, 150],
  ['red', 224, 49, 49],
  ['orange', 232, 89, 12],
  ['yellow', 255, 192, 52],
  ['green', 47, 158, 68],
  ['light-green', 64, 192, 87],
  ['blue', 25, 113, 194],
  ['light-blue', 77, 171, 247],
  ['violet', 156, 54, 181],
  ['light-red', 255, 135, 135],
]

/** The canvas's nearest colour to one as pages write it (`#rrggbb`, `#rgb`); black where it is none. */
export function nearestColour(hex: string): TLDefaultColorStyle {
  const long = hex.trim().replace(/^#([\da-f])([\da-f])([\da-f])$/i, '#$1$1$2$2$3$3')
  const [, r, g, b] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})(?:[\da-f]{2})?$/i.exec(long) ?? []
  if (r === undefined || g === undefined || b === undefined) return 'black'
  const [red, green, blue] = [r, g, b].map((part) => Number.parseInt(part, 16))
  const far = ([, x, y, z]: (typeof colours)[number]) =>
    (x - (red ?? 0)) ** 2 + (y - (green ?? 0)) ** 2 + (z - (blue ?? 0)) ** 2
  return colours.toSorted((one, other) => far(one) - far(other))[0]?.[0] ?? 'black'
}
