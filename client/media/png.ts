import type { Pixels } from './pixels.ts'

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
const PAETH = 4

/**
 * A PNG of exactly these pixels (ISO 15948: eight bits, red, green, blue). Written here because a canvas may
 * convert colours, and some browsers alter what is read from one; the same pixels make the same file.
 */
export async function pngOf(pixels: Pixels): Promise<Blob> {
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, pixels.w)
  header.setUint32(4, pixels.h)
  header.setUint8(8, 8)
  header.setUint8(9, 2)
  const body = await deflated(filtered(pixels))
  return new Blob(
    [
      SIGNATURE,
      ...chunk('IHDR', new Uint8Array(header.buffer)),
      ...chunk('IDAT', body),
      ...chunk('IEND', new Uint8Array(0)),
    ],
    { type: 'image/png' },
  )
}

/** Every row as its differences from what its neighbours foretell (the Paeth filter): photos pack well so. */
function filtered({ w, h, rgba }: Pixels): Uint8Array<ArrayBuffer> {
  const stride = 1 + w * 3
  const rows = new Uint8Array(stride * h)
  for (let y = 0; y < h; y++) {
    let out = y * stride
    rows[out++] = PAETH
    for (let x = 0; x < w; x++) {
      const at = (y * w + x) * 4
      for (let part = 0; part < 3; part++) {
        const left = x > 0 ? (rgba[at - 4 + part] ?? 0) : 0
        const above = y > 0 ? (rgba[at - w * 4 + part] ?? 0) : 0
        const aboveLeft = x > 0 && y > 0 ? (rgba[at - w * 4 - 4 + part] ?? 0) : 0
        rows[out++] = (rgba[at + part] ?? 0) - paeth(left, above, aboveLeft)
      }
    }
  }
  return rows
}

function paeth(left: number, above: number, aboveLeft: number): number {
  const guess = left + above - aboveLeft
  const byLeft = Math.abs(guess - left)
  const byAbove = Math.abs(guess - above)
  const byBoth = Math.abs(guess - aboveLeft)
  if (byLeft <= byAbove && byLeft <= byBoth) return left
  return byAbove <= byBoth ? above : aboveLeft
}

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

function chunk(name: string, data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const type = new TextEncoder().encode(name)
  const length = new DataView(new ArrayBuffer(4))
  length.setUint32(0, data.length)
  const sum = new DataView(new ArrayBuffer(4))
  sum.setUint32(0, crcOf(type, data))
  return [new Uint8Array(length.buffer), type, data, new Uint8Array(sum.buffer)]
}

const crcTable = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1
  return value
})

function crcOf(...parts: Uint8Array[]): number {
  let crc = 0xff_ff_ff_ff
  for (const part of parts)
    for (const byte of part) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8)
  return (crc ^ 0xff_ff_ff_ff) >>> 0
}
