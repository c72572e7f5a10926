import { useEffect, useRef, useState, type PointerEvent } from 'react'
import type { Point } from '../../shared/geo/matrix.ts'
import type { Size } from '../../shared/geo/placing.ts'
import { useStage } from '../viewer/picture-stage.tsx'
import { messages } from './satellite-messages.ts'
import css from './satellite.module.css'

type Props = {
  size: Size
  /** A point of the picture, in its pixels. */
  onPoint: (point: Point) => void
  onHover: (point: Point) => void
  /** Enter once more where the last point was set. */
  onDone?: () => void
  onBack?: () => void
  onStop: () => void
}

/** A press that moves less than this points; one that moves more drags the picture. Stage pixels. */
const STILL_PX = 4

/** Sets points on a picture, by pressing or by a crosshair that arrow keys move. Dragging still moves the picture. */
export function PointSurface({ size, onPoint, onHover, onDone, onBack, onStop }: Props) {
  const stage = useStage()
  const { view } = stage
  const crosshair = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<Point>({ x: size.w / 2, y: size.h / 2 })
  const within = ({ x, y }: Point): Point => ({
    x: Math.max(0, Math.min(size.w, x)),
    y: Math.max(0, Math.min(size.h, y)),
  })
  const move = (next: Point) => {
    const inside = within(next)
    setAt(inside)
    onHover(inside)
  }
  const lastSet = useRef<Point | null>(null)
  const set = (point: Point) => {
    lastSet.current = point
    onPoint(point)
  }

  useEffect(() => {
    crosshair.current?.focus({ preventScroll: true })
  }, [])

  useEffect(() => {
    const element = crosshair.current
    // Before the sheet's own Escape, which would close it.
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const step = (event.shiftKey ? 24 : 4) / view.scale
      const by = stepOf(event.key, step)
      if (by) move({ x: at.x + by.x, y: at.y + by.y })
      else if (event.key === 'Enter' || event.key === ' ') {
        const before = lastSet.current
        if (before && before.x === at.x && before.y === at.y && onDone) onDone()
        else set(at)
      } else if (event.key === 'Backspace' && onBack) onBack()
      else if (event.key === 'Escape') onStop()
      else return
      event.preventDefault()
      event.stopPropagation()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  })

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    const from = { x: event.clientX, y: event.clientY }
    // The stage takes hold of the pointer, so where it is let go is heard at the window.
    window.addEventListener(
      'pointerup',
      (up) => {
        if (Math.hypot(up.clientX - from.x, up.clientY - from.y) > STILL_PX) return
        const point = stage.toPicture(up)
        if (point.x < 0 || point.y < 0 || point.x > size.w || point.y > size.h) return
        move(point)
        set(point)
        crosshair.current?.focus({ preventScroll: true })
      },
      { once: true },
    )
  }

  return (
    // The crosshair in it is what the keyboard has; the surface only takes presses.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={css['surface']}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => onHover(stage.toPicture(event))}
    >
      <button
        ref={crosshair}
        type="button"
        className={css['crosshair']}
        aria-label={messages.measure.crosshair}
        style={{ left: at.x * view.scale + view.x, top: at.y * view.scale + view.y }}
      />
    </div>
  )
}

function stepOf(key: string, step: number): Point | null {
  switch (key) {
    case 'ArrowLeft':
      return { x: -step, y: 0 }
    case 'ArrowRight':
      return { x: step, y: 0 }
    case 'ArrowUp':
      return { x: 0, y: -step }
    case 'ArrowDown':
      return { x: 0, y: step }
    default:
      return null
  }
}
