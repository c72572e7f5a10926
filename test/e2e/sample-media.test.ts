import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bitStrip } from '../../scripts/sample-media/burn-in.ts'
import { mediaFolder, readManifest } from '../../server/sample/media.ts'
import { openBrowser } from '../support/people.ts'

const clips = Object.entries(readManifest()).filter(([, { type }]) => type === 'video/mp4')

test.each(clips)(
  '[B7] %s decodes to the frame numbers that are burnt into it',
  async (name, { frames = 0, fps = 0 }) => {
    const browser = await openBrowser()
    const page = await browser.newPage()
    const wanted = [0, 1, 2, 24, 25, 49, 50, 99, 100, frames - 2, frames - 1]
    const clip = readFileSync(join(mediaFolder, name)).toString('base64')
    const read = await page.evaluate(readNumbers, { clip, wanted, fps, strip: bitStrip })
    expect(read).toEqual(wanted)
  },
)

/** Runs in the page: seeks to the middle of each frame and reads the strip of squares. */
async function readNumbers({
  clip,
  wanted,
  fps,
  strip,
}: {
  clip: string
  wanted: number[]
  fps: number
  strip: { bits: number; x: number; y: number; step: number; size: number }
}): Promise<number[]> {
  const bytes = Uint8Array.from(atob(clip), (letter) => letter.charCodeAt(0))
  const video = document.createElement('video')
  const loaded = new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve, { once: true })
    video.addEventListener('error', () => reject(new Error('The clip cannot be played')))
  })
  video.src = URL.createObjectURL(new Blob([bytes], { type: 'video/mp4' }))
  await loaded
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas')
  const readNumber = (): number => {
    context.drawImage(video, 0, 0)
    let number = 0
    for (let bit = 0; bit < strip.bits; bit++) {
      const [x, y] = [strip.x + bit * strip.step + strip.size / 2, strip.y + strip.size / 2]
      const [red = 0] = context.getImageData(x, y, 1, 1).data
      number = number * 2 + (red > 150 ? 1 : 0)
    }
    return number
  }
  const numbers: number[] = []
  for (const frame of wanted) {
    const sought = new Promise((resolve) => {
      video.addEventListener('seeked', resolve, { once: true })
    })
    video.currentTime = (frame + 0.5) / fps
    // Each frame after the one before, for there is one video element.
    // oxlint-disable-next-line no-await-in-loop
    await sought
    // A busy machine may show the frame a little after it says so.
    for (let turn = 0; turn < 200 && readNumber() !== frame; turn++) {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise(requestAnimationFrame)
    }
    numbers.push(readNumber())
  }
  return numbers
}
