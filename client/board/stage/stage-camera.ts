import { react } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import type { Frame } from '../../../shared/briefing/scene.ts'
import { cameraOn, EASE_MS, eased, frameBetween, marginsOf } from './ease.ts'

/**
 * Keeps a canvas on one frame of its page, whatever the size of the window, and masks all that lies outside: the
 * canvas itself is clipped, so that nothing of ours lies over tldraw's mark.
 */
export class StageCamera {
  readonly #editor: Editor
  readonly #stop: () => void
  #frame: Frame | null = null
  #easing: number | null = null
  #placing: number | null = null

  constructor(editor: Editor) {
    this.#editor = editor
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

  /** Goes there at once the first time, and where people want no motion. */
  show(frame: Frame): void {
    const from = this.#frame
    if (this.#easing !== null) cancelAnimationFrame(this.#easing)
    this.#easing = null
    const isStill = from === null || matchMedia('(prefers-reduced-motion: reduce)').matches
    if (isStill) this.#goTo(frame)
    else this.#ease(from, frame)
  }

  close(): void {
    this.#stop()
    for (const request of [this.#easing, this.#placing])
      if (request !== null) cancelAnimationFrame(request)
  }

  #ease(from: Frame, to: Frame): void {
    const start = performance.now()
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - start) / EASE_MS))
      this.#easing = share < 1 ? requestAnimationFrame(step) : null
      this.#goTo(share < 1 ? frameBetween(from, to, eased(share)) : to)
    }
    this.#easing = requestAnimationFrame(step)
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
    const { sides, ends } = marginsOf(this.#frame, window)
    const canvas = this.#editor.getContainer().querySelector<HTMLElement>('.tl-canvas')
    if (canvas) canvas.style.clipPath = `inset(${ends}px ${sides}px)`
  }
}
