import type { Tie } from '../board/graph.ts'
import { isWithdrawn } from '../evidence/doubts.ts'
import type { Evidence, EvidenceId } from '../evidence/kinds.ts'
import { entriesOf, textOf, valueOf } from '../evidence/values.ts'

/**
 * Whether there is still something to ask about two items that look alike: nobody has tied one to the other as its
 * copy or as made from it, nobody has said that they are not the same, neither is withdrawn or a frame of the other,
 * and they are not snapshots of one place at two dates, which look alike because they should.
 */
export function isOpenSuspicion(a: Evidence, b: Evidence, ties: readonly Tie[]): boolean {
  if (isWithdrawn(a) || isWithdrawn(b)) return false
  if (isDismissed(a, b.id) || isDismissed(b, a.id)) return false
  const [clipOfA, clipOfB] = [clipOf(a), clipOf(b)]
  if (clipOfA === b.id || clipOfB === a.id) return false
  if (clipOfA !== undefined && clipOfA === clipOfB) return false
  if (areOfDifferentDates(a, b)) return false
  return !ties.some(
    ({ from, to, relation }) =>
      (relation === 're-upload-of' || relation === 'derived-from') &&
      ((from === a.id && to === b.id) || (from === b.id && to === a.id)),
  )
}

function isDismissed(item: Evidence, other: EvidenceId): boolean {
  return entriesOf(item, 'notSame', 'dismissal').some(({ value }) => value.of === other)
}

function clipOf(item: Evidence): EvidenceId | undefined {
  return valueOf(item, 'frameOf', 'frameSource')?.of
}

function areOfDifferentDates(a: Evidence, b: Evidence): boolean {
  const [ofA, ofB] = [textOf(a, 'acquired'), textOf(b, 'acquired')]
  return a.kind === 'satellite' && b.kind === 'satellite' && !!ofA && !!ofB && ofA !== ofB
}
