/** One entry of a TIFF's directory (TIFF 6.0, section 2): a text, or numbers of a width. */
export type TiffTag = { tag: number } & (
  | { ascii: string }
  | { short: readonly number[] }
  | { long: readonly number[] }
  | { double: readonly number[] }
)

/** Numbers of the tags that tests set. */
export const tags = {
  dateTime: 306,
  pixelScale: 33_550,
  tiepoint: 33_922,
  geoKeys: 34_735,
  geoDoubles: 34_736,
  geoTexts: 34_737,
  gdalMetadata: 42_112,
} as const

/** A TIFF of grey pixels, all of one value, with whatever else it is to state. */
export function tinyTiff(size: { w: number; h: number }, more: readonly TiffTag[]): Buffer {
  const pixels = Buffer.alloc(size.w * size.h, 128)
  const own: TiffTag[] = [
    { tag: 256, short: [size.w] },
    { tag: 257, short: [size.h] },
    { tag: 258, short: [8] },
    { tag: 259, short: [1] },
    { tag: 262, short: [1] },
    { tag: 273, long: [8] },
    { tag: 277, short: [1] },
    { tag: 278, short: [size.h] },
    { tag: 279, long: [pixels.length] },
  ]
  const entries = [...own, ...more].toSorted((a, b) => a.tag - b.tag).map(encoded)
  const directoryAt = 8 + pixels.length + (pixels.length % 2)
  const directory = Buffer.alloc(2 + entries.length * 12 + 4)
  directory.writeUInt16LE(entries.length, 0)
  const values: Buffer[] = []
  let valuesAt = directoryAt + directory.length
  for (const [index, { tag, type, count, bytes }] of entries.entries()) {
    const at = 2 + index * 12
    directory.writeUInt16LE(tag, at)
    directory.writeUInt16LE(type, at + 2)
    directory.writeUInt32LE(count, at + 4)
    if (bytes.length <= 4) bytes.copy(directory, at + 8)
    else {
      directory.writeUInt32LE(valuesAt, at + 8)
      values.push(bytes, Buffer.alloc(bytes.length % 2))
      valuesAt += bytes.length + (bytes.length % 2)
    }
  }
  const header = Buffer.from('49492a0000000000', 'hex')
  header.writeUInt32LE(directoryAt, 4)
  return Buffer.concat([header, pixels, Buffer.alloc(pixels.length % 2), directory, ...values])
}

function encoded(entry: TiffTag): { tag: number; type: number; count: number; bytes: Buffer } {
  const { tag } = entry
  if ('ascii' in entry) {
    const bytes = Buffer.from(`${entry.ascii}\0`)
    return { tag, type: 2, count: bytes.length, bytes }
  }
  if ('short' in entry) {
    const bytes = Buffer.from(Uint16Array.from(entry.short).buffer)
    return { tag, type: 3, count: entry.short.length, bytes }
  }
  if ('long' in entry) {
    const bytes = Buffer.from(Uint32Array.from(entry.long).buffer)
    return { tag, type: 4, count: entry.long.length, bytes }
  }
  const bytes = Buffer.from(Float64Array.from(entry.double).buffer)
  return { tag, type: 12, count: entry.double.length, bytes }
}
