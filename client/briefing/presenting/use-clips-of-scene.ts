import { useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { textOf } from '../../../shared/evidence/values.ts'
import { useBoard } from '../../board/board-provider.tsx'
import type { CardInFrame } from '../../board/stage/cards-in-frame.ts'
import { hiddenBecause } from '../../evidence/curtain.tsx'
import type { ClipOnStage, PlayheadDesk } from '../../playhead/playhead-desk.ts'
import { useClipsOnStage } from '../../playhead/use-playhead-desk.ts'
import { viewers } from '../../viewer/viewers.ts'

type Options = {
  scene: Scene | undefined
  /** Null until the stage has said which cards it shows. */
  cards: readonly CardInFrame[] | null
  isBlack: boolean
}

/** The clips of the scene and what whoever presents does with them, by keys or by a press on a card. */
export function useClipsOfScene(desk: PlayheadDesk, { scene, cards, isBlack }: Options) {
  const board = useBoard()
  const [isUncovered, setUncovered] = useState(false)
  const { head, clips, clip, choose } = useClipsOnStage(desk, { board, scene, cards })
  const isCovered = (id: EvidenceId) => {
    const evidence = board.evidence.get(id)
    if (!evidence || isUncovered) return false
    return hiddenBecause(textOf(evidence, 'sensitivity')) !== undefined
  }
  const playOrPause = (played: ClipOnStage | null) => {
    if (!played || isBlack) return
    if (isCovered(played.id)) setUncovered(true)
    else desk.toggle(played)
  }
  const closer = (id: EvidenceId) => {
    const kind = board.evidence.get(id)?.kind
    if (kind && viewers[kind]) board.viewing.open(id, momentOf(scene, id))
  }
  return {
    head,
    all: clips,
    /** The one that keys are about; null where there is none. */
    clip,
    choose,
    closer,
    isUncovered,
    uncover: () => setUncovered(true),
    isCovered,
    playOrPause: () => playOrPause(clip),
    /** By frames: below 0 backwards. */
    step: (by: number) => {
      if (clip && !isBlack) desk.step(clip, by)
    },
    nextRate: () => clip && desk.nextRate(clip),
    mute: () => desk.here.isMuted.set(!desk.here.isMuted.get()),
    nextClip: () => clip && choose(clips[(clips.indexOf(clip) + 1) % clips.length] ?? clip),
    /** A clip plays where it is; anything else is looked at closely. */
    onItem: (id: EvidenceId) => {
      const pressed = clips.find((each) => each.id === id)
      if (!pressed) return closer(id)
      choose(pressed)
      playOrPause(pressed)
    },
  }
}

function momentOf(scene: Scene | undefined, id: EvidenceId) {
  const startS = scene?.media[id]
  return startS === undefined ? undefined : { startS, endS: null }
}
