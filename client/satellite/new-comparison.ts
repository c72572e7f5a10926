import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { messages } from './satellite-messages.ts'

/** The fields of a comparison of these snapshots, in this order. */
export function newComparison(snapshots: readonly EvidenceId[]): Record<string, unknown> {
  return {
    title: messages.compare.title(snapshots.length),
    alignedBy: 'place',
    snapshots: Object.fromEntries(snapshots.map((of, order) => [`s${order}`, { of, order }])),
  }
}
