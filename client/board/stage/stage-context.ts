import type { Atom } from '@tldraw/state'
import { createContext, useContext } from 'react'
import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import type { InkSeen } from './ink.ts'
import type { OwnInk } from './own-ink.ts'

/** What the pointer does on the stage: nothing but open items, point, write for the moment, or draw on the board. */
export type StageTool = 'none' | 'laser' | 'ink' | 'draw'

export type OnStage = {
  tool: StageTool
  /** Shows nothing, for the moment. */
  isBlack: boolean
  /** Called with the item whose card was pressed. */
  onItem: (id: EvidenceId) => void
  /** What is written for the moment and pointed at. */
  ink: InkSeen
  /** The same where it is one's own; null for those who watch. */
  pen: OwnInk | null
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
