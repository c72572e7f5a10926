import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { useLive } from '../../ui/use-live.ts'
import { keepFromCanvas } from '../keep-from-canvas.ts'
import { useHighlighted, useKeepInSight } from '../use-highlighted.ts'
import { useRowWindow } from '../use-row-window.ts'
import css from './register.module.css'
import { RegisterRow } from './register-row.tsx'

/** CSS pixels; register.module.css has the same. */
const ROW_HEIGHT = 64

/** A list that draws what is in sight. One Tab stop; arrow keys walk it, Enter chooses. */
export function RegisterList({ items }: { items: readonly Evidence[] }) {
  const board = useBoard()
  const chosen = useLive(board.chosen)
  const cards = useLive(board.cards)
  const highlighted = useHighlighted()
  const scroller = useRef<HTMLUListElement>(null)
  const { first, last, onScroll, bringIn, isIn } = useRowWindow(scroller, {
    count: items.length,
    rowHeight: ROW_HEIGHT,
  })
  const places = useMemo(() => new Map(items.map((item, at) => [item.id, at])), [items])
  const indexOf = (id: EvidenceId) => places.get(id) ?? -1
  useKeepInSight(highlighted, { indexOf, bringIn, isIn })
  const [active, setActive] = useState<EvidenceId | null>(null)
  const tabStop = active ?? chosen
  const activeAt = tabStop === null ? 0 : Math.max(0, indexOf(tabStop))

  const goTo = (at: number) => {
    const place = Math.min(Math.max(at, 0), items.length - 1)
    const item = items[place]
    if (!item) return
    setActive(item.id)
    bringIn(place)
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(item.id)}"]`)?.focus()
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = stepOf(event.key, items.length, activeAt)
    if (step === null) return
    event.preventDefault()
    goTo(activeAt + step)
  }
  return (
    // The keys are those of the rows inside; the list only keeps them from the canvas.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul ref={scroller} className={css['list']} onScroll={onScroll} onKeyDown={keepFromCanvas}>
      <li aria-hidden="true" style={{ height: first * ROW_HEIGHT }} />
      {items.slice(first, last).map((item, place) => (
        <RegisterRow
          key={item.id}
          evidence={item}
          isChosen={highlighted.has(item.id)}
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
