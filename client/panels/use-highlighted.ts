import { useEffect, useMemo } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'

/** What every view marks: the items selected on the canvas or in a view, and the one the inspector speaks of. */
export function useHighlighted(): ReadonlySet<EvidenceId> {
  const board = useBoard()
  const selection = useLive(board.selection)
  const chosen = useLive(board.chosen)
  return useMemo(
    () => (chosen === null || selection.has(chosen) ? selection : new Set([...selection, chosen])),
    [selection, chosen],
  )
}

/**
 * Brings a row of what was chosen or selected elsewhere into sight.
 *
 * @param indexOf -1 for what has no row
 */
export function useKeepInSight(
  highlighted: ReadonlySet<EvidenceId>,
  {
    indexOf,
    isIn,
    bringIn,
  }: {
    indexOf: (id: EvidenceId) => number
    isIn: (at: number) => boolean
    bringIn: (at: number) => void
  },
): void {
  useEffect(() => {
    const rows = [...highlighted].map(indexOf).filter((at) => at >= 0)
    if (rows.length > 0 && !rows.some(isIn)) bringIn(Math.min(...rows))
    else if (rows.length === 1) bringIn(rows[0] ?? -1)
    // Rows that move while the same things are chosen must not drag the view along.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [highlighted])
}
