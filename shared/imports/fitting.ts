import { checkRecord } from '../board/check-record.ts'
import type { PlainRecord } from '../board/codec.ts'
import { boundsOf, isRoot, movedBy } from '../board/record-bounds.ts'
import type { ImportPlan, PlannedEvidence } from './import-plan.ts'

/**
 * The plan without what a board would refuse, all of which is counted: so what the sentence says will come does come.
 * The drawing's middle is moved to the page's, for how far a shape lies from there is what counts.
 */
export function fitting(plan: ImportPlan): ImportPlan {
  const evidence = plan.evidence.filter(isEvidenceOfBoard)
  const refused = new Set<string>(
    plan.evidence.filter((each) => !evidence.includes(each)).map(({ id }) => id),
  )
  const { x, y, w, h } = boundsOf(plan.records)
  const by = { x: -x - w / 2, y: -y - h / 2 }
  const own = plan.records
    .map((record) => (isRoot(record) ? movedBy(record, by) : record))
    .filter((record) => 'canvas' in checkRecord(record) && isNear(record))
    .filter((record) => !refused.has(evidenceIdOf(record)))
  const records = whole(own)
  const shapes = (all: readonly PlainRecord[]) =>
    all.filter(({ typeName }) => typeName === 'shape').length
  const lost = shapes(plan.records) - shapes(records)
  return { ...plan, evidence, records, leftOut: plan.leftOut + lost + refused.size }
}

/** A drawing lands beside what is on the board already, some way off the page's middle. */
const FARTHEST = 9e5

function isNear(record: PlainRecord): boolean {
  if (!isRoot(record)) return true
  return Math.abs(Number(record['x'])) <= FARTHEST && Math.abs(Number(record['y'])) <= FARTHEST
}

/** Nothing in a frame or group that is left out, however deep, and no tie to what is not there. */
function whole(records: readonly PlainRecord[]): PlainRecord[] {
  const shapes = new Map(
    records.filter(({ typeName }) => typeName === 'shape').map((each) => [each.id, each]),
  )
  for (let before = -1; before !== shapes.size;) {
    before = shapes.size
    for (const each of shapes.values())
      if (!isRoot(each) && !shapes.has(String(each['parentId']))) shapes.delete(each.id)
  }
  return records.filter((each) =>
    each.typeName === 'shape'
      ? shapes.get(each.id) === each
      : shapes.has(String(each['fromId'])) && shapes.has(String(each['toId'])),
  )
}

/** As `addEvidence` would write it. */
function isEvidenceOfBoard({ id, kind, fields }: PlannedEvidence): boolean {
  return (
    'evidence' in
    checkRecord({
      workflow: 'to-do',
      verification: { status: 'unverified', reason: '', by: '', at: '' },
      ...fields,
      id,
      typeName: 'evidence',
      kind,
      createdAt: new Date(0).toISOString(),
      createdBy: '',
    })
  )
}

function evidenceIdOf({ props }: PlainRecord): string {
  return typeof props === 'object' && props !== null && 'evidenceId' in props
    ? String(props.evidenceId)
    : ''
}
