// What is drawn is a part of a grid, which the elements of a table cannot say (ARIA grid pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { Row } from './arrange.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'

/** The heading of a group. Enter or Space opens and closes it, so do the arrows to the side. */
export function GroupRow({
  row: { key, label, count, isOpen },
  at,
  top,
  activeCol,
  columnCount,
  setActive,
  toggle,
  onKeyDown,
}: {
  row: Extract<Row, { type: 'group' }>
  at: number
  top: number
  activeCol: number | null
  columnCount: number
  setActive: (col: number) => void
  toggle: () => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const Sign = isOpen ? IconChevronDown : IconChevronRight
  const col = activeCol ?? 0
  return (
    <div
      role="row"
      className={css['group']}
      aria-rowindex={at + 2}
      style={{ transform: `translateY(${top}px)` }}
    >
      {/* The row hands its keys to the one cell that has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        role="gridcell"
        aria-colindex={1}
        aria-expanded={isOpen}
        aria-colspan={columnCount}
        className={css['group-cell']}
        data-cell={`${key} ${col}`}
        tabIndex={activeCol === null ? -1 : 0}
        onFocus={() => setActive(col)}
        onClick={toggle}
        onKeyDown={onKeyDown}
      >
        <Sign size={16} stroke={2} aria-hidden="true" />
        <strong>{label}</strong>
        <span aria-hidden="true">{count}</span>
        <span className={css['unseen']}>{words.ofGroup('', count)}</span>
      </div>
    </div>
  )
}
