import { react } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import { z } from 'zod'

const camera = z.object({ x: z.number(), y: z.number(), z: z.number().min(0.01).max(100) })

/** Opens a board where this window last looked at it, or else so that all of it is in view. */
export function keepCamera(editor: Editor, boardId: string): () => void {
  const key = `redstring:camera:${boardId}`
  const before = readCamera(key)
  if (before) editor.setCamera(before, { immediate: true })
  else if (editor.getCurrentPageShapeIds().size > 0) {
    editor.zoomToFit({ immediate: true })
    if (editor.getZoomLevel() > 1)
      editor.setCamera({ ...centredAt(editor), z: 1 }, { immediate: true })
  }
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

function centredAt(editor: Editor): { x: number; y: number } {
  const { center } = editor.getViewportPageBounds()
  const { w, h } = editor.getViewportScreenBounds()
  return { x: w / 2 - center.x, y: h / 2 - center.y }
}

function readCamera(key: string): { x: number; y: number; z: number } | null {
  try {
    const parsed = camera.safeParse(JSON.parse(sessionStorage.getItem(key) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
