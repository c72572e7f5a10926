/** Which percentiles of a band become black and white. */
export type Stretch = { low: number; high: number }

export const usualStretch: Stretch = { low: 2, high: 98 }

const SAMPLES = 200_000

/**
 * Brings bands of any depth to 8 bits for looking at: each band from its low to its high percentile. Pixels
 * without data become transparent. One band gives grey, two or more the first three (missing ones repeat).
 *
 * @returns RGBA, row by row
 */
export function stretchToRgba(
  bands: readonly ArrayLike<number>[],
  noData: number | null,
  stretch: Stretch = usualStretch,
): Uint8Array {
  const shown = bands.length >= 3 ? bands.slice(0, 3) : bands.slice(0, 1)
  const first = shown[0]
  if (!first) return new Uint8Array()
  const ranges = shown.map((band) => rangeOf(band, noData, stretch))
  const rgba = new Uint8Array(first.length * 4)
  for (let pixel = 0; pixel < first.length; pixel++) {
    let isEmpty = true
    for (let channel = 0; channel < 3; channel++) {
      const index = shown.length === 1 ? 0 : channel
      const value = shown[index]?.[pixel] ?? Number.NaN
      const range = ranges[index] ?? { low: 0, high: 1 }
      if (isData(value, noData)) isEmpty = false
      rgba[pixel * 4 + channel] = levelOf(value, range)
    }
    rgba[pixel * 4 + 3] = isEmpty ? 0 : 255
  }
  return rgba
}

/**
 * The values between which a band is spread, by a sample of its pixels: its low and high percentile, apart from
 * each other even where all pixels are the same; and the least and greatest value there is.
 */
export function rangeOf(
  band: ArrayLike<number>,
  noData: number | null,
  stretch: Stretch = usualStretch,
): { low: number; high: number; min: number; max: number } {
  const step = Math.max(1, Math.floor(band.length / SAMPLES))
  const values: number[] = []
  for (let pixel = 0; pixel < band.length; pixel += step) {
    const value = band[pixel]
    if (value !== undefined && isData(value, noData)) values.push(value)
  }
  if (values.length === 0) return { low: 0, high: 1, min: 0, max: 0 }
  const sorted = Float64Array.from(values).toSorted()
  const last = sorted.length - 1
  const [min, max] = [sorted[0] ?? 0, sorted[last] ?? 0]
  const low = sorted[Math.floor((last * stretch.low) / 100)] ?? 0
  const high = sorted[Math.ceil((last * stretch.high) / 100)] ?? low
  return high > low
    ? { low, high, min, max }
    : { low: Math.min(0, low), high: Math.max(low, 1), min, max }
}

function levelOf(value: number, { low, high }: { low: number; high: number }): number {
  const level = Math.round(((value - low) / (high - low)) * 255)
  return Number.isNaN(level) ? 0 : Math.max(0, Math.min(255, level))
}

function isData(value: number, noData: number | null): boolean {
  return Number.isFinite(value) && value !== noData
}
