import { getIndices, getIndicesAbove, type IndexKey } from '@tldraw/utils'
import type * as Y from 'yjs'
import { kinds, type EvidenceId, type KindName } from '../evidence/kinds.ts'
import type { ImportPlan } from '../imports/import-plan.ts'
import { newShapeId } from '../imports/new-ids.ts'
import { cardShape } from '../imports/shapes.ts'
import { addEvidence } from './actions.ts'
import { topIndexOf } from './canvas-actions.ts'
import { checkRecord } from './check-record.ts'
import { insertRecord, type PlainRecord } from './codec.ts'
import { edit, LOCAL_EDIT } from './edit.ts'
import { FIRST_PAGE } from './layout.ts'
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

/** Puts a plan on the board: one edit, one step of undo. @returns the items, in the order of the plan */
export function putImport(doc: Y.Doc, plan: ImportPlan, place: PutImport): EvidenceId[] {
  const pageId = place.pageId ?? FIRST_PAGE
  doc.transact(() => {
    plan.evidence.forEach(({ id, kind, fields }, index) =>
      addEvidence(doc, { id, kind, by: place.by, fields: { ...fields, ...place.uploadOf(index) } }),
    )
    if (plan.records.length > 0)
      putShapes(doc, plan.records, { pageId, by: shiftTo(place.at, plan.records) })
    else putShapes(doc, cardsOf(plan, place), { pageId, by: { x: 0, y: 0 } })
  }, LOCAL_EDIT)
  return plan.evidence.map(({ id }) => id)
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

function putShapes(
  doc: Y.Doc,
  drawing: readonly PlainRecord[],
  { pageId, by }: { pageId: string; by: Corner },
): void {
  const roots = drawing
    .filter(isRoot)
    .toSorted((a, b) => (String(a['index']) < String(b['index']) ? -1 : 1))
  edit(doc, (records) => {
    // Above all that lies there already, in their own order.
    const indices = getIndicesAbove(topIndexOf(records, pageId), roots.length)
    const indexOf = new Map<string, IndexKey | undefined>(
      roots.map(({ id }, index) => [id, indices[index]]),
    )
    for (const record of drawing) {
      const moved = isRoot(record)
        ? {
            ...movedBy(record, by),
            parentId: pageId,
            index: indexOf.get(record.id) ?? record['index'],
          }
        : record
      // What a screen would refuse never gets there.
      if ('canvas' in checkRecord(moved)) insertRecord(records, moved)
    }
  })
}
