import { HASH_SIDE, samplesOf } from './picture-hash.ts'

/** A part of a picture, in shares of its width and height. */
export type Window = { x: number; y: number; w: number; h: number }

/** Cells on each side of the grid that windows are first compared by. */
const CELLS = 9
/** 32-bit words of one window's bits: 8 × 8 falls of brightness to the right, as many downwards. */
const WORDS = 4
/** Cells on each side of the grid by which the likeness of two windows is measured. */
const GRID = 12
/** Sum of squares of a grid's columns about its middle: what a fall across it is measured by. */
const SLOPE = (GRID * GRID * (GRID * GRID - 1)) / 12
/** Of 64 steps of brightness: what varies by less is haze, and haze is like haze. */
const LEAST_SPREAD = 2

export const WHOLE: Window = { x: 0, y: 0, w: 1, h: 1 }

/** Sides that a cut-out may have, in shares of the picture, and how many places along it are tried. */
const sides: readonly (readonly [share: number, places: number])[] = [
  [1, 1],
  [0.88, 3],
  [0.76, 4],
  [0.64, 5],
  [0.52, 6],
]
const spans = sides.flatMap(([length, places]) =>
  Array.from({ length: places }, (_, at) => ({
    start: places === 1 ? 0 : ((1 - length) * at) / (places - 1),
    length,
  })),
)
/** Every part that another picture may be a cut-out of; the first is all of it. */
const windows: readonly Window[] = spans.flatMap((across) =>
  spans.map((down) => ({ x: across.start, y: down.start, w: across.length, h: down.length })),
)

/** Four fifths of each side, from each corner: what two pictures that were cut differently may still share. */
const corners: readonly Window[] = [0, 0.2].flatMap((x) =>
  [0, 0.2].map((y) => ({ x, y, w: 0.8, h: 0.8 })),
)

/** Of 32 bits. Where more differ in the first word, the others are not looked at: it is so for most. */
const FAR_IN_WORD = 12

/** All of a picture, or a part of it, to be looked for in others. */
export type Face = { bits: Int32Array; grid: Float32Array | null }

/** One picture, read for comparing: as a whole, as a mirror shows it, and every part of it. */
export type Look = {
  face: Face
  mirrored: Face
  /** The picture without a fifth of its width and height, from each corner. */
  corners: readonly Face[]
  /** WORDS words for each of `windows`. */
  bits: Int32Array
  /** Sums of the samples to the left and above, for the mean over any part. */
  sums: Float32Array
}

/** Null for what is no hash. */
export function lookOf(hash: string): Look | null {
  const samples = samplesOf(hash)
  if (!samples) return null
  const sums = sumsOf(samples)
  const bits = new Int32Array(windows.length * WORDS)
  windows.forEach((window, at) => writeBits(sums, window, bits.subarray(at * WORDS)))
  return {
    face: faceOf(sums),
    mirrored: faceOf(sumsOf(turned(samples))),
    corners: corners.map((corner) => faceOf(sums, corner)),
    bits,
    sums,
  }
}

function faceOf(sums: Float32Array, window = WHOLE): Face {
  const bits = new Int32Array(WORDS)
  writeBits(sums, window, bits)
  return { bits, grid: gridOf(sums, window) }
}

function turned(samples: Float32Array): Float32Array {
  return samples.map((_, at) => {
    const column = at % HASH_SIDE
    return samples[at - column + HASH_SIDE - 1 - column] ?? 0
  })
}

/** How many of 128 bits differ between two pictures as wholes. */
export function distance(a: Face, b: Face): number {
  let count = 0
  for (let word = 0; word < WORDS; word++) count += ones((a.bits[word] ?? 0) ^ (b.bits[word] ?? 0))
  return count
}

/** The part of a picture whose bits are nearest to those of another, and how many differ; null where none is near. */
export function nearestPart(
  face: Face,
  { bits }: Look,
): { window: Window; distance: number } | null {
  const [a = 0, b = 0, c = 0, d = 0] = face.bits
  let [nearest, least] = [-1, Infinity]
  for (let at = 0; at < bits.length; at += WORDS) {
    const first = ones(a ^ (bits[at] ?? 0))
    if (first > FAR_IN_WORD) continue
    const count =
      first +
      ones(b ^ (bits[at + 1] ?? 0)) +
      ones(c ^ (bits[at + 2] ?? 0)) +
      ones(d ^ (bits[at + 3] ?? 0))
    if (count < least) [nearest, least] = [at / WORDS, count]
  }
  const window = windows[nearest]
  return window ? { window, distance: least } : null
}

/** How alike one picture and a part of another are, by a measure; 0 where either shows too little. */
export function likenessIn(
  face: Face,
  { sums }: Look,
  { window, measure }: { window: Window; measure: Measure },
): number {
  const grid = face.grid && gridOf(sums, window)
  return face.grid && grid ? measure(face.grid, grid) : 0
}

export type Measure = (a: Float32Array, b: Float32Array) => number

/** 1 for the same, about 0 for what has nothing to do with each other: normalised cross-correlation. */
export function likeness(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}

/** Share of a picture that may have been painted over. */
const CHANGED = 0.12
/** What is left has to hold this share of what the picture shows, or it could be anything. */
const LEAST_LEFT = 0.3

/** The likeness of all but the eighth part in which the two differ most: what was put in counts for nothing. */
export function likenessButFor(a: Float32Array, b: Float32Array): number {
  const scale = likeness(a, b)
  const apart = a.map((value, at) => Math.abs(value - (b[at] ?? 0) * scale))
  const most = apart.toSorted()[Math.floor(apart.length * (1 - CHANGED))] ?? 0
  const kept = [...apart.keys()].filter((at) => (apart[at] ?? 0) <= most)
  const meanOf = (grid: Float32Array) =>
    kept.reduce((sum, at) => sum + (grid[at] ?? 0), 0) / kept.length
  const [meanA, meanB] = [meanOf(a), meanOf(b)]
  let [ab, aa, bb] = [0, 0, 0]
  for (const at of kept) {
    const [x, y] = [(a[at] ?? 0) - meanA, (b[at] ?? 0) - meanB]
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa < LEAST_LEFT || bb < LEAST_LEFT ? 0 : ab / Math.sqrt(aa * bb)
}

/**
 * Means over a grid of cells laid over a window, without the fall of light across all of it, about 0 and of length 1;
 * null where nothing is left: a sky is like any other.
 */
function gridOf(sums: Float32Array, window: Window): Float32Array | null {
  const grid = cellsOf(sums, window, GRID)
  const middle = (GRID - 1) / 2
  let sum = 0
  let across = 0
  let down = 0
  for (let row = 0, at = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++, at++) {
      const cell = grid[at] ?? 0
      sum += cell
      across += cell * (column - middle)
      down += cell * (row - middle)
    }
  }
  let squares = 0
  for (let row = 0, at = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++, at++) {
      const light = (across * (column - middle) + down * (row - middle)) / SLOPE + sum / grid.length
      const value = (grid[at] ?? 0) - light
      grid[at] = value
      squares += value * value
    }
  }
  const length = Math.sqrt(squares)
  if (length / GRID < LEAST_SPREAD) return null
  for (let at = 0; at < grid.length; at++) grid[at] = (grid[at] ?? 0) / length
  return grid
}

function writeBits(sums: Float32Array, window: Window, into: Int32Array): void {
  const cells = cellsOf(sums, window, CELLS)
  for (let bit = 0; bit < 64; bit++) {
    const at = (bit >> 3) * CELLS + (bit & 7)
    const [word, flag] = [bit >> 5, 1 << (bit & 31)]
    const here = cells[at] ?? 0
    if ((cells[at + 1] ?? 0) > here) into[word] = (into[word] ?? 0) | flag
    if ((cells[at + CELLS] ?? 0) > here) into[word + 2] = (into[word + 2] ?? 0) | flag
  }
}

/** Means over the cells of a grid. Each cell's corners are read once: the sums left and above of them. */
function cellsOf(sums: Float32Array, { x, y, w, h }: Window, count: number): Float32Array {
  const side = count + 1
  const corners = new Float32Array(side * side)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++)
      corners[row * side + column] = sumAt(
        sums,
        (x + (w * column) / count) * HASH_SIDE,
        (y + (h * row) / count) * HASH_SIDE,
      )
  }
  const area = ((w * h) / count / count) * HASH_SIDE * HASH_SIDE
  const cells = new Float32Array(count * count)
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const at = row * side + column
      const total =
        (corners[at + side + 1] ?? 0) -
        (corners[at + side] ?? 0) -
        (corners[at + 1] ?? 0) +
        (corners[at] ?? 0)
      cells[row * count + column] = total / area
    }
  }
  return cells
}

function sumsOf(samples: Float32Array): Float32Array {
  const side = HASH_SIDE + 1
  const sums = new Float32Array(side * side)
  for (let row = 0; row < HASH_SIDE; row++) {
    let line = 0
    for (let column = 0; column < HASH_SIDE; column++) {
      line += samples[row * HASH_SIDE + column] ?? 0
      sums[(row + 1) * side + column + 1] = (sums[row * side + column + 1] ?? 0) + line
    }
  }
  return sums
}

/** The sum left of and above a point that may lie within a sample. */
function sumAt(sums: Float32Array, x: number, y: number): number {
  const side = HASH_SIDE + 1
  const column = Math.min(HASH_SIDE - 1, Math.max(0, Math.floor(x)))
  const row = Math.min(HASH_SIDE - 1, Math.max(0, Math.floor(y)))
  const across = Math.min(1, x - column)
  const at = row * side + column
  const upper = (sums[at] ?? 0) * (1 - across) + (sums[at + 1] ?? 0) * across
  const lower = (sums[at + side] ?? 0) * (1 - across) + (sums[at + side + 1] ?? 0) * across
  return upper + (lower - upper) * Math.min(1, y - row)
}

function ones(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555)
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333)
  return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
