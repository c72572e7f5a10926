import { humanDate } from '../../shared/evidence/dates.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { acquisitionOf } from '../../shared/evidence/snapshots.ts'
import { messages } from './satellite-messages.ts'

/** The date of a snapshot in words; that it has none is said, never left out. */
export function dateOf(evidence: Evidence | undefined): string {
  const acquired = evidence && acquisitionOf(evidence)
  return acquired ? humanDate(acquired.date) : messages.compare.undated
}
