import { getIndices } from '@tldraw/utils'
import { z } from 'zod'
import type { PlainRecord } from '../board/codec.ts'
import { fileOfDataUrl } from './data-url.ts'
import type { ImportPlan, PlannedEvidence } from './import-plan.ts'
import { newEvidenceId, newShapeId } from './new-ids.ts'
import {
  arrowShapes,
  boxShape,
  cardShape,
  frameShape,
  nearestColour,
  strokeShape,
  textShape,
  type Box,
  type Point,
} from './shapes.ts'
import { cut, hostOf, oneLine, webAddress } from './texts.ts'

const coordinate = z.number().min(-1e6).max(1e6)
const end = z.looseObject({ elementId: z.string() }).nullish()
const element = z.looseObject({
  id: z.string(),
  type: z.string(),
  x: coordinate,
  y: coordinate,
  width: z.number().min(-1e5).max(1e5).default(0),
  height: z.number().min(-1e5).max(1e5).default(0),
  angle: z.number().min(-100).max(100).default(0),
  strokeColor: z.string().default(''),
  strokeStyle: z.string().default('solid'),
  isDeleted: z.boolean().default(false),
  text: z.string().optional(),
  containerId: z.string().nullish(),
  link: z.string().nullish(),
  name: z.string().nullish(),
  fileId: z.string().nullish(),
  points: z
    .array(z.tuple([coordinate, coordinate]).rest(z.unknown()))
    .max(20_000)
    .optional(),
  startBinding: end,
  endBinding: end,
  startArrowhead: z.string().nullish(),
  endArrowhead: z.string().nullish(),
})
type Element = z.infer<typeof element>

const drawing = z.looseObject({
  type: z.literal('excalidraw'),
  elements: z.array(z.unknown()),
  files: z.record(z.string(), z.looseObject({ dataURL: z.string() })).default({}),
})

export function isExcalidraw(value: unknown): boolean {
  return z.looseObject({ type: z.literal('excalidraw') }).safeParse(value).success
}

const geos: Record<string, 'rectangle' | 'ellipse' | 'diamond'> = {
  rectangle: 'rectangle',
  ellipse: 'ellipse',
  diamond: 'diamond',
}

type Context = {
  plan: ImportPlan
  name: string
  files: Record<string, { dataURL: string }>
  /** Words written into a shape or along an arrow. */
  words: ReadonlyMap<string, string>
  shapes: ReadonlyMap<string, string>
}

/** An Excalidraw drawing: pictures and pages in it become items with cards, all else shapes and string. */
export function planOfExcalidraw(value: unknown, { name }: { name: string }): ImportPlan {
  const { elements: all, files } = drawing.parse(value)
  const read = all.map((each) => element.safeParse(each).data)
  const elements = read.flatMap((each) => (each && !each.isDeleted ? [each] : []))
  const plan: ImportPlan = {
    evidence: [],
    records: [],
    missing: [],
    leftOut: read.filter((each) => !each).length,
  }
  const ids = new Set(elements.map(({ id }) => id))
  const isInside = ({ type, containerId }: Element) =>
    type === 'text' && typeof containerId === 'string' && ids.has(containerId)
  const words = new Map(
    elements.filter(isInside).map(({ containerId, text = '' }) => [containerId ?? '', text]),
  )
  const drawn = elements.filter((each) => !isInside(each))
  const shapes = new Map(drawn.map(({ id }) => [id, newShapeId()]))
  const indices = getIndices(drawn.length)
  const context: Context = { plan, name, files, words, shapes }
  for (const [at, each] of drawn.entries()) {
    const common = {
      id: shapes.get(each.id) ?? newShapeId(),
      box: boxOf(each),
      index: indices[at] ?? 'a1',
      rotation: each.angle,
    }
    const made = shapesOf(each, common, context)
    if (made.length === 0) plan.leftOut++
    plan.records.push(...made)
  }
  return plan
}

type Common = { id: string; box: Box; index: string; rotation: number }

function shapesOf(each: Element, common: Common, context: Context): PlainRecord[] {
  const { plan, words, shapes } = context
  const color = nearestColour(each.strokeColor)
  const isDashed = each.strokeStyle === 'dashed' || each.strokeStyle === 'dotted'
  const geo = Object.hasOwn(geos, each.type) ? geos[each.type] : undefined
  if (geo) return [boxShape(common, { geo, text: words.get(each.id) ?? '', color, isDashed })]
  const points = pointsOf(each)
  switch (each.type) {
    case 'text':
      return (each.text ?? '') === '' ? [] : [textShape(common, { text: each.text ?? '', color })]
    case 'frame':
    case 'magicframe':
      return [frameShape({ ...common, rotation: 0 }, each.name ?? '')]
    case 'arrow':
      return arrowShapes(
        { ...common, box: { ...common.box, x: each.x, y: each.y }, rotation: 0 },
        {
          start: points[0] ?? { x: 0, y: 0 },
          end: points.at(-1) ?? { x: 0, y: 0 },
          from: shapes.get(each.startBinding?.elementId ?? ''),
          to: shapes.get(each.endBinding?.elementId ?? ''),
          label: words.get(each.id) ?? '',
          heads: { start: isHead(each.startArrowhead), end: isHead(each.endArrowhead) },
          color,
          isDashed,
        },
      )
    case 'line':
    case 'freedraw':
      return points.length < 2
        ? []
        : [
            strokeShape(
              { ...common, box: { ...common.box, x: each.x, y: each.y } },
              { points, color },
            ),
          ]
    case 'image':
      return [withCard(plan, common, pictureOf(each, context))]
    case 'embeddable':
    case 'iframe': {
      const url = webAddress(each.link ?? '')
      if (url === null) return []
      const fields = { url, site: cut(hostOf(url), 500), title: oneLine(url, 200) }
      return [withCard(plan, common, { id: newEvidenceId(), kind: 'link', fields })]
    }
    default:
      return []
  }
}

function pictureOf(each: Element, { plan, name, files }: Context): PlannedEvidence {
  const id = each.fileId ?? ''
  const stored = Object.hasOwn(files, id) ? files[id]?.dataURL : undefined
  const called = `picture ${plan.evidence.length + 1}`
  const file = stored === undefined ? null : fileOfDataUrl(stored, called)
  if (!file) plan.missing.push(called)
  return {
    id: newEvidenceId(),
    kind: 'photo',
    fields: {
      title: called,
      receivedFrom: cut(`A picture in the drawing “${name}”.`, 2_000),
    },
    ...(file && { file }),
  }
}

function withCard(plan: ImportPlan, common: Common, evidence: PlannedEvidence): PlainRecord {
  plan.evidence.push(evidence)
  return cardShape(common, evidence.id)
}

function boxOf({ x, y, width, height }: Element): Box {
  return {
    x: Math.min(x, x + width),
    y: Math.min(y, y + height),
    w: Math.max(1, Math.abs(width)),
    h: Math.max(1, Math.abs(height)),
  }
}

function pointsOf({ points = [] }: Element): Point[] {
  return points.map(([x, y]) => ({ x, y }))
}

function isHead(head: string | null | undefined): boolean {
  return head !== null && head !== undefined
}
