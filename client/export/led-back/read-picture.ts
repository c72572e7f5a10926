import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { codedPictureOf, isJpeg, xmpInJpeg } from '../../../shared/export/picture/jpeg-xmp.ts'
import {
  factsInXmp,
  PICTURE_NAMESPACE,
  type PictureFacts,
} from '../../../shared/export/picture/picture-facts.ts'
import { isPlainPng, isPng, xmpInPng } from '../../../shared/export/picture/png-xmp.ts'
import { hashOfPixels } from '../picture/encode.ts'

/** A picture that came from a board, and whether what can be seen on it is what was exported; null if that cannot be told. */
export type ReadPicture = {
  facts: PictureFacts
  isUnaltered: boolean | null
  pixels: string | null
}

/** Pictures of ours are smaller by far; a clip is not read to find that it is none. */
const MOST_BYTES = 256 * 1024 * 1024

/** What a file says of the board it is a picture of; null for every other file. */
export async function readPicture(file: File): Promise<ReadPicture | null> {
  if (file.size > MOST_BYTES || !(await mayBeOurs(file))) return null
  const bytes = new Uint8Array(await file.arrayBuffer())
  const facts = factsIn(bytes)
  if (!facts) return null
  const pixels = await pixelsIn(bytes, file).catch(() => null)
  return { facts, pixels, isUnaltered: pixels === null ? null : pixels === facts.pixels }
}

const HEAD = 512 * 1024

/** Looks at the ends of a file only: whoever drops one waits for this. */
async function mayBeOurs(file: File): Promise<boolean> {
  const ends = await Promise.all([
    file.slice(0, HEAD).text(),
    file.slice(Math.max(HEAD, file.size - PDF_END)).text(),
  ])
  return ends.some((text) => text.includes(PICTURE_NAMESPACE))
}

function factsIn(bytes: Uint8Array<ArrayBuffer>): PictureFacts | null {
  if (isPng(bytes)) return factsInXmp(xmpInPng(bytes) ?? '')
  if (isJpeg(bytes)) return factsInXmp(xmpInJpeg(bytes) ?? '')
  if (!isPdf(bytes)) return null
  // Our PDFs hold their XMP as it is, at the end.
  const text = new TextDecoder().decode(bytes.subarray(Math.max(0, bytes.length - PDF_END)))
  return factsInXmp(text.slice(Math.max(0, text.lastIndexOf('<x:xmpmeta'))))
}

const PDF_END = 4 * 1024 * 1024

async function pixelsIn(bytes: Uint8Array<ArrayBuffer>, file: File): Promise<string> {
  if (isJpeg(bytes)) return bytesToHex(sha256(codedPictureOf(bytes)))
  if (isPdf(bytes)) {
    const [{ PDFDocument }, { hashOfPdf }] = await Promise.all([
      import('@cantoo/pdf-lib'),
      import('../picture/pdf/hash-of-pdf.ts'),
    ])
    return hashOfPdf(await PDFDocument.load(bytes, { updateMetadata: false }))
  }
  if (!isPlainPng(bytes)) throw new Error('More can be seen on it than its pixels')
  const image = await createImageBitmap(file, { colorSpaceConversion: 'none' })
  const canvas = document.createElement('canvas')
  canvas.width = image.width
  canvas.height = image.height
  // With its transparency, for what is transparent looks like whatever lies behind it.
  canvas.getContext('2d')?.drawImage(image, 0, 0)
  image.close()
  const hash = hashOfPixels(canvas)
  canvas.width = 0
  return hash
}

function isPdf(bytes: Uint8Array): boolean {
  return [0x25, 0x50, 0x44, 0x46, 0x2d].every((byte, at) => bytes[at] === byte)
}
