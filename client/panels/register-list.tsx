import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import css from './register.module.css'
import { RegisterRow } from './register-row.tsx'

/** Every row is as high as this, CSS pixels, so that ten thousand can be scrolled while thirty are drawn. */
const ROW_HEIGHT = 64
const EXTRA_ROWS = 6

/** A list that draws what is in sight. One Tab stop; arrow keys walk it, Enter chooses. */
export function RegisterList({ items }: { items: readonly Evidence[] }) {
  const board = useBoard()
  const chosen = useLive(board.chosen)
  const cards = useLive(board.cards)
  const scroller = useRef<HTMLUListElement>(null)
  const { first, last, onScroll } = useWindow(scroller, items.length)
  const [active, setActive] = useState<EvidenceId | null>(null)
  const activeAt = Math.max(
    0,
    items.findIndex((item) => item.id === (active ?? chosen)),
  )

  const goTo = (at: number) => {
    const item = items[Math.min(Math.max(at, 0), items.length - 1)]
    const list = scroller.current
    if (!item || !list) return
    setActive(item.id)
    keepInSight(list, items.indexOf(item))
    requestAnimationFrame(() => {
      list.querySelector<HTMLElement>(`[data-row="${CSS.escape(item.id)}"]`)?.focus()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, items.length, activeAt)
    if (step === null) return
    event.preventDefault()
    goTo(activeAt + step)
  }
  return (
    <ul ref={scroller} className={css['list']} onScroll={onScroll}>
      <li aria-hidden="true" style={{ height: first * ROW_HEIGHT }} />
      {items.slice(first, last).map((item, place) => (
        <RegisterRow
          key={item.id}
          evidence={item}
          isChosen={item.id === chosen}
          isTabStop={first + place === activeAt}
          hasCard={cards.has(item.id)}
          onFocus={() => setActive(item.id)}
          onKeyDown={onKeyDown}
        />
      ))}
      <li aria-hidden="true" style={{ height: (items.length - last) * ROW_HEIGHT }} />
    </ul>
  )
}

function stepOf(key: string, count: number, at: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return 1
    case 'ArrowUp':
      return -1
    case 'PageDown':
      return 8
    case 'PageUp':
      return -8
    case 'Home':
      return -at
    case 'End':
      return count - 1 - at
    default:
      return null
  }
}

function keepInSight(list: HTMLElement, at: number): void {
  const top = at * ROW_HEIGHT
  if (top < list.scrollTop) list.scrollTop = top
  else if (top + ROW_HEIGHT > list.scrollTop + list.clientHeight)
    list.scrollTop = top + ROW_HEIGHT - list.clientHeight
}

function useWindow(scroller: React.RefObject<HTMLElement | null>, count: number) {
  const [view, setView] = useState({ top: 0, height: 800 })
  const measure = () => {
    const list = scroller.current
    if (list) setView({ top: list.scrollTop, height: list.clientHeight })
  }
  useLayoutEffect(() => {
    measure()
    const list = scroller.current
    if (!list) return
    const watch = new ResizeObserver(measure)
    watch.observe(list)
    return () => watch.disconnect()
    // oxlint-disable-next-line react/exhaustive-deps -- measure reads the ref only
  }, [])
  const first = Math.min(Math.max(0, Math.floor(view.top / ROW_HEIGHT) - EXTRA_ROWS), count)
  const last = Math.min(count, Math.ceil((view.top + view.height) / ROW_HEIGHT) + EXTRA_ROWS)
  return { first, last: Math.max(first, last), onScroll: measure }
}
