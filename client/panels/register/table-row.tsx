// What is drawn is a part of a grid, which the elements of a table cannot say (ARIA grid pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import type { KeyboardEvent } from 'react'
import { isWithdrawn } from '../../../shared/evidence/doubts.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { titleOf } from '../../../shared/evidence/wording.ts'
import { CellEditor, type AfterEditing } from './cell-editor.tsx'
import type { OnCanvas } from './cells.ts'
import type { Column } from './columns.ts'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import { TableCell } from './table-cell.tsx'
import type { RowSelection } from './use-row-selection.ts'

/** One item of the table. A click chooses it, two clicks on a cell edit that. */
export function TableRow({
  item,
  at,
  top,
  columns,
  template,
  onCanvas,
  isSelected,
  activeCol,
  editingCol,
  selection,
  setActive,
  edit,
  endEditing,
  onKeyDown,
}: {
  item: Evidence
  at: number
  top: number
  columns: readonly Column[]
  template: string
  onCanvas: OnCanvas
  isSelected: boolean
  activeCol: number | null
  editingCol: number | null
  selection: RowSelection
  setActive: (col: number) => void
  edit: (col: number) => void
  endEditing: (next: AfterEditing) => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  return (
    <div
      role="row"
      className={css['row']}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      data-row={item.id}
      data-off={!onCanvas(item) || undefined}
      data-withdrawn={isWithdrawn(item) || undefined}
      style={{ transform: `translateY(${top}px)`, gridTemplateColumns: template }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        className={css['select']}
        data-cell={`${item.id} 0`}
        tabIndex={activeCol === 0 ? 0 : -1}
        onFocus={() => setActive(0)}
        onKeyDown={onKeyDown}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={words.selectRow(titleOf(item))}
          checked={isSelected}
          onChange={() => selection.toggle(item.id)}
        />
      </div>
      {columns.map((column, place) => {
        const col = place + 1
        const isEdited = editingCol === col
        return (
          // Keys of the cell are those of the grid: onKeyDown has them.
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={col + 1}
            className={css['cell']}
            data-column={column.key}
            data-cell={`${item.id} ${col}`}
            data-editing={isEdited || undefined}
            tabIndex={activeCol === col ? 0 : -1}
            onFocus={() => setActive(col)}
            onKeyDown={isEdited ? undefined : onKeyDown}
            onClick={isEdited ? undefined : (event) => selection.press(item.id, event)}
            onDoubleClick={isEdited ? undefined : () => edit(col)}
          >
            {isEdited ? (
              <CellEditor item={item} column={column} end={endEditing} />
            ) : (
              <TableCell item={item} column={column} onCanvas={onCanvas} />
            )}
          </div>
        )
      })}
    </div>
  )
}
