import type { TLRecord, TLShape } from '@tldraw/tlschema'
import { tiesOf } from '../board/graph.ts'
import { relations } from '../board/relations.ts'
import { plainTextOf } from '../board/rich-text.ts'
import { doubtsOf } from '../evidence/doubts.ts'
import { withHedge } from '../evidence/hedge.ts'
import { kinds, type Evidence } from '../evidence/kinds.ts'
import { statusOf } from '../evidence/status.ts'
import { textOf } from '../evidence/values.ts'
import { titleOf } from '../evidence/wording.ts'
import { fileNameOf, type ExportedBoard, type ExportedFile } from './exported-board.ts'

type Box = { x: number; y: number; width: number; height: number }

/**
 * The canvas as JSON Canvas 1.0, which Obsidian and others open: a card is a text with what the board says of its
 * item, red string is an edge with its word. What the format has no room for stands whole in the sidecar.
 */
export function jsonCanvas(board: ExportedBoard): ExportedFile {
  const evidence = new Map<string, Evidence>(board.evidence.map((item) => [item.id, item]))
  const shapes = new Map<string, TLShape>()
  for (const record of board.canvas) if (record.typeName === 'shape') shapes.set(record.id, record)
  const nodes = [...shapes.values()].flatMap((shape) => nodeOf(shape, { evidence, shapes }) ?? [])
  const drawn = new Set(nodes.map(({ id }) => id))
  return {
    name: `${fileNameOf(board, 'canvas')}.canvas`,
    type: 'application/json',
    text: `${JSON.stringify({ nodes, edges: edgesOf(board.canvas, drawn) }, null, 2)}\n`,
  }
}

/** Every item as it lies on the board, with all that the other formats have no room for. */
export function recordsJson(board: ExportedBoard): ExportedFile {
  const { title, moment, at, evidence, ties } = board
  return {
    name: `${fileNameOf(board, 'records')}.json`,
    type: 'application/json',
    text: `${JSON.stringify({ title, moment, at, evidence, ties }, null, 2)}\n`,
  }
}

function nodeOf(
  shape: TLShape,
  {
    evidence,
    shapes,
  }: { evidence: ReadonlyMap<string, Evidence>; shapes: ReadonlyMap<string, TLShape> },
) {
  const type: string = shape.type
  const props: Record<string, unknown> = { ...shape.props }
  const common = { id: shape.id, ...boxOf(shape, shapes) }
  if (type === 'card') {
    const item = evidence.get(String(props['evidenceId']))
    return { ...common, type: 'text', text: item ? textOfCard(item) : 'This item is gone.' }
  }
  const words = plainTextOf(props['richText'])
  if (type === 'frame')
    return {
      ...common,
      type: 'group',
      label: typeof props['name'] === 'string' ? props['name'] : '',
    }
  if (type === 'geo' && words === '') return { ...common, type: 'group' }
  return words === '' ? null : { ...common, type: 'text', text: plain(words) }
}

/** What strangers wrote is text: a picture or link in it would be asked for by whoever opens the canvas. */
function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>!#|~]/gu, String.raw`\$&`)
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

function edgesOf(canvas: readonly TLRecord[], drawn: ReadonlySet<string>) {
  const said = new Map(tiesOf(canvas).map((tie) => [tie.arrowId, tie]))
  const ends = new Map<string, { start?: string; end?: string }>()
  for (const record of canvas) {
    if (record.typeName !== 'binding') continue
    const { terminal } = record.props as { terminal?: 'start' | 'end' }
    if (terminal) ends.set(record.fromId, { ...ends.get(record.fromId), [terminal]: record.toId })
  }
  return [...ends].flatMap(([id, { start, end }]) => {
    if (start === undefined || end === undefined || !drawn.has(start) || !drawn.has(end)) return []
    const relation = said.get(id)?.relation ?? null
    return [
      {
        id,
        fromNode: start,
        toNode: end,
        ...(relation !== null && { label: relations[relation].label }),
      },
    ]
  })
}

/** On the page, whatever frames and groups it lies in; turning is left out, which the format does not know. */
function boxOf(shape: TLShape, shapes: ReadonlyMap<string, TLShape>): Box {
  let { x, y } = shape
  for (let parent = shapes.get(shape.parentId); parent; parent = shapes.get(parent.parentId)) {
    x += parent.x
    y += parent.y
  }
  const { w, h, scale }: { w?: unknown; h?: unknown; scale?: unknown } = { ...shape.props }
  const times = typeof scale === 'number' ? scale : 1
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(typeof w === 'number' ? w * times : 300),
    height: Math.round(typeof h === 'number' ? h : 60),
  }
}
