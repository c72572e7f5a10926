import sharp, { type OverlayOptions } from 'sharp'
import { expect, test } from 'vitest'
import { differenceOf, isLike, referencePicture } from '../support/reference-pictures.ts'

type Rect = { left: number; top: number; width: number; height: number }

/** On the reference pictures, in pixels at 1×. */
const LABEL: Rect = { left: 186, top: 432, width: 90, height: 28 }
const VERIFIED: Rect = { left: 290, top: 106, width: 84, height: 28 }
const DISPUTED: Rect = { left: 286, top: 508, width: 88, height: 28 }
const QUESTION: Rect = { left: 1056, top: 156, width: 248, height: 168 }
const BARE: Rect = { left: 20, top: 470, width: 40, height: 40 }

const references = [
  { name: 'light-1x', scale: 1 },
  { name: 'dark-2x', scale: 2 },
]

type Change = (picture: Buffer, scale: number) => Promise<Buffer>

const wrong: Record<string, Change> = {
  'a label is missing': (picture, scale) => without(picture, scaled(LABEL, scale), scale),
  'a label is moved': async (picture, scale) => {
    const label = scaled(LABEL, scale)
    const input = await cut(picture, label)
    const bare = await without(picture, label, scale)
    const [left, top] = [label.left + 10 * scale, label.top]
    return painted(bare, { input, left, top })
  },
  'a status is another one': async (picture, scale) => {
    const input = await cut(picture, scaled(VERIFIED, scale))
    const { left, top } = scaled(DISPUTED, scale)
    return painted(picture, { input, left, top })
  },
  'a card is missing': (picture, scale) => without(picture, scaled(QUESTION, scale), scale),
}

const harmless: Record<string, Change> = {
  'letters stand a third of a pixel further': (picture) =>
    sharp(picture).affine([1, 0, 0, 1], { odx: 0.35 }).png().toBuffer(),
  'it was coded with loss': (picture) => sharp(picture).jpeg({ quality: 85 }).toBuffer(),
  'letters are a little bolder': (picture) => sharp(picture).gamma(1.15).png().toBuffer(),
}

test.each(Object.entries(wrong))(
  '[X61] a picture is told from its reference where %s',
  async (_, change) => {
    for (const { name, scale } of references) {
      // oxlint-disable-next-line no-await-in-loop -- one picture in memory at a time
      const reference = await referencePicture(name)
      // oxlint-disable-next-line no-await-in-loop
      const found = await differenceOf(await change(reference, scale), reference, { scale })
      expect(isLike(found), `${name}: ${found.share}`).toBe(false)
    }
  },
)

test.each(Object.entries(harmless))(
  '[X61] a picture is like its reference where %s',
  async (_, change) => {
    for (const { name, scale } of references) {
      // oxlint-disable-next-line no-await-in-loop -- one picture in memory at a time
      const reference = await referencePicture(name)
      // oxlint-disable-next-line no-await-in-loop
      const found = await differenceOf(await change(reference, scale), reference, { scale })
      expect(isLike(found), `${name}: ${found.share}`).toBe(true)
    }
  },
)

test('[X61] a picture of another size is never like its reference', async () => {
  const reference = await referencePicture('light-1x')
  const smaller = await cut(reference, { left: 0, top: 0, width: 300, height: 300 })
  await expect(differenceOf(smaller, reference, { scale: 1 })).rejects.toThrow('300 × 300')
})

function scaled({ left, top, width, height }: Rect, by: number): Rect {
  return { left: left * by, top: top * by, width: width * by, height: height * by }
}

function cut(picture: Buffer, rect: Rect): Promise<Buffer> {
  return sharp(picture).extract(rect).png().toBuffer()
}

/** With the canvas in the place of a part. */
async function without(picture: Buffer, { width, height, left, top }: Rect, scale: number) {
  const bare = await cut(picture, scaled(BARE, scale))
  const input = await sharp(bare).resize(width, height, { fit: 'fill' }).png().toBuffer()
  return painted(picture, { input, left, top })
}

function painted(picture: Buffer, over: OverlayOptions): Promise<Buffer> {
  return sharp(picture).composite([over]).png().toBuffer()
}
