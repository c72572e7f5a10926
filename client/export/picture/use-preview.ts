import { useEffect, useState } from 'react'
import { paintPiece } from './raster.ts'
import { sketchOf, type Sketch, type Studio } from './studio.ts'
import type { PictureWish } from './wish.ts'

export type Preview =
  | { is: 'drawing' }
  | { is: 'nothing' }
  | { is: 'sketched'; sketch: Sketch; shapes: number; address: string | null }
  | { is: 'failed'; error: unknown }

const SIDE = { w: 560, h: 420 }
/** More shapes than these are drawn for a preview only when somebody asks. */
export const QUICK = 400

/** What a picture will be like: where everything stands, at once, and then a small drawing of it. */
export function usePreview(
  studio: Studio | null,
  wish: Pick<PictureWish, 'shown' | 'what' | 'hasLegend' | 'format'>,
  isAsked: boolean,
): Preview {
  const [preview, setPreview] = useState<Preview>({ is: 'drawing' })
  const { shown, what, hasLegend } = wish
  // The others look alike, and are not drawn anew.
  const format = wish.format === 'svg' ? 'svg' : 'png'
  useEffect(() => {
    if (!studio) return
    const stop = new AbortController()
    const show = (next: Preview) => {
      if (!stop.signal.aborted) setPreview(next)
    }
    const draw = async () => {
      show({ is: 'drawing' })
      const sketch = await sketchOf(studio, { shown, what, hasLegend, format })
      if (!sketch) return show({ is: 'nothing' })
      const shapes = studio.pictures.count(sketch.motif)
      show({ is: 'sketched', sketch, shapes, address: null })
      if (shapes > QUICK && !isAsked) return
      show({ is: 'sketched', sketch, shapes, address: await small(studio, sketch, stop.signal) })
    }
    draw().catch((error: unknown) => show({ is: 'failed', error }))
    return () => stop.abort()
  }, [studio, shown, what, hasLegend, format, isAsked])
  return preview
}

async function small({ pictures }: Studio, { motif, layout }: Sketch, signal: AbortSignal) {
  const dense = window.devicePixelRatio > 1 ? 2 : 1
  const scale = Math.min(1, (SIDE.w * dense) / layout.w, (SIDE.h * dense) / layout.h)
  const piece = { x: 0, y: 0, w: Math.ceil(layout.w * scale), h: Math.ceil(layout.h * scale) }
  const work = { signal, onDone: () => {} }
  // Drawn as finely as it will be saved, so that saving it needs no second drawing.
  const canvas = await paintPiece(piece, { pictures, motif, layout, scale, detail: 2, work })
  return canvas.toDataURL('image/png')
}
