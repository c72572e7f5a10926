import { react } from '@tldraw/state'
import {
  track,
  useEditor,
  useSvgExportContext,
  WeakCache,
  type Editor,
  type TLShapeId,
} from '@tldraw/tldraw'
import { useEffect, useState, type ReactNode } from 'react'

/** Shapes drawn at once when a board opens; more come in frame by frame, so that the page stays alive. */
const AT_ONCE = 200
const PER_FRAME = 60

/**
 * Draws a shape only once it has been in view: mounting thousands of shapes that nobody looks at is what makes a
 * large board slow, for tldraw hides them but mounts them all. Pictures of the board draw everything.
 */
export function WhenSeen({ id, draw }: { id: TLShapeId; draw: () => ReactNode }) {
  const editor = useEditor()
  const isExport = useSvgExportContext() !== null
  const [isSeen, setSeen] = useState(() => isExport || seenOn(editor).begin(id))
  useEffect(
    () => (isSeen ? undefined : seenOn(editor).wait(id, () => setSeen(true))),
    [editor, id, isSeen],
  )
  return isSeen ? <Drawn draw={draw} /> : null
}

/** tldraw's shapes read signals while they draw. */
const Drawn = track(function Drawn({ draw }: { draw: () => ReactNode }) {
  return draw()
})

const cache = new WeakCache<Editor, SeenShapes>()

function seenOn(editor: Editor): SeenShapes {
  return cache.get(editor, () => new SeenShapes(editor))
}

class SeenShapes {
  readonly #editor: Editor
  readonly #seen = new Set<TLShapeId>()
  readonly #waiting = new Map<TLShapeId, () => void>()
  #budget = AT_ONCE
  #frame: number | null = null

  constructor(editor: Editor) {
    this.#editor = editor
    const stop = react('shapes in view', () => {
      editor.getCulledShapes()
      this.#soon()
    })
    editor.disposables.add(() => {
      stop()
      if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    })
  }

  /** Whether the shape is drawn from the start. */
  begin(id: TLShapeId): boolean {
    if (this.#seen.has(id)) return true
    if (this.#budget <= 0 || this.#editor.getCulledShapes().has(id)) return false
    this.#budget--
    this.#soon()
    this.#seen.add(id)
    return true
  }

  wait(id: TLShapeId, onSeen: () => void): () => void {
    this.#waiting.set(id, onSeen)
    this.#soon()
    return () => this.#waiting.delete(id)
  }

  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => this.#reveal())
  }

  #reveal(): void {
    this.#frame = null
    this.#budget = AT_ONCE
    if (this.#waiting.size === 0) return
    const culled = this.#editor.getCulledShapes()
    let left = PER_FRAME
    for (const [id, onSeen] of this.#waiting) {
      if (culled.has(id)) continue
      if (left-- <= 0) return this.#soon()
      this.#waiting.delete(id)
      this.#seen.add(id)
      onSeen()
    }
  }
}
