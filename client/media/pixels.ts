import type { Crop } from '../../shared/evidence/references.ts'
import type { Colour, DecodedPicture, Matrix, Turn } from './decoded-picture.ts'

/** Pixels as shown, four bytes each (RGBA, opaque), rows from the top. */
export type Pixels = { w: number; h: number; rgba: Uint8ClampedArray<ArrayBuffer> }

/**
 * The pixels of a decoded frame as it is shown: turned, and with square pixels. Made by whole-number arithmetic of
 * our own, because browsers and graphics cards each make slightly different colours of the same frame: so the same
 * frame of the same file gives the same bytes everywhere. Nothing is smoothed: a colour sample stands for all
 * pixels that share it, and a pixel that is not square is repeated.
 */
export function pixelsOf(
  picture: DecodedPicture,
  { colour, turn, crop }: { colour: Colour; turn: Turn; crop: Crop | null },
): Pixels {
  const coded = new Uint32Array(picture.width * picture.height)
  const rgba = new Uint8ClampedArray(coded.buffer)
  if (/^(RGB|BGR)/.test(picture.format)) copyRgb(picture, rgba)
  else convertYuv(picture, rgba, colour)
  return asShown(coded, { w: picture.width, h: picture.height }, { turn, crop })
}

/** Size of a picture as it is shown. */
export function shownSize({ rotationDeg, squareW, squareH }: Turn): { w: number; h: number } {
  return rotationDeg % 180 === 0 ? { w: squareW, h: squareH } : { w: squareH, h: squareW }
}

/** The whole pixels that a crop takes of a picture of this size: at least one. */
export function cropBox(
  size: { w: number; h: number },
  crop: Crop | null,
): { x: number; y: number; w: number; h: number } {
  if (!crop) return { x: 0, y: 0, ...size }
  const x = Math.min(size.w - 1, Math.round(crop.x * size.w))
  const y = Math.min(size.h - 1, Math.round(crop.y * size.h))
  return {
    x,
    y,
    w: Math.max(1, Math.min(size.w, Math.round((crop.x + crop.w) * size.w)) - x),
    h: Math.max(1, Math.min(size.h, Math.round((crop.y + crop.h) * size.h)) - y),
  }
}

/** Shares of red and blue in brightness. */
const shares: Record<Matrix, { red: number; blue: number }> = {
  bt601: { red: 0.299, blue: 0.114 },
  bt709: { red: 0.2126, blue: 0.0722 },
  bt2020: { red: 0.2627, blue: 0.0593 },
}

/** Factors in 65,536ths. */
function factorsOf({ matrix, isFullRange }: Colour) {
  const { red, blue } = shares[matrix]
  const green = 1 - red - blue
  const [forLuma, forChroma] = isFullRange ? [1, 1] : [255 / 219, 255 / 224]
  const fixed = (value: number) => Math.round(value * 65_536)
  return {
    black: isFullRange ? 0 : 16,
    luma: fixed(forLuma),
    redOfV: fixed(2 * (1 - red) * forChroma),
    greenOfU: fixed(((2 * blue * (1 - blue)) / green) * forChroma),
    greenOfV: fixed(((2 * red * (1 - red)) / green) * forChroma),
    blueOfU: fixed(2 * (1 - blue) * forChroma),
  }
}

const layouts: Record<string, { acrossShift: number; downShift: number }> = {
  I420: { acrossShift: 1, downShift: 1 },
  NV12: { acrossShift: 1, downShift: 1 },
  I422: { acrossShift: 1, downShift: 0 },
  I444: { acrossShift: 0, downShift: 0 },
}

function convertYuv(picture: DecodedPicture, rgba: Uint8ClampedArray, colour: Colour): void {
  const { width, height, planes } = picture
  // `I420AP10` is I420 with an alpha plane, which is left out, in ten bits.
  const [, name = '', bits = '8'] =
    /^(I420|I422|I444|NV12)A?(?:P(10|12))?$/.exec(picture.format) ?? []
  const layout = layouts[name]
  const [y, u, v] = planes
  if (!layout || !y || !u) throw new Error(`Pixels of the form ${picture.format} cannot be read`)
  const isPaired = name === 'NV12'
  const read = readerOf(picture.data, Number(bits))
  const bytes = bits === '8' ? 1 : 2
  const chromaV = isPaired ? { offset: u.offset + bytes, stride: u.stride } : (v ?? u)
  const chromaStep = isPaired ? 2 * bytes : bytes
  const { black, luma, redOfV, greenOfU, greenOfV, blueOfU } = factorsOf(colour)
  let out = 0
  for (let row = 0; row < height; row++) {
    const lumaRow = y.offset + row * y.stride
    const uRow = u.offset + (row >> layout.downShift) * u.stride
    const vRow = chromaV.offset + (row >> layout.downShift) * chromaV.stride
    for (let column = 0; column < width; column++) {
      const chroma = (column >> layout.acrossShift) * chromaStep
      const bright = (read(lumaRow + column * bytes) - black) * luma + 32_768
      const du = read(uRow + chroma) - 128
      const dv = read(vRow + chroma) - 128
      rgba[out] = (bright + redOfV * dv) >> 16
      rgba[out + 1] = (bright - greenOfU * du - greenOfV * dv) >> 16
      rgba[out + 2] = (bright + blueOfU * du) >> 16
      rgba[out + 3] = 255
      out += 4
    }
  }
}

/** Reads a sample at a byte, brought to eight bits. */
function readerOf(data: Uint8Array, bits: number): (at: number) => number {
  if (bits === 8) return (at) => data[at] ?? 0
  return (at) => ((data[at] ?? 0) | ((data[at + 1] ?? 0) << 8)) >> (bits - 8)
}

function copyRgb({ format, width, height, data, planes }: DecodedPicture, rgba: Uint8ClampedArray) {
  const [plane] = planes
  if (!plane) throw new Error('The frame holds no pixels')
  const [red, blue] = format.startsWith('BGR') ? [2, 0] : [0, 2]
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = plane.offset + row * plane.stride + column * 4
      const to = (row * width + column) * 4
      rgba[to] = data[from + red] ?? 0
      rgba[to + 1] = data[from + 1] ?? 0
      rgba[to + 2] = data[from + blue] ?? 0
      rgba[to + 3] = 255
    }
  }
}

function asShown(
  coded: Uint32Array,
  from: { w: number; h: number },
  { turn, crop }: { turn: Turn; crop: Crop | null },
): Pixels {
  const { squareW, squareH, rotationDeg, isMirrored } = turn
  const whole = shownSize(turn)
  const { x: left, y: top, w, h } = cropBox(whole, crop)
  const shown = new Uint32Array(w * h)
  const codedX = (x: number) => Math.min(from.w - 1, Math.floor(((x + 0.5) * from.w) / squareW))
  const codedY = (y: number) => Math.min(from.h - 1, Math.floor(((y + 0.5) * from.h) / squareH))
  for (let row = 0; row < h; row++) {
    const y = top + row
    for (let column = 0; column < w; column++) {
      const x = isMirrored ? whole.w - 1 - left - column : left + column
      let at: number
      if (rotationDeg === 90) at = codedY(squareH - 1 - x) * from.w + codedX(y)
      else if (rotationDeg === 180) at = codedY(squareH - 1 - y) * from.w + codedX(squareW - 1 - x)
      else if (rotationDeg === 270) at = codedY(x) * from.w + codedX(squareW - 1 - y)
      else at = codedY(y) * from.w + codedX(x)
      shown[row * w + column] = coded[at] ?? 0
    }
  }
  return { w, h, rgba: new Uint8ClampedArray(shown.buffer) }
}
