import { useReducedMotion } from '@mantine/hooks'
import { TldrawScribble, useEditor, useValue } from '@tldraw/tldraw'
import { useEffect, useId, useState, type PointerEvent } from 'react'
import { useOpenBoard, useSignal } from '../board-provider.tsx'
import { pathOf, type InkSeen } from './ink.ts'
import { isFading, seenOf, TRAIL_MS } from './laser-trail.ts'
import { useStage } from './stage-context.ts'

/** What is written for the moment and pointed at, within the scene's frame; takes the pen of whoever may write. */
export function InkOnStage() {
  const { tool, ink, pen } = useStage()
  const editor = useEditor()
  const { stage } = useOpenBoard()
  const frame = useSignal(stage)?.frame
  const camera = useValue('camera', () => editor.getCamera(), [editor])
  const strokes = useSignal(ink.strokes)
  const isPointed = useSignal(ink.trails).length > 0
  const clip = useId()
  const held = pen && (tool === 'ink' || tool === 'laser') ? tool : null
  if (!held && strokes.length === 0 && !isPointed) return null
  const pointOf = (event: PointerEvent) =>
    editor.screenToPage({ x: event.clientX, y: event.clientY })
  return (
    <svg
      className="stage-ink"
      data-writing={held !== null || undefined}
      data-testid="ink"
      aria-hidden="true"
      onPointerDown={(event) => {
        if (!held || !event.isPrimary || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        pen?.press(held, pointOf(event), camera.z)
      }}
      onPointerMove={(event) => event.isPrimary && pen?.move(pointOf(event))}
      onPointerUp={(event) => event.isPrimary && pen?.lift()}
      onPointerCancel={(event) => event.isPrimary && pen?.lift()}
    >
      {frame && (
        <clipPath id={clip}>
          <rect x={frame.x} y={frame.y} width={frame.w} height={frame.h} />
        </clipPath>
      )}
      <g transform={`scale(${camera.z}) translate(${camera.x} ${camera.y})`}>
        <g clipPath={`url(#${clip})`}>
          {strokes.map((stroke) => (
            <path
              key={stroke.id}
              className="stage-stroke"
              d={pathOf(stroke)}
              strokeWidth={stroke.width}
            />
          ))}
          <Laser ink={ink} zoom={camera.z} />
        </g>
      </g>
    </svg>
  )
}

/** As tldraw's own laser looks. */
const look = {
  size: 4,
  color: 'laser',
  opacity: 0.7,
  state: 'active',
  delay: 0,
  shrink: 0,
  taper: true,
} as const

function Laser({ ink, zoom }: { ink: InkSeen; zoom: number }) {
  const trails = useSignal(ink.trails)
  const isStill = useReducedMotion(undefined, { getInitialValueInEffect: false })
  const nowMs = useNow(ink, isStill)
  return trails.map((trail) => {
    const points = seenOf(trail, { nowMs, isStill })
    const scribble = { ...look, id: String(trail.id), points }
    return <TldrawScribble key={trail.id} scribble={scribble} zoom={zoom} />
  })
}

/** The time, anew with every picture while a trail fades; where nothing is to move, only when it is over. */
function useNow(ink: InkSeen, isStill: boolean): number {
  const trails = useSignal(ink.trails)
  const [nowMs, setNow] = useState(0)
  useEffect(() => {
    let request = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      const now = performance.now()
      setNow(now)
      ink.prune(now)
      if (isStill) timer = setTimeout(look, TRAIL_MS)
      else if (trails.some((trail) => isFading(trail, now))) request = requestAnimationFrame(look)
    }
    if (trails.length > 0) request = requestAnimationFrame(look)
    return () => {
      cancelAnimationFrame(request)
      clearTimeout(timer)
    }
  }, [ink, trails, isStill])
  return nowMs
}
