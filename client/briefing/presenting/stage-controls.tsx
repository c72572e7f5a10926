import { ActionIcon, Tooltip } from '@mantine/core'
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
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { StageTool } from '../../board/stage/stage-context.ts'
import { presentingMessages as words } from './presenting-messages.ts'
import css from './presentation.module.css'

export type StageControlsProps = {
  place: { number: number; count: number; step: number; steps: number }
  /** What is presented, where it is not the board as it is. */
  version: string | null
  /** Nobody else is shown it. */
  isOnlyHere: boolean
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
  version,
  isOnlyHere,
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
      <Control label={words.back} icon={IconChevronLeft} run={run.back} />
      <span className={css['place']}>
        {words.place(number, count)}
        {steps > 0 && <small> {words.step(step, steps)}</small>}
      </span>
      <Control label={words.onward} icon={IconChevronRight} run={run.onward} />
      <Control label={words.jump} icon={IconListSearch} run={run.jump} />
      <span className={css['gap']} />
      <Control label={words.laser} icon={IconTarget} run={run.laser} isOn={tool === 'laser'} />
      <Control label={words.ink} icon={IconSignature} run={run.ink} isOn={tool === 'ink'} />
      {hasInk && <Control label={words.clear} icon={IconEraser} run={run.clear} />}
      {mayDraw && (
        <Control label={words.draw} icon={IconPencil} run={run.draw} isOn={tool === 'draw'} />
      )}
      <Control label={words.black} icon={IconSquareFilled} run={run.black} isOn={isBlack} />
      <Control label={words.caption} icon={IconBlockquote} run={run.caption} isOn={hasCaption} />
      <span className={css['gap']} />
      <Control label={words.presenter} icon={IconAppWindow} run={run.presenter} />
      <Control label={words.fullScreen} icon={IconMaximize} run={run.fullScreen} />
      <Control label={words.end} icon={IconScreenShareOff} run={run.end} />
      {isOnlyHere && <span className={css['version']}>{words.onlyHere}</span>}
      {version !== null && <span className={css['version']}>{words.frozen(version)}</span>}
    </nav>
  )
}

function Control({
  label,
  icon: Sign,
  run,
  isOn,
}: {
  label: string
  icon: Icon
  run: () => void
  isOn?: boolean
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        className={css['control']}
        variant="transparent"
        size="lg"
        aria-label={label}
        {...(isOn !== undefined && { 'aria-pressed': isOn })}
        onClick={run}
      >
        <Sign size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
