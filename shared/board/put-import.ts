import { getIndices, getIndicesAbove, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { MAX_FRAME_BYTES } from '../protocol/frames.ts'
import { kinds, type EvidenceId, type KindName } from '../evidence/kinds.ts'
import type { ImportPlan } from '../imports/import-plan.ts'
import { newShapeId } from '../imports/new-ids.ts'
import { cardShape } from '../imports/shapes.ts'
import { addEvidence } from './actions.ts'
import { topIndexOf } from './canvas-actions.ts'
import { checkRecord } from './check-record.ts'
import { insertRecord, type PlainRecord } from './codec.ts'
import { CONTINUED_EDIT, edit, LOCAL_EDIT } from './edit.ts'
import { FIRST_PAGE, recordsOf } from './layout.ts'
import { boundsOf, isRoot, movedBy } from './record-bounds.ts'

export type Corner = { x: number; y: number }

export type PutImport = {
  by: string
  /** Page to lie on. */
  pageId?: string
  /** Where cards of a table go, in the order of its evidence; a drawing keeps its own places around `at`. */
  corners: readonly Corner[]
  /** Middle of a drawing. */
  at: Corner
  /** Fields for an item whose file is on its way. */
  uploadOf: (index: number) => Record<string, unknown>
}

/**
 * Puts a plan on the board: one step of undo, in as many messages as it needs.
 *
 * @returns the items, in the order of the plan
 */
export function putImport(doc: Y.Doc, plan: ImportPlan, place: PutImport): EvidenceId[] {
  const pageId = place.pageId ?? FIRST_PAGE
  const isDrawing = plan.records.length > 0
  const shapes = placedOn(doc, isDrawing ? plan.records : cardsOf(plan, place), {
    pageId,
    by: isDrawing ? shiftTo(place.at, plan.records) : { x: 0, y: 0 },
  })
  const writes: Write[] = [
    ...plan.evidence.map(({ id, kind, fields }, index) => ({
      bytes: bytesOf(fields),
      write: () =>
        addEvidence(doc, {
          id,
          kind,
          by: place.by,
          fields: { ...fields, ...place.uploadOf(index) },
        }),
    })),
    ...inOrder(shapes).map((record) => ({
      bytes: bytesOf(record),
      write: () => edit(doc, (records) => insertRecord(records, record)),
    })),
  ]
  intoMessages(writes).forEach((part, at) =>
    doc.transact(
      () => {
        for (const { write } of part) write()
      },
      at === 0 ? LOCAL_EDIT : CONTINUED_EDIT,
    ),
  )
  return plan.evidence.map(({ id }) => id)
}

type Write = { bytes: number; write: () => unknown }

/** One transaction is one message, and the server cuts off who sends one that is too large. */
const MOST_BYTES = MAX_FRAME_BYTES / 4

function intoMessages(writes: readonly Write[]): Write[][] {
  const parts: Write[][] = []
  let bytes = 0
  for (const each of writes) {
    const part = parts.at(-1)
    if (part && bytes + each.bytes <= MOST_BYTES) part.push(each)
    else parts.push([each])
    bytes = part === parts.at(-1) ? bytes + each.bytes : each.bytes
  }
  return parts
}

/** At most: letters outside Latin take two or three bytes. */
function bytesOf(value: object): number {
  return JSON.stringify(value).length * 2
}

/** What hangs on another thing comes after it, for the two may come in two messages. */
function inOrder(records: readonly PlainRecord[]): PlainRecord[] {
  const byId = new Map(records.map((each) => [each.id, each]))
  const depthOf = (each: PlainRecord): number => {
    const parent = byId.get(String(each['parentId']))
    return parent && parent !== each ? 1 + depthOf(parent) : 0
  }
  const depths = new Map(
    records.map((each) => [each, each.typeName === 'shape' ? depthOf(each) : Infinity]),
  )
  return records.toSorted((a, b) =>
    depths.get(a) === depths.get(b) ? 0 : (depths.get(a) ?? 0) - (depths.get(b) ?? 0),
  )
}

/** How large a drawing is; its cards, for a table. */
export function sizesOf(plan: ImportPlan): { w: number; h: number }[] {
  if (plan.records.length === 0) return plan.evidence.map(({ kind }) => cardSizeOf(kind))
  const { w, h } = boundsOf(plan.records)
  return [{ w, h }]
}

function cardSizeOf(kind: KindName): { w: number; h: number } {
  return kinds[kind].card
}

function cardsOf({ evidence }: ImportPlan, { corners, at }: PutImport): PlainRecord[] {
  const indices = getIndices(evidence.length)
  return evidence.map(({ id, kind }, index) =>
    cardShape(
      {
        id: newShapeId(),
        box: { ...(corners[index] ?? at), ...cardSizeOf(kind) },
        index: indices[index] ?? 'a1',
      },
      id,
    ),
  )
}

/** From where a drawing lies to where its middle is at `at`. */
function shiftTo(at: Corner, drawing: readonly PlainRecord[]): Corner {
  const { x, y, w, h } = boundsOf(drawing)
  return { x: at.x - x - w / 2, y: at.y - y - h / 2 }
}

/** Above all that lies on the page already, in its own order; what a screen would refuse never gets there. */
function placedOn(
  doc: Y.Doc,
  drawing: readonly PlainRecord[],
  { pageId, by }: { pageId: string; by: Corner },
): PlainRecord[] {
  const roots = drawing
    .filter(isRoot)
    .toSorted((a, b) => (String(a['index']) < String(b['index']) ? -1 : 1))
  const indices = getIndicesAbove(topIndexOf(recordsOf(doc), pageId), roots.length)
  const indexOf = new Map<string, IndexKey | undefined>(
    roots.map(({ id }, index) => [id, indices[index]]),
  )
  return drawing
    .map((record) =>
      isRoot(record)
        ? {
            ...movedBy(record, by),
            parentId: pageId,
            index: indexOf.get(record.id) ?? record['index'],
          }
        : record,
    )
    .filter((record) => 'canvas' in checkRecord(record))
}
