import type { TLArrowShapeArrowheadStyle, TLShape } from '@tldraw/tlschema'
import { relations } from '../board/relations.ts'
import { doubtsOf } from '../evidence/doubts.ts'
import { withHedge } from '../evidence/hedge.ts'
import { kinds, type Evidence } from '../evidence/kinds.ts'
import { statusOf } from '../evidence/status.ts'
import { textOf } from '../evidence/values.ts'
import { titleOf } from '../evidence/wording.ts'
import {
  arrowEnds,
  boxOf,
  ownWordsOn,
  relationOf,
  shapesOf,
  wordsOn,
  type ArrowEnds,
  type Box,
} from './canvas-words.ts'
import { fileNameOf, type ExportedBoard, type ExportedFile } from './exported-board.ts'

type Node = Box & { id: string } & (
    | { type: 'text'; text: string }
    | { type: 'group'; label?: string }
  )
type End = 'none' | 'arrow'
type Edge = {
  id: string
  fromNode: string
  toNode: string
  fromEnd: End
  toEnd: End
  label?: string
}
export type JsonCanvas = { nodes: Node[]; edges: Edge[] }

/** The canvas of a board as a file of JSON Canvas. */
export function jsonCanvas(board: ExportedBoard): ExportedFile {
  return {
    name: `${fileNameOf(board, 'canvas')}.canvas`,
    type: 'application/json',
    text: `${JSON.stringify(jsonCanvasOf(board), null, 2)}\n`,
  }
}

/**
 * The canvas as JSON Canvas 1.0, which Obsidian and others open: a card is a text with what the board says of its
 * item, red string is an edge with its word. Nodes and edges have the ids of what they are of. Words on an arrow that
 * leads to nothing become a text; strokes, lines and pictures that lie on the canvas itself have no place here.
 */
export function jsonCanvasOf({
  canvas,
  evidence,
}: Pick<ExportedBoard, 'canvas' | 'evidence'>): JsonCanvas {
  const items = new Map<string, Evidence>(evidence.map((item) => [item.id, item]))
  const shapes = shapesOf(canvas)
  const nodes = [...shapes.values()].flatMap((shape) => nodeOf(shape, { items, shapes }) ?? [])
  const drawn = new Set(nodes.map(({ id }) => id))
  const ends = arrowEnds(canvas)
  const edges: Edge[] = []
  for (const arrow of shapes.values()) {
    if (arrow.type !== 'arrow') continue
    const edge = edgeOf(arrow, ends.get(arrow.id) ?? {}, drawn)
    if (edge) edges.push(edge)
    else if (wordsOn(arrow) !== '') nodes.push(wordsAlone(arrow, shapes))
  }
  return { nodes, edges }
}

function nodeOf(
  shape: TLShape,
  { items, shapes }: { items: ReadonlyMap<string, Evidence>; shapes: ReadonlyMap<string, TLShape> },
): Node | null {
  const type: string = shape.type
  const common = { id: shape.id, ...boxOf(shape, shapes) }
  if (type === 'arrow') return null
  if (type === 'card') {
    const item = items.get(String(Reflect.get(shape.props, 'evidenceId')))
    return { ...common, type: 'text', text: item ? textOfCard(item) : 'This item is gone.' }
  }
  const words = wordsOn(shape)
  if (type === 'frame') return { ...common, type: 'group', label: words }
  if (type === 'geo' && words === '') return { ...common, type: 'group' }
  return words === '' ? null : { ...common, type: 'text', text: plain(words) }
}

function edgeOf(arrow: TLShape, { start, end }: ArrowEnds, drawn: ReadonlySet<string>) {
  if (start === undefined || end === undefined || !drawn.has(start) || !drawn.has(end)) return null
  const relation = relationOf(arrow)
  const look = relation === null ? headsOf(arrow) : relations[relation]
  const label = [relation === null ? '' : relations[relation].label, ownWordsOn(arrow)]
    .filter((words) => words !== '')
    .join(': ')
  return {
    id: arrow.id,
    fromNode: start,
    toNode: end,
    fromEnd: endOf(look.start),
    toEnd: endOf(look.end),
    ...(label !== '' && { label }),
  }
}

function headsOf(arrow: TLShape): { start: unknown; end: unknown } {
  const { arrowheadStart, arrowheadEnd }: Record<string, unknown> = { ...arrow.props }
  return { start: arrowheadStart, end: arrowheadEnd }
}

const noHead: TLArrowShapeArrowheadStyle = 'none'

/** The format knows an arrow and nothing, whatever the head looks like here. */
function endOf(head: unknown): End {
  return head === undefined || head === noHead ? 'none' : 'arrow'
}

/** Half way along the arrow. */
function wordsAlone(arrow: TLShape, shapes: ReadonlyMap<string, TLShape>): Node {
  const { x, y, width, height } = boxOf(arrow, shapes)
  const to: unknown = Reflect.get(arrow.props, 'end')
  const half = (key: 'x' | 'y') => {
    const value: unknown = typeof to === 'object' && to !== null ? Reflect.get(to, key) : 0
    return typeof value === 'number' ? Math.round(value / 2) : 0
  }
  return {
    id: arrow.id,
    x: x + half('x'),
    y: y + half('y'),
    width,
    height,
    type: 'text',
    text: plain(wordsOn(arrow)),
  }
}

/**
 * What strangers wrote is text: a picture or link in it would be asked for by whoever opens the canvas, and what stands
 * between two %% is not shown by Obsidian at all.
 */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>!#|~%$=&^]/gu, String.raw`\$&`)
}

/** Markdown: title, kind and status, and what speaks against leaning on it. */
function textOfCard(item: Evidence): string {
  const lead = textOf(item, kinds[item.kind].lead)
  return [
    `**${plain(titleOf(item))}**`,
    `${kinds[item.kind].label} · ${statusOf(item).label}`,
    ...(lead === undefined ? [] : [plain(withHedge(item, lead))]),
    ...doubtsOf(item).map((doubt) => `*${plain(doubt)}*`),
  ].join('\n\n')
}
