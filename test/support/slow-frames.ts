import type { BrowserContext } from 'playwright-core'

/** Time between two frames of a page, ms: 60 a second cost a tenth of a core for every open board, at rest too. */
const FRAME_MS = 40

/**
 * What the pages of a window do for every frame they do 25 times a second, as on a slow machine. Nothing that is drawn
 * or told differs but how often.
 */
export async function slowFrames(context: BrowserContext): Promise<void> {
  await context.addInitScript(drawSeldom, FRAME_MS)
}

/** Runs in a page before its own scripts. */
function drawSeldom(frameMs: number): void {
  const native = requestAnimationFrame.bind(globalThis)
  const waiting = new Map<number, FrameRequestCallback>()
  let last = 0
  let isAsked = false
  const draw = (time: number) => {
    isAsked = false
    const callbacks = [...waiting]
    for (const [id, callback] of callbacks) {
      // One of them may have called off another.
      if (!waiting.delete(id)) continue
      try {
        callback(time)
      } catch (error) {
        reportError(error)
      }
    }
  }
  globalThis.requestAnimationFrame = (callback) => {
    waiting.set(++last, callback)
    if (!isAsked) setTimeout(() => native(draw), frameMs)
    isAsked = true
    return last
  }
  globalThis.cancelAnimationFrame = (id) => void waiting.delete(id)
}
