import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { readMatch } from '../../shared/evidence/match-reading.ts'
import { snapshotsOf } from '../../shared/evidence/snapshots.ts'
import { sensitivityShown } from './regions/sensitivity-shown.ts'

/** Whether a curtain hangs before an item's card: for what it is itself, or for the pictures that it holds together. */
export function keepsHidden(
  item: Evidence,
  get: (id: EvidenceId) => Evidence | undefined,
): boolean {
  return [item, ...picturesOf(item, get)].some((each) => !sensitivityShown(each))
}

function picturesOf(
  item: Evidence,
  get: (id: EvidenceId) => Evidence | undefined,
): readonly Evidence[] {
  if (item.kind === 'comparison') return snapshotsOf(item, get)
  if (item.kind !== 'match') return []
  const { a, b } = readMatch(item, get)
  return [a, b].filter((each) => each !== undefined)
}
