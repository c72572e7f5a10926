import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { codedPictureOf, jpegWithXmp } from '../../../shared/export/picture/jpeg-xmp.ts'
import { xmpOf, type PictureFacts } from '../../../shared/export/picture/picture-facts.ts'
import { pngWithXmp } from '../../../shared/export/picture/png-xmp.ts'

export type RasterFormat = 'png' | 'jpeg' | 'webp'

/** JPEG and WebP lose a little; here so little that small print stays sharp. */
const QUALITY = 0.92

/**
 * A canvas as a file. What it says of itself stands inside, the hash of what can be seen too: of a PNG over its
 * pixels, of a JPEG over its coded picture. Either stays the same when only what is said beside it changes. A WebP
 * carries nothing.
 */
export async function encoded(
  canvas: HTMLCanvasElement,
  { format, facts }: { format: RasterFormat; facts: Omit<PictureFacts, 'pixels'> },
): Promise<{ blob: Blob; pixels: string }> {
  const type = `image/${format}`
  const plain = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, QUALITY))
  if (plain?.type !== type) throw new Error(`This browser does not write ${format}`)
  const bytes = new Uint8Array(await plain.arrayBuffer())
  if (format === 'jpeg') {
    const pixels = bytesToHex(sha256(codedPictureOf(bytes)))
    return { blob: new Blob([jpegWithXmp(bytes, xmpOf({ ...facts, pixels }))], { type }), pixels }
  }
  const pixels = hashOfPixels(canvas)
  if (format === 'webp') return { blob: plain, pixels }
  return { blob: new Blob([pngWithXmp(bytes, xmpOf({ ...facts, pixels }))], { type }), pixels }
}

/** Rows that are read from a canvas at once: all of them would be as large as the picture once more. */
const ROWS = 512

/** SHA-256 over the RGBA bytes, rows from the top; the same that `pixel-hash.ts` makes of a frame. */
export function hashOfPixels(canvas: HTMLCanvasElement): string {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) throw new Error('There is no canvas to read')
  const hash = sha256.create()
  for (let y = 0; y < canvas.height; y += ROWS) {
    const { data } = context.getImageData(0, y, canvas.width, Math.min(ROWS, canvas.height - y))
    hash.update(new Uint8Array(data.buffer))
  }
  return bytesToHex(hash.digest())
}
