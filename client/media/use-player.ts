import { useEffect, useState } from 'react'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import type { Clip } from './clip.ts'
import { Player, type PlayerState } from './player.ts'

/** A player for a clip, and how it stands. Goes to wherever in the clip somebody asked to look. */
export function usePlayer(clip: Clip): { player: Player; state: PlayerState } {
  const [player] = useState(() => new Player(clip))
  const state = useLive(player.state)
  const at = useLive(useBoard().viewing.at)
  useEffect(() => {
    if (!at) return
    if (at.endS === null) player.toTime(at.startS)
    else player.loop({ startS: at.startS, endS: at.endS })
  }, [player, at])
  return { player, state }
}

/** Lets panels take over the range that is marked here, while the clip is on show. */
export function useMarkedRange(of: EvidenceId, { inS, outS }: PlayerState): void {
  const { mark } = useBoard().viewing
  useEffect(() => {
    mark(inS === null || outS === null ? null : { of, startS: inS, endS: outS })
    return () => mark(null)
  }, [mark, of, inS, outS])
}
