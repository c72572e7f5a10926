import {
  IconAppWindow,
  IconBlockquote,
  IconChevronLeft,
  IconChevronRight,
  IconEraser,
  IconListSearch,
  IconMaximize,
  IconPencil,
  IconScreenShareOff,
  IconSignature,
  IconSquareFilled,
  IconTarget,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { StageControl } from '../../board/stage/stage-control.tsx'
import type { StageTool } from '../../board/stage/stage-context.ts'
import { presentingMessages as words } from './presenting-messages.ts'
import css from './presentation.module.css'

export type StageControlsProps = {
  place: { number: number; count: number; step: number; steps: number }
  /** What whoever presents has to know, a sentence each. */
  notes: readonly string[]
  tool: StageTool
  mayDraw: boolean
  hasInk: boolean
  hasCaption: boolean
  isBlack: boolean
  do: Record<
    | 'back'
    | 'onward'
    | 'jump'
    | 'laser'
    | 'ink'
    | 'clear'
    | 'draw'
    | 'black'
    | 'caption'
    | 'presenter'
    | 'fullScreen'
    | 'end',
    () => void
  >
  /** What can be done with the clip of the scene, above. */
  children?: ReactNode
}

/** Everything the keys do, to press. It shows while the pointer moves or the keyboard is in it. */
export function StageControls({
  place,
  notes,
  tool,
  mayDraw,
  hasInk,
  hasCaption,
  isBlack,
  do: run,
  children,
}: StageControlsProps) {
  const { number, count, step, steps } = place
  return (
    <nav className={css['controls']} aria-label={words.controls}>
      {children}
      <StageControl label={words.back} icon={IconChevronLeft} run={run.back} />
      <span className={css['place']}>
        {words.place(number, count)}
        {steps > 0 && <small> {words.step(step, steps)}</small>}
      </span>
      <StageControl label={words.onward} icon={IconChevronRight} run={run.onward} />
      <StageControl label={words.jump} icon={IconListSearch} run={run.jump} />
      <span className={css['gap']} />
      <StageControl label={words.laser} icon={IconTarget} run={run.laser} isOn={tool === 'laser'} />
      <StageControl label={words.ink} icon={IconSignature} run={run.ink} isOn={tool === 'ink'} />
      {hasInk && <StageControl label={words.clear} icon={IconEraser} run={run.clear} />}
      {mayDraw && (
        <StageControl label={words.draw} icon={IconPencil} run={run.draw} isOn={tool === 'draw'} />
      )}
      <StageControl label={words.black} icon={IconSquareFilled} run={run.black} isOn={isBlack} />
      <StageControl
        label={words.caption}
        icon={IconBlockquote}
        run={run.caption}
        isOn={hasCaption}
      />
      <span className={css['gap']} />
      <StageControl label={words.presenter} icon={IconAppWindow} run={run.presenter} />
      <StageControl label={words.fullScreen} icon={IconMaximize} run={run.fullScreen} />
      <StageControl label={words.end} icon={IconScreenShareOff} run={run.end} />
      {notes.map((note) => (
        <span key={note} className={css['note']}>
          {note}
        </span>
      ))}
    </nav>
  )
}
