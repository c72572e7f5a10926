/**
 * Put into a page before anything of it runs: notes when the first shape is painted and when the editor holds
 * every shape and that is painted. The editor is found from React's own notes on the canvas element, so that
 * neither page has to be made for being measured.
 */
export function watchOpening(shapes: number): void {
  const noted: Opening = { clickedAt: 0, firstShapeAt: null, allShapesAt: null }
  Object.assign(window, { benchOpening: noted })
  window.addEventListener('click', () => (noted.clickedAt = performance.now()), { capture: true })
  const look = () => {
    if (noted.firstShapeAt === null && document.querySelector('.tl-shape')) {
      noted.firstShapeAt = 0
      painted(() => (noted.firstShapeAt = performance.now()))
    }
    if (noted.allShapesAt === null && shapesInEditor() >= shapes) {
      noted.allShapesAt = 0
      painted(() => (noted.allShapesAt = performance.now()))
    }
    if (noted.allShapesAt === null || noted.firstShapeAt === null) requestAnimationFrame(look)
  }
  requestAnimationFrame(look)

  function painted(done: () => void): void {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', done, { once: true })
      port1.start()
      port2.postMessage(null)
    })
  }

  function shapesInEditor(): number {
    const canvas = document.querySelector('.tl-canvas')
    const key = canvas && Object.keys(canvas).find((name) => name.startsWith('__reactFiber$'))
    let fiber = key ? (canvas as unknown as Record<string, Fiber>)[key] : undefined
    for (; fiber; fiber = fiber.return ?? undefined) {
      const editor = fiber.memoizedProps?.value
      if (editor?.getCurrentPageShapeIds) return editor.getCurrentPageShapeIds().size
    }
    return 0
  }

  type Fiber = {
    return: Fiber | null
    memoizedProps?: { value?: { getCurrentPageShapeIds?: () => Set<string> } }
  }
}

/** Milliseconds since the page began; 0 while its frame is still on the way, null before. */
export type Opening = { clickedAt: number; firstShapeAt: number | null; allShapesAt: number | null }
