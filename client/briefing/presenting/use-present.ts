import { useLocation } from 'wouter'
import type { BriefingId } from '../../../shared/briefing/briefing.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { presentingAddress } from './address.ts'
import { enterFullScreen } from './full-screen.ts'

/** Begins to present a briefing; `seq` is the moment that is frozen, null for the board as it is. */
export function usePresent(): (id: BriefingId, seq: number | null) => void {
  const { boardId } = useBoard()
  const [, go] = useLocation()
  return (id, seq) => {
    enterFullScreen()
    go(presentingAddress(boardId, id, seq))
  }
}
