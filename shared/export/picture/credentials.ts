import { segmentsOf, type Segment } from './jpeg-segments.ts'
import { aroundStoreInPdf, storeInPdf, type Around } from './pdf-credentials.ts'
import { chunkBytes, chunksOf, encoded, isPng, joined, latin1 } from './png-xmp.ts'

/** Where content credentials (C2PA) stand in a picture. They are signed elsewhere, and put in and taken out here. */

type Bytes = Uint8Array<ArrayBuffer>
export type SignableFormat = 'png' | 'jpeg' | 'pdf'

/** The manifest store (JUMBF) of a picture, and the stretch of the file that it takes with all that belongs to it. */
export type FoundCredentials = { store: Bytes; start: number; length: number }

const PNG_CHUNK = 'caBX'
const PNG_HEADER_END = 33
const PNG_OVERHEAD = 12

const APP11 = 0xeb
/** Marker, length, `JP`, number of the box, number of the piece. */
const JPEG_HEAD = 12
/** Length and type of the box, which every piece after the first repeats. */
const BOX_HEAD = 8
const MOST_IN_SEGMENT = 65_000

/**
 * A picture before and behind the place where its credentials will stand: what they are bound to. In a PDF that
 * depends on how many bytes the store has.
 *
 * @throws Error where they cannot be put in
 */
export function aroundCredentials(
  picture: Bytes,
  format: SignableFormat,
  storeBytes: number,
): Around {
  if (format === 'pdf') return aroundStoreInPdf(picture, storeBytes)
  const place = format === 'png' ? placeInPng(picture) : placeInJpeg(picture)
  return { before: picture.subarray(0, place), after: picture.subarray(place) }
}

function placeInPng(png: Bytes): number {
  if (!isPng(png)) throw new Error('This is no PNG')
  return PNG_HEADER_END
}

function placeInJpeg(jpeg: Bytes): number {
  const [first] = segmentsOf(jpeg)
  if (!first) throw new Error('This is no JPEG')
  return first.marker === 0xe0 ? first.at + first.bytes.length : 2
}

/** How many bytes of a picture a store of so many bytes takes. */
export function spaceForCredentials(storeBytes: number, format: SignableFormat): number {
  if (format === 'pdf') return storeBytes
  if (format === 'png') return storeBytes + PNG_OVERHEAD
  const pieces = Math.max(1, Math.ceil((storeBytes - BOX_HEAD) / MOST_IN_SEGMENT))
  return storeBytes - BOX_HEAD + pieces * (JPEG_HEAD + BOX_HEAD)
}

/** The picture with its credentials in it. Nothing else of it changes. */
export function withCredentials(picture: Bytes, store: Bytes, format: SignableFormat): Bytes {
  const { before, after } = aroundCredentials(picture, format, store.length)
  return joined([before, ...partsOf(store, format), after])
}

function partsOf(store: Bytes, format: SignableFormat): Bytes[] {
  if (format === 'pdf') return [store]
  return format === 'png' ? [chunkBytes({ type: PNG_CHUNK, data: store })] : piecesOf(store)
}

/** Null where there are none, or several, which count as none. */
export function credentialsIn(picture: Bytes): FoundCredentials | null {
  return isPng(picture) ? credentialsInPng(picture) : credentialsInJpeg(picture)
}

/** Those that we put into a PDF; null where there are none. */
export function credentialsInPdf(pdf: Bytes): FoundCredentials | null {
  const found = storeInPdf(pdf)
  return found && { ...found, store: pdf.subarray(found.start, found.start + found.length) }
}

function credentialsInPng(png: Bytes): FoundCredentials | null {
  const found = chunksOf(png).filter(({ type }) => type === PNG_CHUNK)
  const [chunk] = found
  if (!chunk || found.length > 1) return null
  return { store: chunk.data, start: chunk.at, length: chunk.data.length + PNG_OVERHEAD }
}

/** Pieces follow one another, each with its number. */
function credentialsInJpeg(jpeg: Bytes): FoundCredentials | null {
  const pieces = segmentsOf(jpeg).filter(isCredentials)
  const [first] = pieces
  if (!first) return null
  let end = first.at
  for (const [index, { at, bytes }] of pieces.entries()) {
    if (at !== end || numberOf(bytes) !== index + 1) return null
    end = at + bytes.length
  }
  const head = first.bytes.subarray(JPEG_HEAD, JPEG_HEAD + BOX_HEAD)
  const rest = pieces.map(({ bytes }) => bytes.subarray(JPEG_HEAD + BOX_HEAD))
  return { store: joined([head, ...rest]), start: first.at, length: end - first.at }
}

/** JUMBF as ISO 19566-5 puts it into a JPEG. */
export function isCredentials({ marker, bytes }: Segment): boolean {
  return (
    marker === APP11 &&
    bytes.length > JPEG_HEAD + BOX_HEAD &&
    latin1(bytes.subarray(4, 6)) === 'JP' &&
    latin1(bytes.subarray(JPEG_HEAD + 4, JPEG_HEAD + BOX_HEAD)) === 'jumb'
  )
}

function numberOf(piece: Bytes): number {
  return new DataView(piece.buffer, piece.byteOffset, piece.byteLength).getUint32(8)
}

function piecesOf(store: Bytes): Bytes[] {
  const pieces: Bytes[] = []
  const box = store.subarray(0, BOX_HEAD)
  const content = store.subarray(BOX_HEAD)
  for (let from = 0; from < content.length; from += MOST_IN_SEGMENT) {
    const data = content.subarray(from, from + MOST_IN_SEGMENT)
    const head = new Uint8Array(JPEG_HEAD)
    const view = new DataView(head.buffer)
    head.set([0xff, APP11])
    view.setUint16(2, JPEG_HEAD - 2 + BOX_HEAD + data.length)
    head.set(encoded('JP'), 4)
    view.setUint16(6, 1)
    view.setUint32(8, pieces.length + 1)
    pieces.push(joined([head, box, data]))
  }
  return pieces
}
