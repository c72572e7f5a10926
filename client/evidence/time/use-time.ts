import { useMemo } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { timeInWords, timeOf, type TimeWords } from '../../../shared/evidence/time-bounds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'

/** When an item can be from, in words, live with everything that it rests on. */
export function useTime(evidence: Evidence): TimeWords {
  const board = useBoard()
  const ties = useLive(board.ties)
  const all = useLive(board.evidence)
  return useMemo(
    () => timeInWords(timeOf(evidence, { get: board.evidence.get, ties })),
    // oxlint-disable-next-line react/exhaustive-deps -- `get` reads from `all`
    [evidence, board, ties, all],
  )
}
