import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import {
  codedPictureOf,
  jpegWithXmp,
  MOST_XMP_BYTES,
} from '../../../shared/export/picture/jpeg-xmp.ts'
import {
  xmpInParts,
  xmpOf,
  type PictureFacts,
} from '../../../shared/export/picture/picture-facts.ts'
import { pngWithXmp } from '../../../shared/export/picture/png-xmp.ts'
import { codedPictureOfWebp, webpWithXmp } from '../../../shared/export/picture/webp-xmp.ts'

export type RasterFormat = 'png' | 'jpeg' | 'webp'

/** JPEG and WebP lose a little; here so little that small print stays sharp. */
const QUALITY = 0.92

/** What is known of a picture before it is drawn. */
export type KnownFacts = Omit<PictureFacts, 'pixels' | 'covers'>

/** A picture as it was encoded, with the hash of what can be seen on it. */
export type EncodedPicture = { blob: Blob; pixels: string; format: RasterFormat | 'pdf' }

/**
 * A canvas as a file. What it says of itself stands inside, the hash of what can be seen too: of a PNG over its
 * pixels, of a JPEG or WebP over its coded picture. Either stays the same when only what is said beside it changes.
 */
export async function encoded(
  canvas: HTMLCanvasElement,
  { format, facts }: { format: RasterFormat; facts: KnownFacts },
): Promise<EncodedPicture> {
  const type = `image/${format}`
  const plain = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, QUALITY))
  if (plain?.type !== type) throw new Error(`This browser does not write ${format}`)
  const bytes = new Uint8Array(await plain.arrayBuffer())
  const pixels = hashOf(bytes, { format, canvas })
  const whole = withFacts(bytes, { format, facts: { ...facts, pixels, covers: 'picture' } })
  return { blob: new Blob([whole], { type }), pixels, format }
}

type Bytes = Uint8Array<ArrayBuffer>

function hashOf(
  bytes: Bytes,
  { format, canvas }: { format: RasterFormat; canvas: HTMLCanvasElement },
): string {
  switch (format) {
    case 'png':
      return hashOfPixels(canvas)
    case 'jpeg':
      return bytesToHex(sha256(codedPictureOf(bytes)))
    case 'webp':
      // As it will stand in the file: what is said of it adds a chunk at the beginning.
      return bytesToHex(sha256(codedPictureOfWebp(webpWithXmp(bytes, ''))))
  }
}

function withFacts(
  bytes: Bytes,
  { format, facts }: { format: RasterFormat; facts: PictureFacts },
): Bytes {
  switch (format) {
    case 'png':
      return pngWithXmp(bytes, xmpOf(facts))
    case 'jpeg': {
      const { xmp, extension } = xmpInParts(facts, MOST_XMP_BYTES)
      return jpegWithXmp(bytes, xmp, extension)
    }
    case 'webp':
      return webpWithXmp(bytes, xmpOf(facts))
  }
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
