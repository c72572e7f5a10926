import type { Page } from 'playwright-core'
import { bitStrip } from '../../scripts/sample-media/burn-in.ts'

/** Where the played clip of a page stands: seconds of media time, at milliseconds of this machine's clock. */
export type Sighting = { atMs: number; timeS: number; isPaused: boolean }

const PLAYED = 'video[data-playhead]'

/** Looks at the played clip of a page for a while; empty while there is none. */
export function sightings(page: Page, forMs: number): Promise<Sighting[]> {
  return page.evaluate(
    async ({ selector, ms }) => {
      const seen: Sighting[] = []
      const end = performance.now() + ms
      do {
        const video = document.querySelector<HTMLVideoElement>(selector)
        // The stopwatch, for clocks are set wrong in some of these pages.
        const atMs = performance.timeOrigin + performance.now()
        if (video) seen.push({ atMs, timeS: video.currentTime, isPaused: video.paused })
        await new Promise((resolve) => setTimeout(resolve, 50))
      } while (performance.now() < end)
      return seen
    },
    { selector: PLAYED, ms: forMs },
  )
}

/** How far others were from one, ms of everyday time, at each moment at which they were looked at. */
export function driftsMs(
  one: readonly Sighting[],
  other: readonly Sighting[],
  rate: number,
): number[] {
  return other.flatMap((seen) => {
    const near = one.toSorted(
      (a, b) => Math.abs(a.atMs - seen.atMs) - Math.abs(b.atMs - seen.atMs),
    )[0]
    if (!near || Math.abs(near.atMs - seen.atMs) > 200) return []
    const expectedS = near.timeS + ((seen.atMs - near.atMs) / 1000) * rate
    return [Math.abs((seen.timeS - expectedS) * 1000) / rate]
  })
}

/** What the picture of the played clip itself says: the number burnt into the frame on show; -1 while none is. */
export function shownNumber(page: Page): Promise<number> {
  return page.evaluate(
    ({ selector, strip: { bits, x, y, step, size } }) => {
      const video = document.querySelector<HTMLVideoElement>(selector)
      if (!video || video.readyState < 2 || video.seeking) return -1
      const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
      const context = canvas.getContext('2d')
      context?.drawImage(video, 0, 0)
      let number = 0
      for (let bit = 0; bit < bits; bit++) {
        const at = [x + bit * step + size / 2, y + size / 2, 1, 1] as const
        const [red = 0] = context?.getImageData(...at).data ?? []
        number = number * 2 + (red > 150 ? 1 : 0)
      }
      return number
    },
    { selector: PLAYED, strip: bitStrip },
  )
}

export function playedClip(page: Page) {
  return page.locator(PLAYED)
}
