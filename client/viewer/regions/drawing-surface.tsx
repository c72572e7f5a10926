import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { boxBetween, rectangleOf, type Point } from '../../../shared/evidence/region-outline.ts'
import { useStage } from '../picture-stage.tsx'
import { pointsOf } from './points-of.ts'
import { messages } from './region-messages.ts'
import css from './regions.module.css'
import type { RegionDesk } from './use-region-desk.ts'

/** Stage pixels within which a click on the first corner closes an outline. */
const CLOSE_PX = 10

type Props = {
  desk: RegionDesk
  size: { w: number; h: number }
  toStage: (point: Point) => Point
}

/** Lies over picture and regions while something new is drawn, and takes every press. */
export function DrawingSurface({ desk, size, toStage }: Props) {
  const { toPicture } = useStage()
  const surface = useRef<SVGGElement>(null)
  const [corners, setCorners] = useState<Point[]>([])
  const [under, setUnder] = useState<Point | null>(null)
  const isRectangle = desk.tool === 'rectangle'
  const [first] = corners
  useEffect(() => surface.current?.focus({ preventScroll: true }), [])

  const shareAt = (event: PointerEvent): Point => {
    const { x, y } = toPicture(event)
    return { x: Math.min(1, Math.max(0, x / size.w)), y: Math.min(1, Math.max(0, y / size.h)) }
  }
  const isOnFirst = (at: Point) => {
    if (!first || corners.length < 3) return false
    const [a, b] = [toStage(first), toStage(at)]
    return Math.hypot(a.x - b.x, a.y - b.y) < CLOSE_PX
  }
  const finish = (outline: readonly Point[]) => {
    setCorners([])
    desk.add(outline)
  }

  const onPointerDown = (event: PointerEvent<SVGElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    const at = shareAt(event)
    if (isRectangle) {
      event.currentTarget.setPointerCapture(event.pointerId)
      setCorners([at])
    } else if (isOnFirst(at)) finish(corners)
    else setCorners([...corners, at])
    setUnder(at)
  }
  const onPointerUp = (event: PointerEvent<SVGElement>) => {
    if (!isRectangle || !first) return
    finish(rectangleOf(boxBetween(first, shareAt(event))))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setCorners([])
      desk.setTool('select')
    } else if (event.key === 'Enter' && corners.length >= 3) finish(corners)
    else if (event.key === 'Backspace') setCorners(corners.slice(0, -1))
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const outline = isRectangle
    ? first && under
      ? rectangleOf(boxBetween(first, under))
      : []
    : [...corners, ...(under && corners.length > 0 ? [under] : [])]
  const points = outline.map(toStage)
  return (
    <g
      ref={surface}
      className={css['drawing']}
      role="application"
      aria-label={isRectangle ? messages.drawingRectangle : messages.drawing}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Enter and Escape end the drawing
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => setUnder(shareAt(event))}
      onPointerUp={onPointerUp}
      onDoubleClick={() => corners.length >= 3 && finish(corners)}
    >
      <rect className={css['surface']} width="100%" height="100%" />
      {points.length > 0 && (
        <>
          <polygon className={css['casing']} points={pointsOf(points)} />
          <polygon className={css['line']} points={pointsOf(points)} />
          {!isRectangle &&
            corners.map(toStage).map(({ x, y }, corner) => (
              // oxlint-disable-next-line react/no-array-index-key -- a corner is its place in the outline
              <circle key={corner} className={css['corner']} cx={x} cy={y} r={4} />
            ))}
        </>
      )}
    </g>
  )
}
