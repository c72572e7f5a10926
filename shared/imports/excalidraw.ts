import { getIndices } from '@tldraw/utils'
import { z } from 'zod'
import type { PlainRecord } from '../board/codec.ts'
import { fileOfDataUrl } from './data-url.ts'
import {
  boxOf,
  element,
  hasBackground,
  hasOwnStroke,
  headsOf,
  isFrame,
  pointsOf,
  wordsIn,
  type Element,
} from './excalidraw-element.ts'
import { expectFew, leaveOut, type ImportPlan, type PlannedEvidence } from './import-plan.ts'
import { newEvidenceId, newShapeId } from './new-ids.ts'
import { isObject, isSaid } from './said.ts'
import {
  arrowShapes,
  boxShape,
  cardShape,
  frameShape,
  nearestColour,
  strokeShape,
  textShape,
  type Common,
} from './shapes.ts'
import { cut, hostOf, longText, oneLine, webAddress } from './texts.ts'
import { turnedBox, turnedPoints } from './turning.ts'

const drawing = z.looseObject({
  type: z.literal('excalidraw'),
  elements: z.array(z.unknown()),
  files: z.unknown().optional(),
})

export function isExcalidraw(value: unknown): boolean {
  return z.looseObject({ type: z.literal('excalidraw') }).safeParse(value).success
}

const geos: Record<string, 'rectangle' | 'ellipse' | 'diamond'> = {
  rectangle: 'rectangle',
  ellipse: 'ellipse',
  diamond: 'diamond',
}

/** What can have words of its own, which the drawing holds as an element beside it. */
const holders = new Set([...Object.keys(geos), 'arrow', 'image', 'embeddable', 'iframe'])

type Context = {
  plan: ImportPlan
  name: string
  files: unknown
  /** Words written into a shape or along an arrow. */
  words: ReadonlyMap<string, string>
  shapes: ReadonlyMap<string, string>
  /** Items of pictures that the drawing shows more than once. */
  pictures: Map<string, PlannedEvidence>
}

/** An Excalidraw drawing: pictures and pages in it become items with cards, all else shapes and string. */
export function planOfExcalidraw(value: unknown, { name }: { name: string }): ImportPlan {
  const { elements: all, files } = drawing.parse(value)
  // Those that were deleted are kept in the file, and any number of them.
  expectFew({ shapes: all.filter((each) => !isObject(each) || each['isDeleted'] !== true).length })
  const read = all.map((each) => element.safeParse(each).data)
  const elements = read.flatMap((each) => (each && !each.isDeleted ? [each] : []))
  const plan: ImportPlan = {
    evidence: [],
    records: [],
    missing: [],
    leftOut: read.filter((each) => !each).length,
  }
  const typeOf = new Map(elements.map(({ id, type }) => [id, type]))
  const isInside = ({ type, containerId }: Element) =>
    type === 'text' && containerId !== '' && holders.has(typeOf.get(containerId) ?? '')
  const words = new Map<string, string>()
  for (const each of elements.filter(isInside)) {
    const own = [words.get(each.containerId) ?? '', wordsIn(each)].filter(isSaid).join('\n')
    words.set(each.containerId, own)
  }
  const drawn = elements.filter((each) => !isInside(each))
  // Frames of the canvas are opaque: they lie under everything.
  const ordered = [...drawn.filter(isFrame), ...drawn.filter((each) => !isFrame(each))]
  const ids = ordered.map(() => newShapeId())
  // Of two elements with one id, strings are tied to the first.
  const shapes = new Map(ordered.map((each, at) => [each.id, ids[at] ?? ''] as const).toReversed())
  shapes.delete('')
  const frames = new Map(ordered.filter(isFrame).map((each) => [each.id, each]))
  const indices = getIndices(ordered.length)
  const context: Context = { plan, name, files, words, shapes, pictures: new Map() }
  for (const [at, each] of ordered.entries()) {
    const frame = isFrame(each) ? undefined : frames.get(each.frameId)
    const origin = frame ? boxOf(frame) : { x: 0, y: 0 }
    const own = { ...each, x: each.x - origin.x, y: each.y - origin.y }
    const parentId = frame && shapes.get(frame.id)
    const made = shapesOf(
      own,
      {
        id: ids[at] ?? newShapeId(),
        box: turnedBox(boxOf(own), each.angle),
        index: indices[at] ?? 'a1',
        rotation: each.angle,
        opacity: each.opacity / 100,
        ...(parentId !== undefined && { parentId }),
      },
      context,
    )
    if (made.length === 0) plan.leftOut++
    plan.records.push(...made)
  }
  const groups = new Set(elements.flatMap(({ groupIds }) => groupIds))
  leaveOut(plan, 'grouping', groups.size)
  return plan
}

function shapesOf(each: Element, common: Common, context: Context): PlainRecord[] {
  const { plan, words } = context
  const color = nearestColour(each.strokeColor)
  const isDashed = each.strokeStyle === 'dashed' || each.strokeStyle === 'dotted'
  const text = words.get(each.id) ?? ''
  const geo = Object.hasOwn(geos, each.type) ? geos[each.type] : undefined
  if (geo) return [boxOfElement(each, common, { geo, text, isDashed, plan })]
  const straight = { ...common, box: { ...common.box, x: each.x, y: each.y }, rotation: 0 }
  const points = turnedPoints(pointsOf(each), each.angle)
  if (hasBackground(each)) leaveOut(plan, 'background colour of a shape')
  switch (each.type) {
    case 'text': {
      const all = withLink(wordsIn(each), each.link)
      return all === '' ? [] : [textShape(common, { text: all, color })]
    }
    case 'frame':
    case 'magicframe':
      if (isSaid(each.link)) leaveOut(plan, 'address of a frame')
      return [frameShape({ ...common, box: boxOf(each), rotation: 0 }, { name: each.name })]
    case 'arrow':
      return [...stringOf(each, straight, { points, text, context, isDashed })]
    case 'line':
    case 'freedraw':
    case 'draw':
      if (points.length < 2) return []
      if (isSaid(each.link)) leaveOut(plan, 'address of a stroke')
      return [strokeShape(straight, { points, color, isDashed })]
    case 'image':
      return [cardShape(common, pictureOf(each, text, context).id)]
    case 'embeddable':
    case 'iframe': {
      const url = webAddress(each.link)
      const all = withLink(text, each.link)
      if (url === null) return all === '' ? [] : [boxShape(common, { text: all, color, isDashed })]
      const evidence: PlannedEvidence = {
        id: newEvidenceId(),
        kind: 'link',
        fields: {
          url,
          site: cut(hostOf(url), 500),
          title: oneLine(url, 200),
          receivedFrom: cut(`A page in the drawing “${context.name}”.`, 2_000),
          ...(isSaid(text) && { description: longText(text) }),
        },
      }
      plan.evidence.push(evidence)
      return [cardShape(common, evidence.id)]
    }
    default:
      return []
  }
}

/** A shape here has one colour: that of the line, or of the background where nobody chose one for the line. */
function boxOfElement(
  each: Element,
  common: Common,
  {
    geo,
    text,
    isDashed,
    plan,
  }: {
    geo: 'rectangle' | 'ellipse' | 'diamond'
    text: string
    isDashed: boolean
    plan: ImportPlan
  },
): PlainRecord {
  const isFilled = hasBackground(each) && !hasOwnStroke(each)
  if (hasBackground(each) && !isFilled) leaveOut(plan, 'background colour of a shape')
  const url = webAddress(each.link)
  return boxShape(common, {
    geo,
    isDashed,
    isFilled,
    color: nearestColour(isFilled ? each.backgroundColor : each.strokeColor),
    text: url === null ? withLink(text, each.link) : text,
    ...(url !== null && { url }),
  })
}

function stringOf(
  each: Element,
  common: Common,
  {
    points,
    text,
    context: { plan, shapes },
    isDashed,
  }: { points: { x: number; y: number }[]; text: string; context: Context; isDashed: boolean },
): PlainRecord[] {
  if (isSaid(each.link)) leaveOut(plan, 'address of a string')
  if (points.length > 2) leaveOut(plan, 'course of a string between its ends')
  return arrowShapes(common, {
    start: points[0] ?? { x: 0, y: 0 },
    end: points.at(-1) ?? { x: 0, y: 0 },
    from: shapes.get(each.startBinding),
    to: shapes.get(each.endBinding),
    label: text,
    heads: headsOf(each),
    color: nearestColour(each.strokeColor),
    isDashed,
  })
}

function pictureOf(each: Element, text: string, context: Context): PlannedEvidence {
  const { plan, name, pictures } = context
  const { fileId, link } = each
  if (isObject(each.crop)) leaveOut(plan, 'crop of a picture')
  if (each.scale.some((scale) => scale < 0)) leaveOut(plan, 'mirroring of a picture')
  // Shown twice, it is one item; said to come from elsewhere, it is another.
  const key = JSON.stringify([fileId, link, text])
  const known = fileId === '' ? undefined : pictures.get(key)
  if (known) return known
  const called = `picture ${plan.evidence.length + 1}`
  const data = dataOf(fileId, context.files)
  const file = data === null ? null : fileOfDataUrl(data, called)
  if (!file) plan.missing.push(called)
  const address = webAddress(link)
  const notes = address === null ? withLink(text, link) : text
  const evidence: PlannedEvidence = {
    id: newEvidenceId(),
    kind: 'photo',
    fields: {
      title: called,
      receivedFrom: cut(`A picture in the drawing “${name}”.`, 2_000),
      ...(address !== null && { sourceUrl: address }),
      ...(isSaid(notes) && { description: longText(notes) }),
    },
    ...(file && { file }),
  }
  pictures.set(key, evidence)
  plan.evidence.push(evidence)
  return evidence
}

function dataOf(id: string, files: unknown): string | null {
  const file = isObject(files) && Object.hasOwn(files, id) ? files[id] : undefined
  return isObject(file) && typeof file['dataURL'] === 'string' ? file['dataURL'] : null
}

/** Words with the address that they lead to, unless they are it. */
function withLink(text: string, link: string): string {
  return link === '' || text.includes(link) ? text : [text, link].filter(isSaid).join('\n')
}
