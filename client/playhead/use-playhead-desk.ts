import { useEffect, useState } from 'react'
import type { Scene } from '../../shared/briefing/scene.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { fileAddress } from '../api.ts'
import type { BoardHandle } from '../board/board-handle.ts'
import { playableHere } from '../media/playable.ts'
import { useLive } from '../ui/use-live.ts'
import { PlayheadDesk, type ClipOnStage } from './playhead-desk.ts'

type Cards = readonly { evidenceId: EvidenceId; mediaTimeS: number }[]

/** The presenter's desk for as long as they present. */
export function usePlayheadDesk(): PlayheadDesk {
  const [desk] = useState(() => new PlayheadDesk())
  useEffect(() => desk.open(), [desk])
  return desk
}

/** The clips of the scene, and the one that the desk is about. What is no longer in the scene is no longer played. */
export function useClipsOnStage(
  desk: PlayheadDesk,
  { board, scene, cards }: { board: BoardHandle; scene: Scene | undefined; cards: Cards | null },
) {
  const [chosenId, setChosen] = useState<EvidenceId | null>(null)
  useLive(board.evidence)
  const head = useLive(desk.here.playhead)
  const clips = cards ? clipsOf(board, { scene, cards }) : []
  const clip = clips.find(({ id }) => id === chosenId) ?? clips[0] ?? null
  const isGone = cards !== null && head !== null && !clips.some(({ id }) => id === head.item)
  useEffect(() => {
    if (isGone) desk.stop()
  }, [desk, isGone])
  return {
    head,
    clips,
    clip,
    choose: (next: ClipOnStage) => {
      if (desk.here.playhead.get() && next.id !== desk.here.playhead.get()?.item) desk.stop()
      setChosen(next.id)
    },
  }
}

/** Each once, in the order of their cards. */
function clipsOf(
  board: BoardHandle,
  { scene, cards }: { scene: Scene | undefined; cards: Cards },
): ClipOnStage[] {
  const clips = new Map<EvidenceId, ClipOnStage>()
  for (const { evidenceId: id, mediaTimeS } of cards) {
    const evidence = board.evidence.get(id)
    const playable = evidence?.kind === 'video' && playableHere(evidence, board.boardId)
    if (!evidence || !playable || playable.isSoundOnly || clips.has(id)) continue
    const startS = scene?.media[id] ?? mediaTimeS
    const address = fileAddress(board.boardId, playable.sha256)
    clips.set(id, { id, title: titleOf(evidence), startS, address })
  }
  return [...clips.values()]
}
