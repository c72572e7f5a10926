import type { Evidence, EvidenceId } from './kinds.ts'
import { readChange, type ChangeReading } from './change-interval.ts'
import { boundsOf } from './date-bounds.ts'
import type { Change } from './snapshot.ts'
import { entriesOf, textOf, valueOf } from './values.ts'
import { titleOf } from './wording.ts'

/** When a picture was taken from above: as somebody recorded it, else as its file states it; EDTF. Never completed. */
export function acquisitionOf(
  evidence: Evidence,
): { date: string; by: 'record' | 'file' } | undefined {
  const isSnapshot = evidence.kind === 'satellite'
  const recorded = textOf(evidence, isSnapshot ? 'acquired' : 'date')
  if (recorded !== undefined) return { date: recorded, by: 'record' }
  const facts = valueOf(evidence, 'facts', 'facts')
  // What a camera writes is when a photo was taken; in a picture from above it is at most when the file was made.
  const stated = isSnapshot ? facts?.raster?.acquired : facts?.takenAt
  return stated === undefined ? undefined : { date: stated, by: 'file' }
}

/** The pictures of a comparison, by date where their dates tell, else in the order people gave them. */
export function snapshotsOf(
  comparison: Evidence,
  get: (id: EvidenceId) => Evidence | undefined,
): Evidence[] {
  const found = entriesOf(comparison, 'snapshots', 'snapshot')
    .toSorted((a, b) => a.value.order - b.value.order)
    .flatMap(({ value }) => get(value.of) ?? [])
    .filter((each, index, all) => all.indexOf(each) === index)
  const spans = new Map(found.map((each) => [each, boundsOf(acquisitionOf(each)?.date)]))
  const dated = found
    .filter((each) => spans.get(each) !== null)
    .toSorted((a, b) => (spans.get(a)?.from ?? 0) - (spans.get(b)?.from ?? 0))
  return found.map((each) => (spans.get(each) === null ? each : (dated.shift() ?? each)))
}

/** What a note on a comparison says about when something changed, from the dates of its pictures. */
export function changeReadingOf(change: Change, snapshots: readonly Evidence[]): ChangeReading {
  return readChange(
    snapshots.flatMap((snapshot) => {
      const seen = change.seen.find(({ of }) => of === snapshot.id)
      if (!seen) return []
      return [{ title: titleOf(snapshot), date: acquisitionOf(snapshot)?.date, as: seen.as }]
    }),
  )
}
