import { getIndices } from '@tldraw/utils'
import { z } from 'zod'
import { fileOfDataUrl } from '../imports/data-url.ts'
import {
  leaveOut,
  unreadable,
  type ImportPlan,
  type PlannedEvidence,
} from '../imports/import-plan.ts'
import { newBindingId, newEvidenceId, newShapeId } from '../imports/new-ids.ts'
import { isObject, isSaid } from '../imports/said.ts'
import { cardShape, textShape } from '../imports/shapes.ts'
import { cut, hostOf, longText, oneLine, webAddress } from '../imports/texts.ts'
import { checkRecord } from './check-record.ts'
import type { PlainRecord } from './codec.ts'
import { FIRST_PAGE } from './layout.ts'
import { migratedTldr, NEWER } from './tldr-schema.ts'

export function isTldr(value: unknown): boolean {
  return z.looseObject({ tldrawFileFormatVersion: z.number() }).safeParse(value).success
}

const snapshot = z.looseObject({
  store: z.record(z.string(), z.unknown()),
  schema: z.looseObject({ schemaVersion: z.number() }),
})

/** What tldraw’s editor gives programs to keep, as a file of its own would hold it; any other value as it is. */
export function asTldr(value: unknown): unknown {
  const whole = z.looseObject({ document: snapshot }).safeParse(value).data?.document
  const { store, schema } = whole ?? snapshot.safeParse(value).data ?? {}
  return store ? { tldrawFileFormatVersion: 1, schema, records: Object.values(store) } : value
}

/** What the first tldraw wrote, before its files said their version. */
export function isFirstTldr(value: unknown): boolean {
  return z.looseObject({ document: z.looseObject({ pages: z.unknown() }) }).safeParse(value).success
}

/**
 * A tldraw drawing, brought up to date by tldraw's own migrations and checked record by record as everything on a board
 * is. Pictures, clips, bookmarks and embedded pages become items with cards in their place; what lies on other pages
 * is set beside the first.
 *
 * @throws AppError `import/unreadable`
 */
export function planOfTldr(value: unknown, { name }: { name: string }): ImportPlan {
  const plan: ImportPlan = { evidence: [], records: [], missing: [], leftOut: 0 }
  const { records, isNewer } = migratedTldr(value, plan)
  const assets = new Map(records.filter(isAsset).map((each) => [String(each.id), each]))
  const shapes = records.filter(({ typeName }) => typeName === 'shape')
  const ids = new Map(shapes.map(({ id }) => [String(id), newShapeId()]))
  const shifts = shiftsOfPages(records, shapes)
  const kept = new Set<string>()
  const items = new Map<string, PlannedEvidence>()
  for (const each of shapes) {
    const placed = onOnePage(each, { ids, shifts })
    const made = asOfBoard(placed, { plan, assets, name, items })
    const checked = made ? checkRecord(made) : { refused: '' }
    if (made && 'canvas' in checked) {
      plan.records.push(made)
      kept.add(made.id)
    } else plan.leftOut++
  }
  const bindings = records.filter(({ typeName }) => typeName === 'binding')
  for (const each of bindings) {
    const fromId = ids.get(String(each['fromId']))
    const toId = ids.get(String(each['toId']))
    if (!fromId || !toId || !kept.has(fromId) || !kept.has(toId)) continue
    const binding = { ...each, id: newBindingId(), typeName: 'binding', fromId, toId }
    if ('canvas' in checkRecord(binding)) plan.records.push(binding)
  }
  if (isNewer && kept.size === 0) throw unreadable(NEWER)
  plan.records.push(...namesOfPages(records, { shapes, shifts }))
  return plan
}

type Shifts = ReadonlyMap<string, number>

/** How far to the right what lies on each page is moved, so that pages come to lie side by side. */
function shiftsOfPages(records: readonly PlainRecord[], shapes: readonly PlainRecord[]): Shifts {
  const shifts = new Map<string, number>()
  let right: number | null = null
  for (const { id } of records.filter(({ typeName }) => typeName === 'page')) {
    const own = shapes.filter(({ parentId }) => parentId === id)
    if (own.length === 0) continue
    const lefts = own.map(({ x }) => Number(x) || 0)
    const rights = own.map((each) => (Number(each['x']) || 0) + sizeOf(each).w)
    const shift: number = right === null ? 0 : right + PAGE_GAP - Math.min(...lefts)
    shifts.set(id, shift)
    right = Math.max(...rights) + shift
  }
  return shifts
}

const PAGE_GAP = 400
const NAME_HEIGHT = 40

/** Where several pages come to lie side by side, the name of each over it. */
function namesOfPages(
  records: readonly PlainRecord[],
  { shapes, shifts }: { shapes: readonly PlainRecord[]; shifts: Shifts },
): PlainRecord[] {
  if (shifts.size < 2) return []
  const pages = records.filter(({ id }) => shifts.has(id))
  const indices = getIndices(pages.length)
  return pages.map(({ id, name }, at) => {
    const own = shapes.filter(({ parentId }) => parentId === id)
    const x = own.reduce((least, each) => Math.min(least, Number(each['x']) || 0), Infinity)
    const y = own.reduce((least, each) => Math.min(least, Number(each['y']) || 0), Infinity)
    const box = { x: x + (shifts.get(id) ?? 0), y: y - 2 * NAME_HEIGHT, w: 400, h: NAME_HEIGHT }
    return textShape(
      { id: newShapeId(), box, index: indices[at] ?? 'a1' },
      { text: textOf(name) || 'Page' },
    )
  })
}

function onOnePage(
  shape: PlainRecord,
  { ids, shifts }: { ids: ReadonlyMap<string, string>; shifts: Shifts },
): PlainRecord {
  const parent = String(shape['parentId'])
  const id = ids.get(shape.id) ?? newShapeId()
  const inner = ids.get(parent)
  if (inner !== undefined) return { ...shape, id, parentId: inner }
  const x = (Number(shape['x']) || 0) + (shifts.get(parent) ?? 0)
  return { ...shape, id, parentId: FIRST_PAGE, x }
}

type Context = {
  plan: ImportPlan
  assets: ReadonlyMap<string, PlainRecord>
  name: string
  /** Items of pictures and clips that the drawing shows more than once. */
  items: Map<string, PlannedEvidence>
}

/** The shape itself, or the card of the item that it becomes; null where it shows nothing. */
function asOfBoard(shape: PlainRecord, context: Context): PlainRecord | null {
  const type = shape['type']
  const props = propsOf(shape)
  // An item of a board that is not this one.
  if (type === 'card') return null
  if (type === 'image' || type === 'video')
    return cardOf(shape, mediaOf(props, { ...context, kind: type }))
  if (type !== 'embed' && type !== 'bookmark') return shape
  const url = webAddress(textOf(props['url']))
  if (url === null) return null
  const about = propsOf(context.assets.get(String(props['assetId'])) ?? NO_ASSET)
  const [title, excerpt] = [textOf(about['title']), textOf(about['description'])]
  const evidence: PlannedEvidence = {
    id: newEvidenceId(),
    kind: 'link',
    fields: {
      url,
      site: cut(hostOf(url), 500),
      title: oneLine(isSaid(title) ? title : url, 200),
      receivedFrom: cut(`A page in the drawing “${context.name}”.`, 2_000),
      ...(isSaid(excerpt) && { excerpt: oneLine(excerpt, 2_000) }),
    },
  }
  context.plan.evidence.push(evidence)
  return cardOf(shape, evidence)
}

const NO_ASSET: PlainRecord = { id: '', typeName: '' }

function mediaOf(
  props: Record<string, unknown>,
  { plan, assets, name, items, kind }: Context & { kind: 'image' | 'video' },
): PlannedEvidence {
  const what = kind === 'image' ? 'picture' : 'clip'
  if (isObject(props['crop'])) leaveOut(plan, `crop of a ${what}`)
  if (props['flipX'] === true || props['flipY'] === true) leaveOut(plan, `mirroring of a ${what}`)
  const [link, alt] = [textOf(props['url']), textOf(props['altText'])]
  const assetId = textOf(props['assetId'])
  // Shown twice, it is one item; said to come from elsewhere, it is another.
  const key = JSON.stringify([assetId, link, alt])
  const known = assetId === '' ? undefined : items.get(key)
  if (known) return known
  const asset = propsOf(assets.get(assetId) ?? NO_ASSET)
  const called = oneLine(textOf(asset['name']), 200)
  const isNamed = called !== '' && called !== 'tldrawFile'
  const title = isNamed ? called : `${what} ${plan.evidence.length + 1}`
  const src = textOf(asset['src'])
  const file = fileOfDataUrl(src, title)
  if (!file) plan.missing.push(title)
  const address = webAddress(link)
  // Where its editor kept the file is no place that it was found at.
  const notes = [
    ...(isSaid(alt) ? [`Alternative text: ${alt}`] : []),
    ...(isSaid(link) && address === null ? [`Link: ${link}`] : []),
    ...(!file && isSaid(src) && !src.startsWith('data:') ? [`Kept by the drawing at: ${src}`] : []),
  ]
  const evidence: PlannedEvidence = {
    id: newEvidenceId(),
    kind: kind === 'image' ? 'photo' : 'video',
    fields: {
      title,
      receivedFrom: cut(`A ${what} in the drawing “${name}”.`, 2_000),
      ...(address !== null && { sourceUrl: address }),
      ...(notes.length > 0 && { description: longText(notes.join('\n')) }),
    },
    ...(file && { file }),
  }
  items.set(key, evidence)
  plan.evidence.push(evidence)
  return evidence
}

function cardOf(shape: PlainRecord, evidence: PlannedEvidence): PlainRecord {
  const { w, h } = sizeOf(shape)
  return cardShape(
    {
      id: shape.id,
      box: { x: Number(shape['x']) || 0, y: Number(shape['y']) || 0, w, h },
      index: String(shape['index']),
      rotation: Number(shape['rotation']) || 0,
      parentId: String(shape['parentId']),
    },
    evidence.id,
  )
}

function isAsset({ typeName }: PlainRecord): boolean {
  return typeName === 'asset'
}

function propsOf(each: PlainRecord): Record<string, unknown> {
  const { props } = each
  return typeof props === 'object' && props !== null ? { ...props } : {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function sizeOf(shape: PlainRecord): { w: number; h: number } {
  const { w, h } = propsOf(shape)
  return { w: Number(w) || 200, h: Number(h) || 100 }
}
