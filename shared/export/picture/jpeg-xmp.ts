import { decodeUtf8 } from 'lib0/string'
import { encoded, joined, latin1 } from './png-xmp.ts'

type Bytes = Uint8Array<ArrayBuffer>
/** A segment with its marker and length; the last holds everything from the first scan on. */
type Segment = { marker: number; bytes: Bytes }

const HEADER = 'http://ns.adobe.com/xap/1.0/\0'
const APP1 = 0xe1
const SCAN = 0xda
/** An APP1 segment holds no more; ours stays far below unless thousands of originals are shown. */
const MOST_BYTES = 65_502

export function isJpeg(bytes: Bytes): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8
}

/**
 * The JPEG with XMP in it (APP1), in the place of any there was.
 *
 * @throws RangeError where the XMP is too long for a JPEG
 */
export function jpegWithXmp(jpeg: Bytes, xmp: string): Bytes {
  const text = encoded(HEADER + xmp)
  if (text.length > MOST_BYTES) throw new RangeError('The XMP is too long for a JPEG')
  const head = Uint8Array.of(0xff, APP1, (text.length + 2) >> 8, (text.length + 2) & 0xff)
  const segments = segmentsOf(jpeg).filter((segment) => xmpIn(segment) === null)
  // JFIF wants its own segment to come first.
  const first = segments[0]?.marker === 0xe0 ? 1 : 0
  return joined([
    jpeg.subarray(0, 2),
    ...segments.slice(0, first).map(({ bytes }) => bytes),
    head,
    text,
    ...segments.slice(first).map(({ bytes }) => bytes),
  ])
}

export function xmpInJpeg(jpeg: Bytes): string | null {
  for (const segment of segmentsOf(jpeg)) {
    const xmp = xmpIn(segment)
    if (xmp !== null) return xmp
  }
  return null
}

/**
 * The picture itself, without what only says something about it: XMP, remarks, the mark of JFIF. An Exif orientation or
 * a profile of colours changes what is seen, and so belongs to it.
 */
export function codedPictureOf(jpeg: Bytes): Bytes {
  const isTold = (segment: Segment) =>
    segment.marker === 0xe0 || segment.marker === 0xfe || xmpIn(segment) !== null
  return joined(segmentsOf(jpeg).flatMap((segment) => (isTold(segment) ? [] : [segment.bytes])))
}

function xmpIn({ marker, bytes }: Segment): string | null {
  if (marker !== APP1) return null
  const head = latin1(bytes.subarray(4, 4 + HEADER.length))
  return head === HEADER ? decodeUtf8(bytes.subarray(4 + HEADER.length)) : null
}

function segmentsOf(jpeg: Bytes): Segment[] {
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0)
    const end = marker === SCAN ? jpeg.length : at + 2 + length
    if (length < 2 || end > jpeg.length) break
    segments.push({ marker, bytes: jpeg.subarray(at, end) })
    at = end
  }
  return segments
}
