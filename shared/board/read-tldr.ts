import type { SerializedSchema, StoreSnapshot, UnknownRecord } from '@tldraw/store'
import type { TLRecord } from '@tldraw/tlschema'
import { z } from 'zod'
import { fileOfDataUrl } from '../imports/data-url.ts'
import { unreadable, type ImportPlan, type PlannedEvidence } from '../imports/import-plan.ts'
import { newBindingId, newEvidenceId, newShapeId } from '../imports/new-ids.ts'
import { cardShape } from '../imports/shapes.ts'
import { cut, hostOf, oneLine, webAddress } from '../imports/texts.ts'
import { canvasSchema } from './canvas-schema.ts'
import { checkRecord } from './check-record.ts'
import type { PlainRecord } from './codec.ts'
import { FIRST_PAGE } from './layout.ts'

const record = z.looseObject({ id: z.string(), typeName: z.string() })
const versions = z.record(z.string(), z.number().int().min(0))

/** A file of tldraw from version 2 on, as its own editor writes it. */
const tldrawFile = z.looseObject({
  tldrawFileFormatVersion: z.number().int(),
  schema: z.discriminatedUnion('schemaVersion', [
    z.looseObject({
      schemaVersion: z.literal(1),
      storeVersion: z.number().int(),
      recordVersions: z.record(z.string(), z.unknown()),
    }),
    z.looseObject({ schemaVersion: z.literal(2), sequences: versions }),
  ]),
  records: z.array(record),
})

const FORMAT = 1

export function isTldr(value: unknown): boolean {
  return z.looseObject({ tldrawFileFormatVersion: z.number() }).safeParse(value).success
}

/**
 * A tldraw drawing, brought up to date by tldraw's own migrations and checked record by record as everything on a board
 * is. Pictures, clips, bookmarks and embedded pages become items with cards in their place; what lies on other pages
 * is set beside the first.
 *
 * @throws AppError `import/unreadable`
 */
export function planOfTldr(value: unknown, { name }: { name: string }): ImportPlan {
  const records = [...migrated(value).values()]
  const plan: ImportPlan = { evidence: [], records: [], missing: [], leftOut: 0 }
  const assets = new Map(records.filter(isAsset).map((each) => [String(each.id), each]))
  const shapes = records.filter(({ typeName }) => typeName === 'shape')
  const ids = new Map(shapes.map(({ id }) => [String(id), newShapeId()]))
  const shifts = shiftsOfPages(records, shapes)
  const kept = new Set<string>()
  for (const each of shapes) {
    const placed = onOnePage(each, { ids, shifts })
    const made = asOfBoard(placed, { plan, assets, name })
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
  plan.records = withParents(plan, kept)
  return plan
}

/** @throws AppError `import/unreadable` */
function migrated(value: unknown): Map<string, PlainRecord> {
  const file = tldrawFile.safeParse(value)
  if (!file.success) throw unreadable('It is no drawing of tldraw that can be read.', file.error)
  const { records, schema, tldrawFileFormatVersion } = file.data
  if (tldrawFileFormatVersion > FORMAT) throw unreadable(NEWER)
  try {
    const result = canvasSchema.migrateStoreSnapshot({
      // The migrations check the rest themselves, and what comes of them is checked again below.
      store: Object.fromEntries(
        records.map((each) => [each.id, each]),
      ) as unknown as StoreSnapshot<TLRecord>['store'],
      schema: schema as unknown as SerializedSchema,
    })
    if (result.type === 'success') return plainRecords(result.value)
    const isNewer = /too-new|newer|unknown/i.test(result.reason)
    throw unreadable(
      isNewer ? NEWER : 'It is a drawing of tldraw that cannot be brought up to date.',
    )
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'AppError') throw cause
    throw unreadable('It is no drawing of tldraw that can be read.', cause)
  }
}

const NEWER =
  'It was made by a newer tldraw than this Redstring knows. Export it as an older file, or as a picture.'

function plainRecords(store: Record<string, UnknownRecord>): Map<string, PlainRecord> {
  const parsed = Object.values(store).map((each) => record.safeParse(each).data)
  return new Map(parsed.flatMap((each) => (each ? [[each.id, each] as const] : [])))
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
}

/** The shape itself, or the card of the item that it becomes; null where it shows nothing. */
function asOfBoard(shape: PlainRecord, context: Context): PlainRecord | null {
  const type = shape['type']
  const props = propsOf(shape)
  // An item of a board that is not this one.
  if (type === 'card') return null
  if (type === 'image' || type === 'video')
    return withCard(shape, context, mediaOf(props, { ...context, kind: type }))
  if (type !== 'embed' && type !== 'bookmark') return shape
  const url = webAddress(textOf(props['url']))
  if (url === null) return null
  const fields = { url, site: cut(hostOf(url), 500), title: oneLine(url, 200) }
  return withCard(shape, context, { id: newEvidenceId(), kind: 'link', fields })
}

function mediaOf(
  props: Record<string, unknown>,
  { plan, assets, name, kind }: Context & { kind: 'image' | 'video' },
): PlannedEvidence {
  const asset = propsOf(assets.get(String(props['assetId'])) ?? { id: '', typeName: '' })
  const called = oneLine(textOf(asset['name']), 200)
  const isNamed = called !== '' && called !== 'tldrawFile'
  const title = isNamed
    ? called
    : `${kind === 'image' ? 'picture' : 'clip'} ${plan.evidence.length + 1}`
  const src = textOf(asset['src'])
  const file = fileOfDataUrl(src, title)
  const address = webAddress(src)
  if (!file) plan.missing.push(title)
  return {
    id: newEvidenceId(),
    kind: kind === 'image' ? 'photo' : 'video',
    fields: {
      title,
      receivedFrom: cut(
        `${kind === 'image' ? 'A picture' : 'A clip'} in the drawing “${name}”.`,
        2_000,
      ),
      ...(address !== null && { sourceUrl: address }),
    },
    ...(file && { file }),
  }
}

function withCard(shape: PlainRecord, { plan }: Context, evidence: PlannedEvidence): PlainRecord {
  plan.evidence.push(evidence)
  const { w, h } = sizeOf(shape)
  const card = cardShape(
    {
      id: shape.id,
      box: { x: Number(shape['x']) || 0, y: Number(shape['y']) || 0, w, h },
      index: String(shape['index']),
      rotation: Number(shape['rotation']) || 0,
      parentId: String(shape['parentId']),
    },
    evidence.id,
  )
  return card
}

/** Parents first, and nothing in a frame or group that was left out. */
function withParents(plan: ImportPlan, kept: ReadonlySet<string>): PlainRecord[] {
  const lost = (each: PlainRecord) =>
    each.typeName === 'shape' &&
    each['parentId'] !== FIRST_PAGE &&
    !kept.has(String(each['parentId']))
  const whole = plan.records.filter((each) => !lost(each))
  plan.leftOut += plan.records.length - whole.length
  return whole
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
