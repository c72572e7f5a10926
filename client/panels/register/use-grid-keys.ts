import { useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'

/** A cell by the key of its row and the index of its column; `HEAD` is the row of headings. */
export type CellPlace = { row: string; col: number }
export const HEAD = 'head'
const PAGE = 12

/**
 * One Tab stop for a whole grid, and keys that move in it (ARIA grid pattern): arrows, Home and End, with Ctrl to
 * the corners, Page Up and Page Down. The headings are the row above the first.
 */
export function useGridKeys(
  grid: RefObject<HTMLElement | null>,
  {
    rowKeys,
    indexOf,
    columnCount,
    bringIn,
  }: {
    rowKeys: readonly string[]
    indexOf: (row: string) => number
    columnCount: number
    bringIn: (row: number) => void
  },
) {
  const [active, setActive] = useState<CellPlace>({ row: HEAD, col: 1 })
  const wantsFocus = useRef(false)
  const at = active.row === HEAD ? -1 : indexOf(active.row)
  // Where the row has gone (filtered, withdrawn), the first one has the Tab stop.
  const row = at < 0 && active.row !== HEAD ? (rowKeys[0] ?? HEAD) : active.row
  const col = Math.min(active.col, columnCount - 1)

  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    const cell = grid.current?.querySelector<HTMLElement>(
      `[data-cell="${CSS.escape(`${row} ${col}`)}"]`,
    )
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const goTo = (place: CellPlace) => {
    wantsFocus.current = true
    if (place.row !== HEAD) bringIn(indexOf(place.row))
    setActive({ ...place })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const here = row === HEAD ? -1 : indexOf(row)
    const next = placeAfter(event, { row: here, col, rows: rowKeys.length, columns: columnCount })
    if (!next) return
    event.preventDefault()
    goTo({ row: next.row < 0 ? HEAD : (rowKeys[next.row] ?? HEAD), col: next.col })
  }
  return {
    active: { row, col },
    /** Without moving the keyboard: a cell says so itself when it has got the focus. */
    setActive,
    goTo,
    onKeyDown,
  }
}

function placeAfter(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  { row, col, rows, columns }: { row: number; col: number; rows: number; columns: number },
): { row: number; col: number } | null {
  if (altKey) return null
  const isMod = ctrlKey || metaKey
  const within = (next: number) => Math.min(Math.max(next, -1), rows - 1)
  switch (key) {
    case 'ArrowDown':
      return { row: within(row + 1), col }
    case 'ArrowUp':
      return { row: within(row - 1), col }
    case 'ArrowRight':
      return { row, col: Math.min(col + 1, columns - 1) }
    case 'ArrowLeft':
      return { row, col: Math.max(col - 1, 0) }
    case 'PageDown':
      return { row: within(row + PAGE), col }
    case 'PageUp':
      return { row: within(Math.max(row - PAGE, 0)), col }
    case 'Home':
      return isMod ? { row: within(0), col: 0 } : { row, col: 0 }
    case 'End':
      return isMod ? { row: within(rows), col: columns - 1 } : { row, col: columns - 1 }
    default:
      return null
  }
}
