/** A page that always has something to do does this all the same, after so long. */
const AT_THE_LATEST_MS = 1_500

/**
 * Runs something once the page has nothing else to do, for nobody is to wait for it.
 *
 * @returns gives it up
 */
export function whenIdle(run: () => void): () => void {
  // Safari has no such moments.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run, 100)
    return () => clearTimeout(timer)
  }
  const request = window.requestIdleCallback(run, { timeout: AT_THE_LATEST_MS })
  return () => window.cancelIdleCallback(request)
}
