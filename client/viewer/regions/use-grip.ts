import { useRef, type PointerEvent } from 'react'
import {
  movedBy,
  withCornerAt,
  type NumberedRegion,
  type Point,
} from '../../../shared/evidence/region-outline.ts'
import { useStage } from '../picture-stage.tsx'
import type { RegionDesk } from './use-region-desk.ts'

/** A region under the hand, and where its outline is meanwhile. */
export type Pulled = { id: string; outline: Point[] }

/** What a part of a region carries so that it can be pulled: all of it, or one corner. */
export type Grip = (
  numbered: NumberedRegion,
  corner: number | null,
) => {
  onPointerDown: (event: PointerEvent<SVGElement>) => void
  onPointerMove: (event: PointerEvent<SVGElement>) => void
  onPointerUp: () => void
  onPointerCancel: () => void
}

/** Moves regions by hand. The document is written once, when the hand lets go. */
export function useGrip({
  desk,
  size,
  pulled,
  setPulled,
}: {
  desk: RegionDesk
  size: { w: number; h: number }
  pulled: Pulled | null
  setPulled: (pulled: Pulled | null) => void
}): Grip {
  const { toPicture } = useStage()
  const from = useRef<Point | null>(null)
  const shareAt = (event: PointerEvent): Point => {
    const { x, y } = toPicture(event)
    return { x: x / size.w, y: y / size.h }
  }
  return ({ id, region }, corner) => ({
    onPointerDown: (event) => {
      if (event.button !== 0) return
      desk.choose(id)
      // To those who only view, a press on a region also moves the picture.
      if (!desk.canEdit) return
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      from.current = shareAt(event)
    },
    onPointerMove: (event) => {
      if (!from.current) return
      const at = shareAt(event)
      const { x, y } = from.current
      const outline =
        corner === null
          ? movedBy(region.outline, { x: at.x - x, y: at.y - y })
          : withCornerAt(region.outline, corner, at)
      setPulled({ id, outline })
    },
    onPointerUp: () => {
      if (pulled) desk.change(pulled.id, { outline: pulled.outline })
      from.current = null
      setPulled(null)
    },
    onPointerCancel: () => {
      from.current = null
      setPulled(null)
    },
  })
}
