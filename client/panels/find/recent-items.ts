import { useEffect } from 'react'
import { z } from 'zod'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { evidenceId } from '../../../shared/evidence/references.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { keep, readKept } from '../../ui/use-kept.ts'

const MOST_KEPT = 12
const kept = z.array(evidenceId).max(MOST_KEPT)

const keyOf = (boardId: string) => `redstring:recent:${boardId}`

/** Items chosen lately on this board in this browser, the last one first. */
export function recentItems(boardId: string): readonly EvidenceId[] {
  return readKept(keyOf(boardId), kept) ?? []
}

/** Remembers what is chosen, wherever that is done. */
export function useRememberChosen(): void {
  const board = useBoard()
  useEffect(
    () =>
      board.chosen.subscribe(() => {
        const id = board.chosen.get()
        if (id === null) return
        const before = recentItems(board.boardId).filter((each) => each !== id)
        keep(keyOf(board.boardId), [id, ...before].slice(0, MOST_KEPT))
      }),
    [board],
  )
}
