import type { EvidenceId } from '../evidence/kinds.ts'
import type { Tie } from './graph.ts'

const none: readonly Tie[] = []
const known = new WeakMap<readonly Tie[], ReadonlyMap<EvidenceId, readonly Tie[]>>()

/** The ties at one item, both ways, in the order of `ties`. Sorted out once for each array of ties. */
export function tiesAt(ties: readonly Tie[], id: EvidenceId): readonly Tie[] {
  let byItem = known.get(ties)
  if (!byItem) known.set(ties, (byItem = sortedOut(ties)))
  return byItem.get(id) ?? none
}

function sortedOut(ties: readonly Tie[]): ReadonlyMap<EvidenceId, readonly Tie[]> {
  const byItem = new Map<EvidenceId, Tie[]>()
  for (const tie of ties) {
    for (const id of [tie.from, tie.to]) {
      const there = byItem.get(id)
      if (there) there.push(tie)
      else byItem.set(id, [tie])
    }
  }
  return byItem
}
