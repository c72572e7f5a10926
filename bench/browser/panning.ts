/** Put into a page: pans for a while by one wheel event a frame, and counts the frames. */
export async function framesWhilePanning(ms: number): Promise<number> {
  const canvas = document.querySelector('.tl-canvas')
  if (!canvas) throw new Error('There is no canvas')
  const from = performance.now()
  let frames = 0
  return new Promise((resolve) => {
    const step = () => {
      const elapsed = performance.now() - from
      if (elapsed >= ms) return resolve((frames * 1000) / elapsed)
      frames++
      canvas.dispatchEvent(
        new WheelEvent('wheel', {
          deltaX: 12,
          deltaY: 18,
          clientX: 600,
          clientY: 400,
          bubbles: true,
          cancelable: true,
        }),
      )
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
}
