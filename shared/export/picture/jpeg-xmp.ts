import { decodeUtf8 } from 'lib0/string'
import { isCredentials } from './credentials.ts'
import { segmentsOf, type Segment } from './jpeg-segments.ts'
import { extensionName } from './picture-facts.ts'
import { encoded, joined, latin1 } from './png-xmp.ts'

type Bytes = Uint8Array<ArrayBuffer>
const HEADER = 'http://ns.adobe.com/xap/1.0/\0'
const APP1 = 0xe1
/** An APP1 segment holds no more XMP than this; what is longer goes on in segments of an extension. */
export const MOST_XMP_BYTES = 65_000
const EXTENSION_HEADER = 'http://ns.adobe.com/xmp/extension/\0'
/** Its name, its whole length and where a piece begins stand before each piece of an extension. */
const NAME_LENGTH = 32
const EXTENSION_HEAD = EXTENSION_HEADER.length + NAME_LENGTH + 8
/** Nobody names more originals than that. */
const MOST_EXTENSION_BYTES = 4 * 1024 * 1024

export function isJpeg(bytes: Bytes): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8
}

/**
 * The JPEG with XMP in it (APP1), in the place of any there was. What does not fit into one segment comes as an
 * `extension`, as `xmpInParts` makes it.
 *
 * @throws RangeError where the XMP is too long for a segment
 */
export function jpegWithXmp(jpeg: Bytes, xmp: string, extension: string | null = null): Bytes {
  const text = encoded(HEADER + xmp)
  if (text.length > MOST_XMP_BYTES + HEADER.length)
    throw new RangeError('The XMP is too long for a segment of a JPEG')
  const segments = segmentsOf(jpeg).filter((segment) => !isXmp(segment))
  // JFIF wants its own segment to come first.
  const first = segments[0]?.marker === 0xe0 ? 1 : 0
  return joined([
    jpeg.subarray(0, 2),
    ...segments.slice(0, first).map(({ bytes }) => bytes),
    segmentOf(text),
    ...(extension === null ? [] : extensionSegments(extension)),
    ...segments.slice(first).map(({ bytes }) => bytes),
  ])
}

/** What the JPEG says of itself, an extension after the rest; null where it says nothing. */
export function xmpInJpeg(jpeg: Bytes): string | null {
  const segments = segmentsOf(jpeg)
  for (const segment of segments) {
    const xmp = xmpIn(segment)
    if (xmp !== null) return xmp + extensionIn(segments, xmp)
  }
  return null
}

function extensionSegments(extension: string): Bytes[] {
  const name = extensionName(extension)
  const text = encoded(extension)
  const segments: Bytes[] = []
  for (let from = 0; from < text.length; from += MOST_XMP_BYTES) {
    const head = new Uint8Array(EXTENSION_HEAD)
    head.set(encoded(EXTENSION_HEADER + name))
    const view = new DataView(head.buffer)
    view.setUint32(EXTENSION_HEAD - 8, text.length)
    view.setUint32(EXTENSION_HEAD - 4, from)
    segments.push(segmentOf(joined([head, text.subarray(from, from + MOST_XMP_BYTES)])))
  }
  return segments
}

/** Nothing where a piece is missing or changed. */
function extensionIn(segments: readonly Segment[], xmp: string): string {
  const name = /xmpNote:HasExtendedXMP="([0-9A-F]{32})"/.exec(xmp)?.[1]
  if (name === undefined) return ''
  const pieces = segments
    .filter((segment) => isExtension(segment))
    .map(({ bytes }) => {
      const data = bytes.subarray(4)
      const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
      const of = latin1(data.subarray(EXTENSION_HEADER.length, EXTENSION_HEAD - 8))
      return { of, from: view.getUint32(EXTENSION_HEAD - 4), text: data.subarray(EXTENSION_HEAD) }
    })
    .filter(({ of }) => of === name)
    .toSorted((a, b) => a.from - b.from)
  if (pieces.reduce((sum, { text }) => sum + text.length, 0) > MOST_EXTENSION_BYTES) return ''
  const extension = decodeUtf8(joined(pieces.map(({ text }) => text)))
  return extensionName(extension) === name ? extension : ''
}

function segmentOf(data: Bytes): Bytes {
  const length = data.length + 2
  return joined([Uint8Array.of(0xff, APP1, length >> 8, length & 0xff), data])
}

/**
 * The picture itself, without what only says something about it: XMP, content credentials, remarks, the mark of JFIF. An Exif orientation or
 * a profile of colours changes what is seen, and so belongs to it.
 */
export function codedPictureOf(jpeg: Bytes): Bytes {
  const isTold = (segment: Segment) =>
    segment.marker === 0xe0 || segment.marker === 0xfe || isXmp(segment) || isCredentials(segment)
  return joined(segmentsOf(jpeg).flatMap((segment) => (isTold(segment) ? [] : [segment.bytes])))
}

function isXmp(segment: Segment): boolean {
  return xmpIn(segment) !== null || isExtension(segment)
}

function isExtension({ marker, bytes }: Segment): boolean {
  const head = latin1(bytes.subarray(4, 4 + EXTENSION_HEADER.length))
  return marker === APP1 && head === EXTENSION_HEADER && bytes.length >= 4 + EXTENSION_HEAD
}

function xmpIn({ marker, bytes }: Segment): string | null {
  if (marker !== APP1) return null
  const head = latin1(bytes.subarray(4, 4 + HEADER.length))
  return head === HEADER ? decodeUtf8(bytes.subarray(4 + HEADER.length)) : null
}
