type Bytes = Uint8Array<ArrayBuffer>

/** A segment with its marker and length; the last holds everything from the first scan on. */
export type Segment = { marker: number; bytes: Bytes; at: number }

const SCAN = 0xda

/** Those up to where the file is damaged. */
export function segmentsOf(jpeg: Bytes): Segment[] {
  const segments: Segment[] = []
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0)
    const end = marker === SCAN ? jpeg.length : at + 2 + length
    if (length < 2 || end > jpeg.length) break
    segments.push({ marker, bytes: jpeg.subarray(at, end), at })
    at = end
  }
  return segments
}
