import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { HistoryPerson } from '../../shared/protocol/history.ts'
import { historyApi } from './history-api.ts'
import { useLooking } from './looking.ts'

const FRESH_MS = 5_000

export const historyKey = (boardId: string) => ['history', boardId] as const

/** Sessions, versions and moments of the board, asked for again while people edit. */
export function useHistory() {
  const { live } = useLooking()
  const { boardId, doc } = live.session
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const onEdit = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void queries.invalidateQueries({ queryKey: historyKey(boardId), exact: true })
      }, FRESH_MS)
    }
    doc.on('update', onEdit)
    return () => {
      clearTimeout(timer)
      doc.off('update', onEdit)
    }
  }, [queries, boardId, doc])
  return useQuery({
    queryKey: historyKey(boardId),
    queryFn: () => historyApi.overview(boardId),
    staleTime: FRESH_MS,
  })
}

/** How to call and colour whoever did something; people who are gone keep the name of their id. */
export function personIn(people: readonly HistoryPerson[], id: string): HistoryPerson {
  return people.find((person) => person.id === id) ?? { id, name: id, colour: '#888888' }
}
