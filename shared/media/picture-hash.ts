/**
 * A perceptual hash: what a picture looks like at a size of 24 × 24, in 64 steps of brightness, its brightness and
 * contrast evened out. One letter a sample, rows from the top. Large enough that a cut-out of a picture can be found
 * in it, small enough for every item of a board: 576 letters.
 */
export const HASH_SIDE = 24
/** Written beside the hashes: only hashes of one algorithm are compared. */
export const HASH_ALGORITHM = 'luma-24-1'

const STEPS = 64
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** Standard deviations of brightness that the steps span, to either side of the mean. */
const SPAN = 2.5
/** A picture whose brightness varies by less (of 255) shows too little to be told from others. */
const LEAST_CONTRAST = 7
/** A border darker and evener than this was put around the picture. */
const BLACK = 26
const EVEN = 22
/** No more than this share is taken off at one edge: a night scene is not all border. */
const MOST_BORDER = 0.35

/** Brightness of each pixel, 0–255, rows from the top. */
export type Luma = { pixels: ArrayLike<number>; w: number; h: number }

/** Pixels on each side that a picture is brought to, whatever its form, before it is hashed. */
export const LUMA_SIDE = 96

/** The hash of a picture; null for one that is all of one tone. Black bars around it are left out. */
export function hashOf(luma: Luma): string | null {
  const samples = sampled(luma, withoutBars(luma))
  const { mean, deviation } = spreadOf(samples)
  if (deviation < LEAST_CONTRAST) return null
  let hash = ''
  for (const sample of samples) {
    const step = ((sample - mean) / deviation / SPAN + 1) * (STEPS / 2)
    hash += letters[Math.min(STEPS - 1, Math.max(0, Math.floor(step)))] ?? 'A'
  }
  return hash
}

/** The samples of a hash, about 0; null for what is none. */
export function samplesOf(hash: string): Float32Array | null {
  if (hash.length !== HASH_SIDE * HASH_SIDE) return null
  const samples = new Float32Array(hash.length)
  for (let at = 0; at < hash.length; at++) {
    const step = letters.indexOf(hash[at] ?? '')
    if (step < 0) return null
    samples[at] = step - STEPS / 2 + 0.5
  }
  return samples
}

type Bounds = { left: number; top: number; right: number; bottom: number }

function withoutBars({ pixels, w, h }: Luma): Bounds {
  const row = (y: number) => Array.from({ length: w }, (_, x) => pixels[y * w + x] ?? 0)
  const column = (x: number) => Array.from({ length: h }, (_, y) => pixels[y * w + x] ?? 0)
  const barOf = (line: (at: number) => number[], length: number, isFromEnd: boolean) => {
    const most = Math.floor(length * MOST_BORDER)
    let bar = 0
    while (bar < most && isBar(line(isFromEnd ? length - 1 - bar : bar))) bar++
    // Where it is dark further than that, the picture itself is dark.
    return bar === most ? 0 : bar
  }
  return {
    left: barOf(column, w, false),
    right: w - barOf(column, w, true),
    top: barOf(row, h, false),
    bottom: h - barOf(row, h, true),
  }
}

function isBar(line: readonly number[]): boolean {
  return Math.max(...line) < BLACK + EVEN && spreadOf(line).mean < BLACK
}

/** Means over the areas of a 24 × 24 grid laid over a part of the picture. */
function sampled({ pixels, w }: Luma, { left, top, right, bottom }: Bounds): Float32Array {
  const samples = new Float32Array(HASH_SIDE * HASH_SIDE)
  const [stepX, stepY] = [(right - left) / HASH_SIDE, (bottom - top) / HASH_SIDE]
  for (let row = 0; row < HASH_SIDE; row++) {
    for (let column = 0; column < HASH_SIDE; column++) {
      samples[row * HASH_SIDE + column] = areaMean((x, y) => pixels[y * w + x] ?? 0, {
        left: left + column * stepX,
        right: left + (column + 1) * stepX,
        top: top + row * stepY,
        bottom: top + (row + 1) * stepY,
      })
    }
  }
  return samples
}

function areaMean(at: (x: number, y: number) => number, { left, top, right, bottom }: Bounds) {
  let [sum, weight] = [0, 0]
  for (let y = Math.floor(top); y < bottom; y++) {
    const high = Math.min(y + 1, bottom) - Math.max(y, top)
    for (let x = Math.floor(left); x < right; x++) {
      const share = high * (Math.min(x + 1, right) - Math.max(x, left))
      sum += at(x, y) * share
      weight += share
    }
  }
  return weight === 0 ? 0 : sum / weight
}

function spreadOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  let sum = 0
  for (let at = 0; at < values.length; at++) sum += values[at] ?? 0
  const mean = sum / values.length
  let squares = 0
  for (let at = 0; at < values.length; at++) squares += ((values[at] ?? 0) - mean) ** 2
  return { mean, deviation: Math.sqrt(squares / values.length) }
}
