// What is drawn is a part of a grid, which the elements of a table cannot say (ARIA grid pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { ColumnMenu } from './column-menu.tsx'
import type { Column } from './columns.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import type { RegisterSettings } from './settings.ts'

/** The headings: pressing one sorts, the sign beside it filters (by keys: Alt ↓). */
export function TableHead({
  columns,
  template,
  settings,
  change,
  items,
  activeCol,
  setActive,
  onKeyDown,
}: {
  columns: readonly Column[]
  template: string
  settings: RegisterSettings
  change: (next: (before: RegisterSettings) => RegisterSettings) => void
  items: readonly Evidence[]
  activeCol: number | null
  setActive: (col: number) => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const { sort } = settings
  return (
    <div role="rowgroup" className={css['head']}>
      <div
        role="row"
        className={css['head-row']}
        aria-rowindex={1}
        style={{ gridTemplateColumns: template }}
      >
        <div
          role="columnheader"
          aria-colindex={1}
          className={css['select']}
          data-cell="head 0"
          tabIndex={activeCol === 0 ? 0 : -1}
          onFocus={() => setActive(0)}
          onKeyDown={onKeyDown}
        >
          <span className={css['unseen']}>{words.select}</span>
        </div>
        {columns.map((column, place) => {
          const col = place + 1
          const direction = sort?.key === column.key ? sort.direction : null
          const Sign = direction === -1 ? IconArrowDown : IconArrowUp
          return (
            <div
              key={column.key}
              role="columnheader"
              aria-colindex={col + 1}
              aria-sort={sortWord(direction)}
              className={css['heading']}
              data-column={column.key}
            >
              <button
                type="button"
                className={css['sort']}
                data-cell={`head ${col}`}
                tabIndex={activeCol === col ? 0 : -1}
                title={words.sortBy(column.label)}
                onFocus={() => setActive(col)}
                onKeyDown={(event) => {
                  if (event.altKey && event.key === 'ArrowDown') {
                    event.preventDefault()
                    openMenuBeside(event.currentTarget)
                  } else onKeyDown(event)
                }}
                onClick={() => change((before) => sortedBy(before, column.key))}
              >
                <span className={css['words']}>{column.label}</span>
                {direction !== null && <Sign size={14} stroke={2.2} aria-hidden="true" />}
              </button>
              <ColumnMenu column={column} settings={settings} change={change} items={items} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Upwards, then downwards, then the newest first again. */
function sortedBy(before: RegisterSettings, key: string): RegisterSettings {
  if (before.sort?.key !== key) return { ...before, sort: { key, direction: 1 } }
  return { ...before, sort: before.sort.direction === 1 ? { key, direction: -1 } : null }
}

function sortWord(direction: 1 | -1 | null): 'ascending' | 'descending' | 'none' {
  if (direction === null) return 'none'
  return direction === 1 ? 'ascending' : 'descending'
}

function openMenuBeside(heading: HTMLElement): void {
  const button = heading.nextElementSibling
  if (button instanceof HTMLElement) button.click()
}
