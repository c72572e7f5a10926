import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Views } from './use-views.ts'
import css from './view-panel.module.css'
import { viewsMessages as words } from './views-messages.ts'

const STEP = 24

/** The panel's right edge: dragged, or moved by the arrow keys. */
export function Resizer({ views }: { views: Views }) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, width: views.width }
  }
  const onPointerMove = (event: PointerEvent) => {
    if (from.current) views.resize(from.current.width + event.clientX - from.current.x)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = widthAfter(event.key, views)
    if (next === null) return
    event.preventDefault()
    views.resize(next)
  }
  return (
    // A separator that can be moved is a control (ARIA, window splitter).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="separator"
      aria-orientation="vertical"
      aria-label={words.resize}
      aria-valuenow={views.width}
      aria-valuemin={views.least}
      aria-valuemax={views.most}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={css['resizer']}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
      onDoubleClick={views.toggleWide}
      onKeyDown={onKeyDown}
    />
  )
}

function widthAfter(key: string, { width, least, most }: Views): number | null {
  switch (key) {
    case 'ArrowLeft':
      return width - STEP
    case 'ArrowRight':
      return width + STEP
    case 'Home':
      return least
    case 'End':
      return most
    default:
      return null
  }
}
