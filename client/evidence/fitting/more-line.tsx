import { IconAlertTriangle } from '@tabler/icons-react'
import { pressable } from '../pressable.ts'
import { fittingMessages as words } from './fitting-messages.ts'
import css from './fitting.module.css'
import type { LeftOut } from './giving-way.ts'

/** Says how much a card leaves out. Who may edit makes it tall enough with a press; it is always there to be measured. */
export function MoreLine({
  left,
  isActive,
  onGrow,
}: {
  left: LeftOut | null
  isActive: boolean
  onGrow: (() => void) | undefined
}) {
  const text = left && words.more(left)
  return (
    <p className={css['more']} data-doubts={left?.hasDoubts || undefined}>
      {left?.hasDoubts && <IconAlertTriangle size={15} stroke={1.8} aria-hidden="true" />}
      {text && onGrow ? (
        <button type="button" title={words.grow} {...pressable(isActive)} onClick={onGrow}>
          {text}
        </button>
      ) : (
        text
      )}
    </p>
  )
}
