import { useDeferredValue, useMemo, useState } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useKept } from '../../ui/use-kept.ts'
import { useLive } from '../../ui/use-live.ts'
import { found, sorted } from './arrange.ts'
import type { OnCanvas } from './cells.ts'
import { firstSettings, isFiltering, registerSettings, withoutFilters } from './settings.ts'

/** What the register shows of the board, and how; the settings are kept for each board in this browser. */
export function useRegister() {
  const board = useBoard()
  const all = useLive(board.evidence)
  const cards = useLive(board.cards)
  const [search, setSearch] = useState('')
  const [settings, change] = useKept(`redstring:register:${board.boardId}`, {
    schema: registerSettings,
    initial: firstSettings,
  })
  const asked = useDeferredValue(search)
  const onCanvas: OnCanvas = useMemo(() => (item: Evidence) => cards.has(item.id), [cards])
  const { sort } = settings
  const inOrder = useMemo(() => sorted(all, { sort, onCanvas }), [all, sort, onCanvas])
  const items = useMemo(
    () => found(inOrder, { search: asked, settings, onCanvas }),
    [inOrder, asked, settings, onCanvas],
  )
  return {
    items,
    count: all.length,
    onCanvas,
    search,
    setSearch,
    settings,
    change,
    isFiltering: isFiltering(settings),
    clear: () => {
      setSearch('')
      change(withoutFilters)
    },
  }
}

export type RegisterState = ReturnType<typeof useRegister>
