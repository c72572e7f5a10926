import { react, type Atom } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import type { Frame } from '../../../shared/briefing/scene.ts'
import { cameraOn, EASE_MS, eased, frameBetween, marginsOf, type Size } from './ease.ts'

const ALL_MASKED = 'inset(50%)'

/**
 * Keeps a canvas on one frame of its page, whatever the size of the window, and masks all that lies outside: the
 * canvas itself is clipped, so that nothing of ours lies over tldraw's mark.
 */
export class StageCamera {
  readonly #editor: Editor
  readonly #isMoving: Atom<boolean>
  readonly #stop: () => void
  #frame: Frame | null = null
  #easing: number | null = null
  #placing: number | null = null

  /** @param isMoving is told whether the view is on its way from one scene to the next */
  constructor(editor: Editor, isMoving: Atom<boolean>) {
    this.#editor = editor
    this.#isMoving = isMoving
    editor.setCameraOptions({ ...editor.getCameraOptions(), isLocked: true })
    this.#stop = react('size of the stage', () => {
      editor.getViewportScreenBounds()
      // Not from within a reaction: others would not hear of the camera's change.
      this.#placing ??= requestAnimationFrame(() => {
        this.#placing = null
        this.#place()
      })
    })
  }

  /** Goes there at once the first time, and where people want no motion. Null masks everything. */
  show(frame: Frame | null): void {
    const from = this.#frame
    if (this.#easing !== null) cancelAnimationFrame(this.#easing)
    this.#easing = null
    if (frame === null) return this.#hide()
    const isStill = from === null || matchMedia('(prefers-reduced-motion: reduce)').matches
    if (isStill) this.#arrive(frame)
    else this.#ease(from, frame)
  }

  close(): void {
    this.#stop()
    for (const request of [this.#easing, this.#placing])
      if (request !== null) cancelAnimationFrame(request)
    this.#isMoving.set(false)
  }

  #ease(from: Frame, to: Frame): void {
    // From the first frame that is drawn: what a scene brings may take the browser longer than the whole way.
    let start: number | null = null
    this.#isMoving.set(true)
    const step = (now: number) => {
      start ??= now
      const share = Math.min(1, Math.max(0, (now - start) / EASE_MS))
      this.#easing = share < 1 ? requestAnimationFrame(step) : null
      if (share < 1) this.#goTo(frameBetween(from, to, eased(share)))
      else this.#arrive(to)
    }
    this.#easing = requestAnimationFrame(step)
  }

  #arrive(frame: Frame): void {
    this.#goTo(frame)
    this.#isMoving.set(false)
  }

  #goTo(frame: Frame): void {
    this.#frame = frame
    this.#place()
  }

  #place(): void {
    if (!this.#frame) return
    const { w, h } = this.#editor.getViewportScreenBounds()
    const window = { w, h }
    this.#editor.setCamera(cameraOn(this.#frame, window), { immediate: true, force: true })
    this.#clip(maskOf(this.#frame, window))
    this.#edge(marginsOf(this.#frame, window))
  }

  #hide(): void {
    this.#frame = null
    this.#isMoving.set(false)
    this.#clip(ALL_MASKED)
    this.#edge(null)
  }

  /** Says where the frame ends, to whatever draws its edge; null where nothing of it is shown. */
  #edge(margins: { sides: number; ends: number } | null): void {
    const container = this.#editor.getContainer()
    container.toggleAttribute('data-framed', margins !== null)
    if (margins) container.style.setProperty('--stage-edge', `${margins.ends}px ${margins.sides}px`)
  }

  #clip(path: string): void {
    const canvas = this.#editor.getContainer().querySelector<HTMLElement>('.tl-canvas')
    if (canvas) canvas.style.clipPath = path
  }
}

/**
 * What of a canvas shows a frame, from its upper left corner on: it masks the rest though the canvas be larger by now
 * than the camera knows.
 */
function maskOf(frame: Frame, window: Size): string {
  const { sides, ends } = marginsOf(frame, window)
  const [left, right] = [`${sides}px`, `${window.w - sides}px`]
  const [top, bottom] = [`${ends}px`, `${window.h - ends}px`]
  return `polygon(${left} ${top}, ${right} ${top}, ${right} ${bottom}, ${left} ${bottom})`
}
