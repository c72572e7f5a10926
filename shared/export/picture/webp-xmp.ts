import { decodeUtf8 } from 'lib0/string'
import { encoded, joined, latin1 } from './png-xmp.ts'

type Bytes = Uint8Array<ArrayBuffer>
type Chunk = { type: string; data: Bytes }

/** Flags of the VP8X chunk, as "WebP Container Specification" has them. */
const HAS_XMP = 0b0000_0100
const HAS_ALPHA = 0b0001_0000
const HEADER = 12

export function isWebp(bytes: Bytes): boolean {
  return latin1(bytes.subarray(0, 4)) === 'RIFF' && latin1(bytes.subarray(8, HEADER)) === 'WEBP'
}

/**
 * The WebP with XMP in it, in the place of any there was: a chunk of its own at the end, and a VP8X chunk at the
 * beginning that says so.
 *
 * @throws Error where the file is no whole WebP
 */
export function webpWithXmp(webp: Bytes, xmp: string): Bytes {
  const chunks = chunksOf(webp)
  const extended = chunks.find(({ type }) => type === 'VP8X')
  const rest = chunks.filter(({ type }) => type !== 'VP8X' && type !== 'XMP ')
  const head = extended ? extended.data.slice() : headOf(rest)
  head[0] = (head[0] ?? 0) | HAS_XMP
  const all = [{ type: 'VP8X', data: head }, ...rest, { type: 'XMP ', data: encoded(xmp) }]
  const body = joined(all.map(bytesOf))
  const riff = new Uint8Array(HEADER)
  riff.set(encoded('RIFF'))
  new DataView(riff.buffer).setUint32(4, body.length + 4, true)
  riff.set(encoded('WEBP'), 8)
  return joined([riff, body])
}

/** Null where there is none, or where the file is damaged. */
export function xmpInWebp(webp: Bytes): string | null {
  try {
    const found = chunksOf(webp).find(({ type }) => type === 'XMP ')
    return found ? decodeUtf8(found.data) : null
  } catch {
    return null
  }
}

/**
 * The picture itself, without what only says something about it: everything but XMP.
 *
 * @throws Error where the file is no whole WebP, or holds XMP twice
 */
export function codedPictureOfWebp(webp: Bytes): Bytes {
  const chunks = chunksOf(webp)
  if (chunks.filter(({ type }) => type === 'XMP ').length > 1)
    throw new Error('The WebP says two things of itself')
  return joined(chunks.filter(({ type }) => type !== 'XMP ').map(bytesOf))
}

/** A VP8X chunk for a still picture that had none. */
function headOf(chunks: readonly Chunk[]): Bytes {
  const [first] = chunks
  const { w, h, hasAlpha } = first?.type === 'VP8L' ? lossless(first.data) : lossy(first?.data)
  const head = new Uint8Array(10)
  const isClear = hasAlpha || chunks.some(({ type }) => type === 'ALPH')
  head[0] = isClear ? HAS_ALPHA : 0
  head.set([(w - 1) & 0xff, ((w - 1) >> 8) & 0xff, ((w - 1) >> 16) & 0xff], 4)
  head.set([(h - 1) & 0xff, ((h - 1) >> 8) & 0xff, ((h - 1) >> 16) & 0xff], 7)
  return head
}

/** Sides of a picture without loss: 14 bits each, less one, after a signature byte. */
function lossless(data: Bytes) {
  const bits = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(1, true)
  return {
    w: (bits & 0x3fff) + 1,
    h: ((bits >> 14) & 0x3fff) + 1,
    hasAlpha: ((bits >> 28) & 1) === 1,
  }
}

/** Sides of a picture with loss: 14 bits each, after a frame tag and a start code. */
function lossy(data: Bytes = new Uint8Array()) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  return {
    w: view.getUint16(6, true) & 0x3fff,
    h: view.getUint16(8, true) & 0x3fff,
    hasAlpha: false,
  }
}

function chunksOf(webp: Bytes): Chunk[] {
  if (!isWebp(webp)) throw new Error('It is no WebP')
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength)
  if (view.getUint32(4, true) + 8 !== webp.length) throw new Error('The WebP is not whole')
  const chunks: Chunk[] = []
  for (let at = HEADER; at < webp.length;) {
    if (at + 8 > webp.length) throw new Error('The WebP is not whole')
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length
    if (end > webp.length) throw new Error('The WebP is not whole')
    chunks.push({ type: latin1(webp.subarray(at, at + 4)), data: webp.subarray(at + 8, end) })
    at = end + (length % 2)
  }
  return chunks
}

function bytesOf({ type, data }: Chunk): Bytes {
  const bytes = new Uint8Array(8 + data.length + (data.length % 2))
  bytes.set(encoded(type))
  new DataView(bytes.buffer).setUint32(4, data.length, true)
  bytes.set(data, 8)
  return bytes
}
