import type { Evidence } from '../../shared/evidence/kinds.ts'
import type { Sameness } from '../../shared/media/near-duplicates.ts'
import { isOpenSuspicion } from '../../shared/media/open-suspicions.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'

export type OpenDuplicate = { other: Evidence; sameness: Sameness }

/** Items that are probably the same footage as this one and that nobody has said anything about yet, likest first. */
export function useDuplicates(evidence: Evidence): OpenDuplicate[] {
  const board = useBoard()
  const found = useLive(board.duplicates).get(evidence.id)
  const ties = useLive(board.ties)
  // What was said of a pair may lie on the other item. Only cards that suspect something look.
  useLive({
    subscribe: board.evidence.subscribe,
    get: () => (found ? board.evidence.all() : null),
  })
  if (!found) return []
  return found
    .flatMap(({ other, sameness }) => {
      const item = board.evidence.get(other)
      return item && isOpenSuspicion(evidence, item, ties) ? [{ other: item, sameness }] : []
    })
    .toSorted((a, b) => b.sameness.likeness - a.sameness.likeness)
}
