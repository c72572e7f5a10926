// What is drawn is a part of a grid, which the elements of a table cannot say (ARIA grid pattern).
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { memo, useMemo, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useRole } from '../../board/use-role.ts'
import { keepFromCanvas } from '../keep-from-canvas.ts'
import { useHighlighted, useKeepInSight } from '../use-highlighted.ts'
import { useRowWindow } from '../use-row-window.ts'
import { grouped, type Row } from './arrange.ts'
import type { AfterEditing } from './cell-editor.tsx'
import type { OnCanvas } from './cells.ts'
import { rowsAsTsv } from './copied-rows.ts'
import { isEditable } from './editable.ts'
import { GroupRow } from './group-row.tsx'
import { registerMessages as words } from './register-messages.ts'
import css from './register-table.module.css'
import { shownColumns, type RegisterSettings } from './settings.ts'
import { TableHead } from './table-head.tsx'
import { TableRow } from './table-row.tsx'
import { HEAD, useGridKeys } from './use-grid-keys.ts'
import { useRowSelection } from './use-row-selection.ts'

/** CSS pixels; register-table.module.css has the same. */
const ROW_HEIGHT = 40
const HEAD_HEIGHT = 38
/** The column of boxes to tick. */
const SELECT_WIDTH = 40

type Props = {
  items: readonly Evidence[]
  settings: RegisterSettings
  change: (next: (before: RegisterSettings) => RegisterSettings) => void
  onCanvas: OnCanvas
}

/** The register as a grid of rows and columns: one Tab stop, every cell by keys, what is in sight drawn. */
export const RegisterTable = memo(function RegisterTable({
  items,
  settings,
  change,
  onCanvas,
}: Props) {
  const isViewer = useRole() === 'viewer'
  const columns = useMemo(() => shownColumns(settings), [settings])
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const { group } = settings
  const rows = useMemo(() => grouped(items, { by: group, closed }), [items, group, closed])
  const rowKeys = useMemo(() => rows.map(keyOf), [rows])
  const places = useMemo(() => new Map(rowKeys.map((key, at) => [key, at])), [rowKeys])
  const indexOf = (key: string) => places.get(key) ?? -1

  const grid = useRef<HTMLDivElement>(null)
  const { first, last, onScroll, bringIn, isIn } = useRowWindow(grid, {
    count: rows.length,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
  })
  const keys = useGridKeys(grid, { rowKeys, indexOf, columnCount: columns.length + 1, bringIn })
  const highlighted = useHighlighted()
  useKeepInSight(highlighted, { indexOf, bringIn, isIn })
  const selection = useRowSelection(items)
  const [editing, setEditing] = useState<{ id: EvidenceId; col: number } | null>(null)

  const toggleGroup = (key: string) =>
    setClosed((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const edit = (item: Evidence, col: number) => {
    const column = columns[col - 1]
    if (column && !isViewer && isEditable(item, column.key)) setEditing({ id: item.id, col })
    else selection.choose(item.id)
  }
  const endEditing = (item: Evidence, next: AfterEditing) => {
    const from = editing?.col ?? 1
    const col =
      next === 'forwards' || next === 'back' ? nextEditable(item, { from, next, columns }) : null
    setEditing(col === null ? null : { id: item.id, col })
    // A cell that is edited takes the keyboard by itself; one that was left has given it away.
    if (col !== null) keys.setActive({ row: item.id, col })
    else if (next !== 'elsewhere') keys.goTo({ row: item.id, col: from })
  }
  const onRowKey = (event: KeyboardEvent, row: Row) => {
    const does = row.type === 'group' ? groupKey(event) : itemKey(event)
    if (does === null) return keys.onKeyDown(event)
    event.preventDefault()
    if (row.type === 'group') {
      if (does === 'toggle' || (does === 'open') !== row.isOpen) toggleGroup(row.key)
    } else if (does === 'edit' && keys.active.col > 0) edit(row.item, keys.active.col)
    else if (does === 'show') selection.choose(row.item.id)
    else if (does === 'extend') selection.extendTo(row.item.id)
    else if (does === 'all') selection.all()
    else selection.toggle(row.item.id)
  }
  const onCopy = (event: ClipboardEvent) => {
    if (editing !== null) return
    const current = rows[indexOf(keys.active.row)]
    const copied = items.filter((item) => highlighted.has(item.id))
    const fallback = current?.type === 'item' ? [current.item] : []
    const those = copied.length > 0 ? copied : fallback
    if (those.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    event.clipboardData.setData('text/plain', rowsAsTsv(those, { columns, onCanvas }))
  }

  const template = [`${SELECT_WIDTH}px`, ...columns.map(trackOf)].join(' ')
  const least = columns.reduce((sum, { width }) => sum + width, SELECT_WIDTH)
  return (
    <div
      ref={grid}
      role="grid"
      className={css['grid']}
      aria-label={words.table}
      aria-describedby="register-table-keys"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-readonly={isViewer || undefined}
      tabIndex={-1}
      onScroll={onScroll}
      onKeyDown={keepFromCanvas}
      onCopy={onCopy}
    >
      <p id="register-table-keys" hidden>
        {words.keys}
      </p>
      <div style={{ minWidth: least }}>
        <TableHead
          columns={columns}
          template={template}
          settings={settings}
          change={change}
          items={items}
          activeCol={keys.active.row === HEAD ? keys.active.col : null}
          setActive={(col) => keys.setActive({ row: HEAD, col })}
          onKeyDown={keys.onKeyDown}
        />
        <div role="rowgroup" className={css['rows']} style={{ height: rows.length * ROW_HEIGHT }}>
          {shown({ first, last, also: indexOf(keys.active.row) }).map((at) => {
            const row = rows[at]
            if (!row) return null
            const shared = {
              at,
              top: at * ROW_HEIGHT,
              activeCol: keys.active.row === rowKeys[at] ? keys.active.col : null,
              setActive: (col: number) => keys.setActive({ row: keyOf(row), col }),
              onKeyDown: (event: KeyboardEvent) => onRowKey(event, row),
            }
            return row.type === 'group' ? (
              <GroupRow
                key={row.key}
                row={row}
                columnCount={columns.length + 1}
                toggle={() => toggleGroup(row.key)}
                {...shared}
              />
            ) : (
              <TableRow
                key={row.item.id}
                item={row.item}
                columns={columns}
                template={template}
                onCanvas={onCanvas}
                isSelected={highlighted.has(row.item.id)}
                editingCol={editing?.id === row.item.id ? editing.col : null}
                selection={selection}
                edit={(col) => edit(row.item, col)}
                endEditing={(next) => endEditing(row.item, next)}
                {...shared}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
})

function keyOf(row: Row): string {
  return row.type === 'group' ? row.key : row.item.id
}

/** The title takes what room is left. */
function trackOf({ key, width }: { key: string; width: number }): string {
  return key === 'title' ? `minmax(${width}px, 1fr)` : `${width}px`
}

/** What is in sight, and the row that has the Tab stop, wherever it has been scrolled to. */
function shown({ first, last, also }: { first: number; last: number; also: number }): number[] {
  const inSight = Array.from({ length: last - first }, (_, place) => first + place)
  return also < 0 || (also >= first && also < last) ? inSight : [...inSight, also]
}

function nextEditable(
  item: Evidence,
  {
    from,
    next,
    columns,
  }: { from: number; next: 'forwards' | 'back'; columns: readonly { key: string }[] },
): number | null {
  const step = next === 'forwards' ? 1 : -1
  for (let col = from + step; col >= 1 && col <= columns.length; col += step) {
    const column = columns[col - 1]
    if (column && isEditable(item, column.key) === 'inline') return col
  }
  return null
}

type ItemKey = 'edit' | 'show' | 'toggle' | 'extend' | 'all'

function itemKey({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): ItemKey | null {
  const isMod = ctrlKey || metaKey
  if (key === 'Enter' && isMod) return 'show'
  if (key === 'Enter' || key === 'F2') return 'edit'
  if (key === ' ') return shiftKey ? 'extend' : 'toggle'
  return key.toLowerCase() === 'a' && isMod ? 'all' : null
}

function groupKey({ key }: KeyboardEvent): 'open' | 'close' | 'toggle' | null {
  if (key === 'ArrowRight') return 'open'
  if (key === 'ArrowLeft') return 'close'
  return key === 'Enter' || key === ' ' ? 'toggle' : null
}
