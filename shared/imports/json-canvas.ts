import { getIndices } from '@tldraw/utils'
import { z } from 'zod'
import { newEvidenceId, newShapeId } from './new-ids.ts'
import type { ImportPlan, PlannedEvidence } from './import-plan.ts'
import type { PlainRecord } from '../board/codec.ts'
import { arrowShapes, boxShape, cardShape, frameShape, nearestColour, type Box } from './shapes.ts'
import { baseName, cut, hostOf, oneLine, webAddress } from './texts.ts'

const number = z.number().min(-1e6).max(1e6)
const place = z.looseObject({
  id: z.string(),
  x: number,
  y: number,
  width: z.number().min(1).max(1e5),
  height: z.number().min(1).max(1e5),
  color: z.string().optional(),
})
const node = z.discriminatedUnion('type', [
  place.extend({ type: z.literal('text'), text: z.string() }),
  place.extend({ type: z.literal('file'), file: z.string(), subpath: z.string().optional() }),
  place.extend({ type: z.literal('link'), url: z.string() }),
  place.extend({ type: z.literal('group'), label: z.string().optional() }),
])
type Node = z.infer<typeof node>

const edge = z.looseObject({
  id: z.string(),
  fromNode: z.string(),
  toNode: z.string(),
  fromEnd: z.enum(['none', 'arrow']).default('none'),
  toEnd: z.enum(['none', 'arrow']).default('arrow'),
  color: z.string().optional(),
  label: z.string().default(''),
})

/** JSON Canvas 1.0, of which either list may be absent. */
const canvasFile = z.looseObject({
  nodes: z.array(z.unknown()).default([]),
  edges: z.array(z.unknown()).default([]),
})

export function isJsonCanvas(value: unknown): boolean {
  const parsed = canvasFile.safeParse(value)
  return parsed.success && parsed.data.nodes.length + parsed.data.edges.length > 0
}

const numbered = ['', 'red', 'orange', 'yellow', 'green', 'light-blue', 'violet'] as const

/**
 * An Obsidian canvas: files and links become items with cards, texts and groups shapes, edges string. A file is only
 * named in it: those that were brought along by the same name (`beside`) are taken in, the others are missing.
 */
export function planOfJsonCanvas(
  value: unknown,
  { name, beside }: { name: string; beside: ReadonlySet<string> },
): ImportPlan {
  const { nodes: allNodes, edges: allEdges } = canvasFile.parse(value)
  const nodes = readable(node, allNodes)
  const edges = readable(edge, allEdges)
  const plan: ImportPlan = {
    evidence: [],
    records: [],
    missing: [],
    leftOut: allNodes.length - nodes.length + allEdges.length - edges.length,
  }
  const indices = getIndices(nodes.length + edges.length)
  const shapes = new Map<string, { id: string; box: Box }>()
  // Groups lie behind what is in them.
  const inOrder = nodes.toSorted((a, b) => Number(b.type === 'group') - Number(a.type === 'group'))
  for (const [at, each] of inOrder.entries()) {
    const { x, y, width: w, height: h } = each
    const common = { id: newShapeId(), box: { x, y, w, h }, index: indices[at] ?? 'a1' }
    shapes.set(each.id, common)
    plan.records.push(shapeOf(each, common, { plan, name, beside }))
  }
  for (const [at, each] of edges.entries()) {
    const [from, to] = [shapes.get(each.fromNode), shapes.get(each.toNode)]
    if (!from || !to) {
      plan.leftOut++
      continue
    }
    const [start, end] = [middleOf(from.box), middleOf(to.box)]
    const common = {
      id: newShapeId(),
      box: { ...start, w: 1, h: 1 },
      index: indices[nodes.length + at] ?? 'a1',
    }
    plan.records.push(
      ...arrowShapes(common, {
        start: { x: 0, y: 0 },
        end: { x: end.x - start.x, y: end.y - start.y },
        from: from.id,
        to: to.id,
        label: each.label,
        heads: { start: each.fromEnd === 'arrow', end: each.toEnd === 'arrow' },
        color: colourOf(each.color),
      }),
    )
  }
  return plan
}

function shapeOf(
  each: Node,
  common: { id: string; box: Box; index: string },
  { plan, name, beside }: { plan: ImportPlan; name: string; beside: ReadonlySet<string> },
): PlainRecord {
  const color = colourOf(each.color)
  switch (each.type) {
    case 'group':
      return each.label === undefined || each.label === ''
        ? boxShape(common, { color, isDashed: true })
        : frameShape(common, each.label)
    case 'text':
      return boxShape(common, { text: each.text, color, align: 'start' })
    case 'link': {
      const url = webAddress(each.url)
      if (url === null) return boxShape(common, { text: each.url, color, align: 'start' })
      const fields = { url, site: cut(hostOf(url), 500), title: oneLine(url, 200) }
      return withCard(plan, common, { id: newEvidenceId(), kind: 'link', fields })
    }
    case 'file': {
      const called = baseName(each.file)
      const isHere = beside.has(called)
      if (!isHere) plan.missing.push(oneLine(each.file, 200))
      return withCard(plan, common, {
        id: newEvidenceId(),
        kind: kindOfName(each.file),
        fields: {
          title: oneLine(called, 200),
          receivedFrom: cut(`Named as “${each.file}” in the canvas “${name}”.`, 2_000),
        },
        ...(isHere && { beside: called }),
      })
    }
  }
}

function withCard(
  plan: ImportPlan,
  common: { id: string; box: Box; index: string },
  evidence: PlannedEvidence,
): PlainRecord {
  plan.evidence.push(evidence)
  return cardShape(common, evidence.id)
}

/** By its name alone: the file may not be here. */
export function kindOfName(name: string): 'photo' | 'video' | 'document' {
  if (/\.(jpe?g|png|gif|webp|avif|heic|bmp|tiff?|svg)$/i.test(name)) return 'photo'
  return /\.(mp4|mov|webm|mkv|avi|m4v)$/i.test(name) ? 'video' : 'document'
}

function readable<T extends z.ZodType>(schema: T, values: readonly unknown[]): z.output<T>[] {
  return values.flatMap((value) => {
    const parsed = schema.safeParse(value)
    return parsed.success ? [parsed.data] : []
  })
}

function colourOf(color: string | undefined) {
  if (color === undefined) return 'black'
  const named = numbered[Number(color)]
  return named === undefined || named === '' ? nearestColour(color) : named
}

function middleOf({ x, y, w, h }: Box): { x: number; y: number } {
  return { x: x + w / 2, y: y + h / 2 }
}
