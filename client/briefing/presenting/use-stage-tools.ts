import { useEffect, useState, useSyncExternalStore } from 'react'
import { OwnInk } from '../../board/stage/own-ink.ts'
import type { StageTool } from '../../board/stage/stage-context.ts'
import { useShareInk } from '../following/share-ink.ts'

type Options = {
  sceneId: string | undefined
  /** Whether others are shown the scene, and so what is written on it. */
  isShared: boolean
  mayDraw: boolean
}

/** What is in the presenter's hand, and what they write for the moment: it goes with the scene. */
export function useStageTools({ sceneId, isShared, mayDraw }: Options) {
  const [ink] = useState(() => new OwnInk())
  const hasInk = useSyncExternalStore(ink.strokes.subscribe, () => ink.strokes.get().length > 0)
  const [chosen, setTool] = useState<StageTool>('none')
  // Somebody may be made a viewer while they draw.
  const tool = chosen === 'draw' && !mayDraw ? 'none' : chosen
  useShareInk(ink, isShared ? sceneId : undefined)
  useEffect(() => () => ink.wipe(), [ink, sceneId])
  return {
    ink,
    hasInk,
    tool,
    isInUse: tool !== 'none' || hasInk,
    toggle: (wanted: StageTool) => {
      if (wanted !== 'draw' || mayDraw) setTool(tool === wanted ? 'none' : wanted)
    },
    putAway: () => {
      setTool('none')
      ink.wipe()
    },
  }
}
