import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { Crop } from '../../shared/evidence/references.ts'
import { useStage } from '../viewer/picture-stage.tsx'
import { messages } from './media-messages.ts'
import css from './crop-box.module.css'
import { cropBox } from './pixels.ts'

/** A part of a picture before anybody has moved it: the middle. */
export const firstCrop: Crop = { x: 0.25, y: 0.25, w: 0.5, h: 0.5 }

type Grip = 'whole' | 'corner'

/** The part of a frame that will be taken: dragged, sized at its corner, or moved by keys. */
export function CropBox({
  size,
  crop,
  onCrop,
}: {
  size: { w: number; h: number }
  crop: Crop
  onCrop: (crop: Crop) => void
}) {
  const stage = useStage()
  const { view } = stage
  const drag = useRef<{ grip: Grip; at: { x: number; y: number }; from: Crop } | null>(null)
  const box = cropBox(size, crop)

  const begin = (grip: Grip) => (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { grip, at: stage.toPicture(event), from: crop }
  }
  const move = (event: PointerEvent) => {
    if (!drag.current) return
    event.stopPropagation()
    const { grip, at, from } = drag.current
    const to = stage.toPicture(event)
    const by = { x: (to.x - at.x) / size.w, y: (to.y - at.y) / size.h }
    onCrop(grip === 'whole' ? moved(from, by) : sized(from, by, size))
  }
  const end = (event: PointerEvent) => {
    event.stopPropagation()
    drag.current = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = arrows[event.key]
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    const by = { x: (step.x * STEP_PX) / size.w, y: (step.y * STEP_PX) / size.h }
    onCrop(event.shiftKey ? sized(crop, by, size) : moved(crop, by))
  }

  return (
    // It is dragged and moved by keys as a whole.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      className={css['crop']}
      style={{
        left: view.x + box.x * view.scale,
        top: view.y + box.y * view.scale,
        width: box.w * view.scale,
        height: box.h * view.scale,
      }}
      aria-label={messages.crop.label(box.x, box.y, box.w, box.h)}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- arrow keys move it
      tabIndex={0}
      onPointerDown={begin('whole')}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
      onKeyDown={onKeyDown}
    >
      <span
        className={css['cropCorner']}
        title={messages.crop.corner}
        onPointerDown={begin('corner')}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
    </section>
  )
}

const STEP_PX = 8

const arrows: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

function moved(crop: Crop, by: { x: number; y: number }): Crop {
  return {
    ...crop,
    x: within(crop.x + by.x, 0, 1 - crop.w),
    y: within(crop.y + by.y, 0, 1 - crop.h),
  }
}

function sized(crop: Crop, by: { x: number; y: number }, size: { w: number; h: number }): Crop {
  return {
    ...crop,
    w: within(crop.w + by.x, 1 / size.w, 1 - crop.x),
    h: within(crop.h + by.y, 1 / size.h, 1 - crop.y),
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
