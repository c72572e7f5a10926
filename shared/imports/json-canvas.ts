import { getIndices } from '@tldraw/utils'
import { z } from 'zod'
import { newEvidenceId, newShapeId } from './new-ids.ts'
import { expectFew, leaveOut, type ImportPlan, type PlannedEvidence } from './import-plan.ts'
import type { PlainRecord } from '../board/codec.ts'
import { arrowShapes, boxShape, cardShape, frameShape, nearestColour, type Box } from './shapes.ts'
import { baseName, cut, hostOf, longText, oneLine, webAddress } from './texts.ts'

const number = z.number().min(-1e6).max(1e6)
/** A node thinner than a line is one that was drawn so: it comes as thin as the canvas draws. */
const extent = z
  .number()
  .min(0)
  .max(1e5)
  .transform((length) => Math.max(1, length))
const words = z.string().catch('')
const place = z.looseObject({
  id: words,
  x: number,
  y: number,
  width: extent,
  height: extent,
  color: z.union([z.string(), z.number().transform(String)]).catch(''),
})
const node = z.discriminatedUnion('type', [
  place.extend({ type: z.literal('text'), text: words }),
  place.extend({ type: z.literal('file'), file: z.string().min(1), subpath: words }),
  place.extend({ type: z.literal('link'), url: z.string() }),
  place.extend({ type: z.literal('group'), label: words, background: words }),
])
type Node = z.infer<typeof node>

const edge = z.looseObject({
  fromNode: z.string(),
  toNode: z.string(),
  fromEnd: z.enum(['none', 'arrow']).catch('none'),
  toEnd: z.enum(['none', 'arrow']).catch('arrow'),
  color: z.union([z.string(), z.number().transform(String)]).catch(''),
  label: words,
})

/** JSON Canvas 1.0, of which either list may be absent. */
const canvasFile = z.looseObject({
  nodes: z
    .array(z.unknown())
    .nullish()
    .transform((nodes) => nodes ?? []),
  edges: z
    .array(z.unknown())
    .nullish()
    .transform((edges) => edges ?? []),
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
  expectFew({ shapes: allNodes.length + allEdges.length })
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
  const files = { items: new Map<string, PlannedEvidence>(), unclear: unclearNames(nodes) }
  // Groups lie behind what is in them.
  const inOrder = nodes.toSorted((a, b) => Number(b.type === 'group') - Number(a.type === 'group'))
  for (const [at, each] of inOrder.entries()) {
    const { x, y, width: w, height: h } = each
    const common = { id: newShapeId(), box: { x, y, w, h }, index: indices[at] ?? 'a1' }
    // Of two nodes with one id, strings are tied to the first.
    if (each.id !== '' && !shapes.has(each.id)) shapes.set(each.id, common)
    plan.records.push(shapeOf(each, common, { plan, name, beside, files }))
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

type Context = {
  plan: ImportPlan
  name: string
  beside: ReadonlySet<string>
  files: {
    /** A file is one item, however many nodes show it. */
    items: Map<string, PlannedEvidence>
    /** Names that several files of the canvas have, so that a file by that name may be any of them. */
    unclear: ReadonlySet<string>
  }
}

function shapeOf(
  each: Node,
  common: { id: string; box: Box; index: string },
  context: Context,
): PlainRecord {
  const { plan } = context
  const color = colourOf(each.color)
  switch (each.type) {
    case 'group':
      if (each.background !== '') leaveOut(plan, 'picture behind a group')
      return each.label === ''
        ? boxShape(common, { color, isDashed: true })
        : frameShape(common, { name: each.label, color })
    case 'text':
      return boxShape(common, { text: each.text, color, align: 'start' })
    case 'link': {
      const url = webAddress(each.url)
      if (url === null) return boxShape(common, { text: each.url, color, align: 'start' })
      if (each.color !== '') leaveOut(plan, 'colour of a card')
      const fields = {
        url,
        site: cut(hostOf(url), 500),
        title: oneLine(url, 200),
        receivedFrom: cut(`A page in the canvas “${context.name}”.`, 2_000),
      }
      return withCard(plan, common, { id: newEvidenceId(), kind: 'link', fields })
    }
    case 'file':
      if (each.color !== '') leaveOut(plan, 'colour of a card')
      return cardShape(common, itemOf(each, context).id)
  }
}

function itemOf(
  { file, subpath }: { file: string; subpath: string },
  { plan, name, beside, files }: Context,
): PlannedEvidence {
  // Two parts of one file are two things to look at.
  const key = JSON.stringify([file, subpath])
  const known = files.items.get(key)
  if (known) return known
  const called = baseName(file)
  const isHere = beside.has(called) && !files.unclear.has(called)
  const missing = oneLine(file, 200)
  if (!isHere && !plan.missing.includes(missing)) plan.missing.push(missing)
  const evidence: PlannedEvidence = {
    id: newEvidenceId(),
    kind: kindOfName(file),
    fields: {
      title: oneLine(called, 200),
      receivedFrom: cut(`Named as “${file}” in the canvas “${name}”.`, 2_000),
      ...(subpath !== '' && { description: longText(`Part that the canvas shows: ${subpath}`) }),
    },
    ...(isHere && { beside: called }),
  }
  files.items.set(key, evidence)
  plan.evidence.push(evidence)
  return evidence
}

function unclearNames(nodes: readonly Node[]): Set<string> {
  const paths = new Set(nodes.flatMap((each) => (each.type === 'file' ? [each.file] : [])))
  const seen = new Set<string>()
  const unclear = new Set<string>()
  for (const path of paths) {
    const called = baseName(path)
    if (seen.has(called)) unclear.add(called)
    seen.add(called)
  }
  return unclear
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

function colourOf(color: string) {
  const named = numbered[Number(color)]
  return named === undefined || named === '' ? nearestColour(color) : named
}

function middleOf({ x, y, w, h }: Box): { x: number; y: number } {
  return { x: x + w / 2, y: y + h / 2 }
}
