import { ActionIcon, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import css from './stage-control.module.css'

/** A button of the presenter's, over the stage. A press takes no focus: Space and Enter stay the presentation's. */
export function StageControl({
  label,
  icon: Sign,
  run,
  isOn,
}: {
  label: string
  icon: Icon
  run: () => void
  /** Of one that stays pressed. */
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
        onMouseDown={(event) => event.preventDefault()}
        onClick={run}
      >
        <Sign size={19} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  )
}
