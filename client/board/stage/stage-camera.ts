import { atom, react } from '@tldraw/state'
import type { Editor } from '@tldraw/tldraw'
import type { Frame } from '../../../shared/briefing/scene.ts'
import { cameraOn, EASE_MS, eased, frameBetween, marginsOf } from './ease.ts'

/**
 * Keeps a canvas on one frame of its page, whatever the size of the window, and masks all that lies outside: the
 * canvas itself is clipped, so that nothing of ours lies over tldraw's mark.
 */
export class StageCamera {
  readonly #editor: Editor
  readonly #frame = atom<Frame | null>('frame on stage', null)
  readonly #stop: () => void
  #request: number | null = null

  constructor(editor: Editor) {
    this.#editor = editor
    editor.setCameraOptions({ ...editor.getCameraOptions(), isLocked: true })
    this.#stop = react('camera on stage', () => {
      const frame = this.#frame.get()
      const { w, h } = editor.getViewportScreenBounds()
      if (frame) this.#place(frame, { w, h })
    })
  }

  /** Goes there at once the first time, and where people want no motion. */
  show(frame: Frame): void {
    this.#cancel()
    const from = this.#frame.get()
    const isStill =
      from === null || matchMedia('(prefers-reduced-motion: reduce)').matches || isSame(from, frame)
    if (isStill) this.#frame.set(frame)
    else this.#ease(from, frame)
  }

  close(): void {
    this.#cancel()
    this.#stop()
  }

  #ease(from: Frame, to: Frame): void {
    const start = performance.now()
    const step = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - start) / EASE_MS))
      this.#request = share < 1 ? requestAnimationFrame(step) : null
      this.#frame.set(share < 1 ? frameBetween(from, to, eased(share)) : to)
    }
    this.#request = requestAnimationFrame(step)
  }

  #cancel(): void {
    if (this.#request !== null) cancelAnimationFrame(this.#request)
    this.#request = null
  }

  #place(frame: Frame, window: { w: number; h: number }): void {
    this.#editor.setCamera(cameraOn(frame, window), { immediate: true, force: true })
    const { sides, ends } = marginsOf(frame, window)
    const canvas = this.#editor.getContainer().querySelector<HTMLElement>('.tl-canvas')
    if (canvas) canvas.style.clipPath = `inset(${ends}px ${sides}px)`
  }
}

function isSame(a: Frame, b: Frame): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h
}
