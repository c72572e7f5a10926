import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { valueOf } from '../../../shared/evidence/values.ts'
import type { CustodyNote } from '../../../shared/protocol/custody.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { custodyApi } from './custody-api.ts'

type Note = Pick<CustodyNote, 'what' | 'reason'>

export const custodyKey = (boardId: string) => ['custody', boardId] as const

/** Notes in the custody log what only the page knows was done to an item. */
export function useNoteCustody(): (evidence: Evidence, note: Note) => void {
  const { boardId } = useBoard()
  const queries = useQueryClient()
  return useCallback(
    (evidence, note) => {
      const sha256 = valueOf(evidence, 'file', 'file')?.sha256
      custodyApi.note(boardId, { ...note, evidence: evidence.id, sha256 }).then(
        () => queries.invalidateQueries({ queryKey: custodyKey(boardId) }),
        // Offline, say: the look or the change itself is not to fail for want of a note about it.
        () => {},
      )
    },
    [boardId, queries],
  )
}

/** Notes that an item is looked at closely, once each time it is opened. */
export function useNoteViewing(evidence: Evidence | undefined): void {
  const note = useNoteCustody()
  const id = evidence?.id
  useEffect(() => {
    if (evidence) note(evidence, { what: 'viewed' })
    // oxlint-disable-next-line react/exhaustive-deps -- its other fields may change while it is open
  }, [id, note])
}
