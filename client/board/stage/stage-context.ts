import type { Atom } from '@tldraw/state'
import { createContext, useContext } from 'react'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import type { Stroke } from './ink.ts'

/** What the pointer does on the stage: nothing but open items, point, write for the moment, or draw on the board. */
export type StageTool = 'none' | 'laser' | 'ink' | 'draw'

export type OnStage = {
  tool: StageTool
  /** Shows nothing, for the moment. */
  isBlack: boolean
  /** Called with the item whose card was pressed. */
  onItem: (id: EvidenceId) => void
  strokes: readonly Stroke[]
  onStroke: (stroke: Stroke) => void
  /** What the canvas leaves out. */
  hidden: Atom<ReadonlySet<string>>
  /** Whether the view is on its way from one scene to the next. */
  isMoving: Atom<boolean>
}

export const StageContext = createContext<OnStage | null>(null)

export function useStage(): OnStage {
  const stage = useContext(StageContext)
  if (!stage) throw new Error('A scene is shown outside of a stage')
  return stage
}
