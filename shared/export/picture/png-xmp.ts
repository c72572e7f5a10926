import { decodeUtf8, encodeUtf8 } from 'lib0/string'

type Bytes = Uint8Array<ArrayBuffer>
type Chunk = { type: string; data: Bytes }
type PlacedChunk = Chunk & { at: number }

const KEYWORD = 'XML:com.adobe.xmp'
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

export function isPng(bytes: Bytes): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

/** The PNG with XMP in it (an uncompressed iTXt chunk, as ISO 16684-3 has it), in the place of any there was. */
export function pngWithXmp(png: Bytes, xmp: string): Bytes {
  const chunks = chunksOf(png).filter((chunk) => xmpIn(chunk) === null)
  const text = encoded(`${KEYWORD}\0\0\0\0\0${xmp}`)
  const [header, ...rest] = chunks
  if (!header) return png
  return joined([
    Uint8Array.from(SIGNATURE),
    ...[header, { type: 'iTXt', data: text }, ...rest].map(chunkBytes),
  ])
}

/** What a PNG may hold without being seen in another way than by its pixels alone. */
const plain = new Set('IHDR PLTE tRNS IDAT IEND iTXt tEXt zTXt tIME pHYs sRGB caBX'.split(' '))

/** Whether its pixels are all there is to see: no profile or gamma, no further frames. */
export function isPlainPng(png: Bytes): boolean {
  return chunksOf(png).every(({ type }) => plain.has(type))
}

/** Its sides as the header says; zeros where there is no header. */
export function sizeOfPng(png: Bytes): { w: number; h: number } {
  const header = chunksOf(png)[0]?.data
  if (!header || header.length < 8) return { w: 0, h: 0 }
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  return { w: view.getUint32(0), h: view.getUint32(4) }
}

/** Null where there is none, or where it is damaged. */
export function xmpInPng(png: Bytes): string | null {
  for (const chunk of chunksOf(png)) {
    const xmp = xmpIn(chunk)
    if (xmp !== null) return xmp
  }
  return null
}

function xmpIn({ type, data }: Chunk): string | null {
  if (type !== 'iTXt') return null
  const text = latin1(data.subarray(0, KEYWORD.length + 3))
  // Compressed XMP is never written by us, and nobody should write it.
  if (text !== `${KEYWORD}\0\0\0`) return null
  let at = KEYWORD.length + 3
  for (let ends = 0; ends < 2 && at < data.length; at++) if (data[at] === 0) ends++
  return decodeUtf8(data.subarray(at))
}

/** Those up to where the file is damaged. */
export function chunksOf(png: Bytes): PlacedChunk[] {
  const chunks: PlacedChunk[] = []
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  for (let at = SIGNATURE.length; at + 12 <= png.length;) {
    const length = view.getUint32(at)
    if (at + 12 + length > png.length) break
    const type = latin1(png.subarray(at + 4, at + 8))
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length), at })
    at += 12 + length
  }
  return chunks
}

export function chunkBytes({ type, data }: Chunk): Bytes {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(encoded(type), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crcOf(bytes.subarray(4, 8 + data.length)))
  return bytes
}

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1
  return value
})

function crcOf(bytes: Bytes): number {
  let crc = 0xff_ff_ff_ff
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xff_ff_ff_ff) >>> 0
}

export function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

export function encoded(text: string): Bytes {
  return Uint8Array.from(encodeUtf8(text))
}
