import { react } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import { z } from 'zod'

const camera = z.object({ x: z.number(), y: z.number(), z: z.number().min(0.01).max(100) })

/** Opens a board where this window last looked at it, or else so that all of it is in view. */
export function keepCamera(editor: Editor, boardId: string): () => void {
  const key = `redstring:camera:${boardId}`
  const before = readCamera(key)
  if (before) editor.setCamera(before, { immediate: true })
  else showAll(editor)
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = react('keep camera', () => {
    const { x, y, z } = editor.getCamera()
    clearTimeout(timer)
    timer = setTimeout(() => sessionStorage.setItem(key, JSON.stringify({ x, y, z })), 500)
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}

/** A board of thousands of shapes is not shown whole: that would draw them all, each too small to be seen. */
const LARGE_BOARD = 1_500
const LEAST_ZOOM_OF_LARGE = 0.25
const MARGIN = 40

function showAll(editor: Editor): void {
  const bounds = editor.getCurrentPageBounds()
  if (!bounds) return
  editor.zoomToFit({ immediate: true })
  const zoom = editor.getZoomLevel()
  const { w, h } = editor.getViewportScreenBounds()
  if (zoom > 1) {
    const { x, y } = bounds.center
    editor.setCamera({ x: w / 2 - x, y: h / 2 - y, z: 1 }, { immediate: true })
  } else if (zoom < LEAST_ZOOM_OF_LARGE && editor.getCurrentPageShapeIds().size > LARGE_BOARD) {
    const z = LEAST_ZOOM_OF_LARGE
    editor.setCamera({ x: MARGIN / z - bounds.x, y: MARGIN / z - bounds.y, z }, { immediate: true })
  }
}

function readCamera(key: string): { x: number; y: number; z: number } | null {
  try {
    const parsed = camera.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
