import type { IndexKey } from '@tldraw/utils'
import type { TLBinding, TLPage, TLPageId, TLParentId, TLRecord, TLShape } from '@tldraw/tlschema'
import { FIRST_PAGE } from './layout.ts'

/**
 * How records hang together, mended in the view alone: two people who each act honestly can together make a
 * parent cycle, an orphan or an arrow tied to what is gone, and a naive canvas hangs on them. Nothing here is
 * written back, and every client mends alike, for the result depends on the records only.
 */
export type Structure = {
  /** Where each shape and page stands in the view. */
  places: Map<string, Place>
  /** Bindings that are left out: an end is gone, or is nothing an arrow can be tied to. */
  parked: Set<string>
  /** Shapes, parents before children. */
  order: string[]
  /** The page to show when the document has none. */
  missingPage: TLPage | null
}

export type Place = { parentId: string | null; index: IndexKey }

/** Nesting deeper than any person makes; beyond it canvases run out of stack. */
const MAX_DEPTH = 40

/** Linear in the number of records, but for siblings that share an index. */
export function structureOf(records: ReadonlyMap<string, TLRecord>): Structure {
  const shapes: TLShape[] = []
  const pages: TLPage[] = []
  const bindings: TLBinding[] = []
  for (const record of records.values()) {
    if (record.typeName === 'shape') shapes.push(record)
    else if (record.typeName === 'page') pages.push(record)
    else if (record.typeName === 'binding') bindings.push(record)
  }
  const missingPage = pages.length === 0 ? firstPage() : null
  const home = (missingPage ?? firstOf(pages)).id
  const { parents, order, pageOf } = parentsOf(shapes, { records, home })
  const places = indicesOf(pages, shapes, parents)
  const parked = parkedOf(bindings, { records, parents, pageOf })
  return { places, parked, order, missingPage }
}

/** The record as the view shows it; the same object where nothing is mended. */
export function placed(record: TLRecord, place: Place | undefined): TLRecord {
  if (!place) return record
  if (record.typeName === 'page')
    return record.index === place.index ? record : { ...record, index: place.index }
  if (record.typeName !== 'shape') return record
  const parentId = (place.parentId ?? record.parentId) as TLParentId
  return record.parentId === parentId && record.index === place.index
    ? record
    : { ...record, parentId, index: place.index }
}

type Family = { parents: Map<string, string>; order: string[]; pageOf: Map<string, string> }

/** Finds each shape's parent in the view: its own, or the home page for an orphan and one link of each cycle. */
function parentsOf(
  shapes: TLShape[],
  { records, home }: { records: ReadonlyMap<string, TLRecord>; home: string },
): Family {
  const parents = new Map<string, string>()
  for (const shape of shapes)
    parents.set(shape.id, canHold(records, shape.parentId) ? shape.parentId : home)
  breakCycles(shapes, parents, home)
  const order: string[] = []
  const pageOf = new Map<string, string>()
  const depthOf = new Map<string, number>()
  for (const shape of shapes) {
    const line: string[] = []
    for (
      let id = shape.id as string;
      parents.has(id) && !depthOf.has(id);
      id = parents.get(id) ?? home
    )
      line.push(id)
    for (const id of line.toReversed()) {
      const parent = parents.get(id) ?? home
      const depth = (depthOf.get(parent) ?? 0) + 1
      const isTooDeep = depth > MAX_DEPTH
      if (isTooDeep) parents.set(id, home)
      depthOf.set(id, isTooDeep ? 1 : depth)
      pageOf.set(id, isTooDeep ? home : (pageOf.get(parent) ?? parent))
      order.push(id)
    }
  }
  return { parents, order, pageOf }
}

function canHold(records: ReadonlyMap<string, TLRecord>, parentId: string): boolean {
  const parent = records.get(parentId)
  return parent?.typeName === 'page' || (parent?.typeName === 'shape' && isContainer(parent))
}

function isContainer(shape: TLShape): boolean {
  return shape.type === 'group' || shape.type === 'frame'
}

/** Of every cycle the shape with the smallest id goes to the home page: the same one on every client. */
function breakCycles(shapes: TLShape[], parents: Map<string, string>, home: string): void {
  const settled = new Set<string>()
  for (const shape of shapes) {
    const path: string[] = []
    const onPath = new Set<string>()
    let id: string | undefined = shape.id
    while (id !== undefined && parents.has(id) && !settled.has(id) && !onPath.has(id)) {
      path.push(id)
      onPath.add(id)
      id = parents.get(id)
    }
    if (id !== undefined && onPath.has(id)) {
      const cycle = path.slice(path.indexOf(id))
      const lifted = cycle.reduce((least, other) => (other < least ? other : least))
      parents.set(lifted, home)
    }
    for (const each of path) settled.add(each)
  }
}

/** Siblings that share an index key make "bring forward" throw; all but the first get a key just above. */
function indicesOf(
  pages: TLPage[],
  shapes: TLShape[],
  parents: Map<string, string>,
): Map<string, Place> {
  const siblings = new Map<string | null, { id: string; index: IndexKey }[]>()
  const add = (parentId: string | null, { id, index }: { id: string; index: IndexKey }) => {
    const group = siblings.get(parentId)
    if (group) group.push({ id, index })
    else siblings.set(parentId, [{ id, index }])
  }
  for (const page of pages) add(null, page)
  for (const shape of shapes) add(parents.get(shape.id) ?? null, shape)
  const places = new Map<string, Place>()
  for (const [parentId, group] of siblings) {
    const isDistinct = new Set(group.map((each) => each.index)).size === group.length
    const fixed = isDistinct ? group : distinct(group)
    for (const { id, index } of fixed) places.set(id, { parentId, index })
  }
  return places
}

function distinct(group: { id: string; index: IndexKey }[]): { id: string; index: IndexKey }[] {
  const sorted = group.toSorted((a, b) => compare(a.index, b.index) || compare(a.id, b.id))
  const fixed: { id: string; index: IndexKey }[] = []
  for (let start = 0; start < sorted.length;) {
    const shared = sorted[start]?.index ?? ''
    let end = start + 1
    while (end < sorted.length && sorted[end]?.index === shared) end++
    const next = sorted[end]?.index ?? ''
    const zeros = next.startsWith(shared) ? next.length - shared.length : 0
    sorted.slice(start, end).forEach(({ id, index }, n) => {
      fixed.push({
        id,
        index: n === 0 ? index : (`${shared}${'0'.repeat(zeros)}${digits(n)}V` as IndexKey),
      })
    })
    start = end
  }
  return fixed
}

/** Of one width, so that they sort like numbers. */
function digits(n: number): string {
  return String(n).padStart(6, '0')
}

function parkedOf(
  bindings: TLBinding[],
  {
    records,
    parents,
    pageOf,
  }: {
    records: ReadonlyMap<string, TLRecord>
    parents: Map<string, string>
    pageOf: Map<string, string>
  },
): Set<string> {
  const parked = new Set<string>()
  const taken = new Map<string, string>()
  for (const binding of bindings) {
    const [arrow, target] = [records.get(binding.fromId), records.get(binding.toId)]
    const fits =
      arrow?.typeName === 'shape' &&
      target?.typeName === 'shape' &&
      arrow.type === 'arrow' &&
      target.type !== 'arrow' &&
      pageOf.get(arrow.id) === pageOf.get(target.id) &&
      !(target.type === 'group' && isWithin(arrow.id, target.id, parents))
    if (!fits) {
      parked.add(binding.id)
      continue
    }
    const end = `${binding.fromId} ${(binding.props as { terminal?: string }).terminal}`
    const other = taken.get(end)
    if (other !== undefined) parked.add(other < binding.id ? binding.id : other)
    if (other === undefined || binding.id < other) taken.set(end, binding.id)
  }
  return parked
}

/** A group is as large as what it holds: an arrow in it that is tied to it would have to know its own size first. */
function isWithin(id: string, ancestor: string, parents: Map<string, string>): boolean {
  for (let each = parents.get(id); each !== undefined; each = parents.get(each)) {
    if (each === ancestor) return true
  }
  return false
}

function firstOf(pages: TLPage[]): TLPage {
  return pages.reduce((first, page) =>
    (compare(page.index, first.index) || compare(page.id, first.id)) < 0 ? page : first,
  )
}

function firstPage(): TLPage {
  return {
    id: FIRST_PAGE as TLPageId,
    typeName: 'page',
    name: 'Page 1',
    index: 'a1' as IndexKey,
    meta: {},
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
