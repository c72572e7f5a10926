import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { credentialsIn, type FoundCredentials } from '../../../shared/export/picture/credentials.ts'
import { hashAround } from '../../../shared/export/picture/file-hash.ts'
import { codedPictureOf, isJpeg, xmpInJpeg } from '../../../shared/export/picture/jpeg-xmp.ts'
import {
  factsInXmp,
  PICTURE_NAMESPACE,
  type PictureFacts,
} from '../../../shared/export/picture/picture-facts.ts'
import { isPlainPng, isPng, sizeOfPng, xmpInPng } from '../../../shared/export/picture/png-xmp.ts'
import { codedPictureOfWebp, isWebp, xmpInWebp } from '../../../shared/export/picture/webp-xmp.ts'
import { hashOfPixels } from '../picture/encode.ts'
import { canvasHolds } from '../picture/pieces.ts'
import { isPdf, readPdf, readSvg } from './read-whole-file.ts'

/** What holding a picture against the hash that it carries came to. */
export type Verdict =
  | 'unaltered'
  | 'altered'
  /** Of a PDF or SVG: a byte of it is another, whether that is seen or not. */
  | 'file-altered'
  /** A PDF holds what was exported, and something that was added behind it. */
  | 'added-to'
  /** A PDF or SVG of an earlier version, whose hash was one of a part only. */
  | 'partly-checked'
  /** A profile of colours or more frames: more is seen than the pixels that were hashed. */
  | 'more-than-pixels'
  | 'too-large'
  | 'unreadable'

/** A picture that came from a board, and whether it is what was exported. */
export type ReadPicture = {
  facts: PictureFacts
  verdict: Verdict
  /** What its hash is now; null where that cannot be told. */
  pixels: string | null
  /** Content credentials of a PNG, JPEG or PDF, to be checked, and the hash of all else in the file. */
  credentials?: FoundCredentials & { rest: string }
}

type Bytes = Uint8Array<ArrayBuffer>

/** Pictures of ours are smaller by far; a clip is not read to find that it is none. */
const MOST_BYTES = 256 * 1024 * 1024

/** What a file says of the board it is a picture of; null for every other file. */
export async function readPicture(file: File): Promise<ReadPicture | null> {
  if (file.size > MOST_BYTES || !(await mayBeOurs(file))) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (isPdf(bytes)) return readPdf(bytes)
  if (isPng(bytes)) return read(bytes, xmpInPng, () => checkPng(bytes, file))
  if (isJpeg(bytes)) return read(bytes, xmpInJpeg, () => hashed(codedPictureOf(bytes)))
  if (isWebp(bytes)) return read(bytes, xmpInWebp, () => hashed(codedPictureOfWebp(bytes)))
  return readSvg(bytes)
}

const HEAD = 512 * 1024
const TAIL = 4 * 1024 * 1024

/** Looks at the ends of a file only: whoever drops one waits for this. */
async function mayBeOurs(file: File): Promise<boolean> {
  const ends = await Promise.all([
    file.slice(0, HEAD).text(),
    file.slice(Math.max(HEAD, file.size - TAIL)).text(),
  ])
  return ends.some((text) => text.includes(PICTURE_NAMESPACE))
}

/** Either a hash to be compared, or why there is none. */
type Checked = { pixels: string } | { verdict: Verdict }

async function read(
  bytes: Bytes,
  xmpIn: (bytes: Bytes) => string | null,
  check: () => Checked | Promise<Checked>,
): Promise<ReadPicture | null> {
  const facts = factsIn(bytes, xmpIn)
  if (!facts) return null
  const checked = await Promise.resolve()
    .then(check)
    .catch((): Checked => ({ verdict: 'unreadable' }))
  const found = credentialsIn(bytes)
  const credentials = found && { ...found, rest: hashAround(bytes, found) }
  const pixels = 'pixels' in checked ? checked.pixels : null
  const verdict =
    'verdict' in checked ? checked.verdict : pixels === facts.pixels ? 'unaltered' : 'altered'
  return { facts, verdict, pixels, ...(credentials && { credentials }) }
}

/** What is damaged says nothing. */
function factsIn(bytes: Bytes, xmpIn: (bytes: Bytes) => string | null): PictureFacts | null {
  try {
    return factsInXmp(xmpIn(bytes) ?? '')
  } catch {
    return null
  }
}

function hashed(picture: Bytes): Checked {
  return { pixels: bytesToHex(sha256(picture)) }
}

async function checkPng(bytes: Bytes, file: File): Promise<Checked> {
  if (!isPlainPng(bytes)) return { verdict: 'more-than-pixels' }
  const { w, h } = sizeOfPng(bytes)
  if (w === 0 || h === 0) return { verdict: 'unreadable' }
  if (!canvasHolds(w, h)) return { verdict: 'too-large' }
  const image = await createImageBitmap(file, { colorSpaceConversion: 'none' })
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  // With its transparency, for what is transparent looks like whatever lies behind it.
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  image.close()
  const pixels = hashOfPixels(canvas)
  canvas.width = 0
  return { pixels }
}
