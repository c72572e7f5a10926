/** Share of the pixels at each end that are allowed to run out of the range. */
const CLIPPED = 0.02
const SAMPLES = 200_000

/**
 * Brings bands of any depth to 8 bits for looking at: each band from its 2nd to its 98th percentile. Pixels
 * without data become transparent. One band gives grey, two or more the first three (missing ones repeat).
 *
 * @returns RGBA, row by row
 */
export function stretchToRgba(
  bands: readonly ArrayLike<number>[],
  noData: number | null,
): Uint8Array {
  const shown = bands.length >= 3 ? bands.slice(0, 3) : bands.slice(0, 1)
  const first = shown[0]
  if (!first) return new Uint8Array()
  const ranges = shown.map((band) => rangeOf(band, noData))
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

/** The values between which a band is spread: its 2nd and 98th percentile, by a sample of its pixels. */
export function rangeOf(
  band: ArrayLike<number>,
  noData: number | null,
): { low: number; high: number } {
  const step = Math.max(1, Math.floor(band.length / SAMPLES))
  const values: number[] = []
  for (let pixel = 0; pixel < band.length; pixel += step) {
    const value = band[pixel]
    if (value !== undefined && isData(value, noData)) values.push(value)
  }
  if (values.length === 0) return { low: 0, high: 1 }
  const sorted = Float64Array.from(values).toSorted()
  const last = sorted.length - 1
  const low = sorted[Math.floor(last * CLIPPED)] ?? 0
  const high = sorted[Math.ceil(last * (1 - CLIPPED))] ?? low
  return high > low ? { low, high } : { low: Math.min(0, low), high: Math.max(low, 1) }
}

function levelOf(value: number, { low, high }: { low: number; high: number }): number {
  const level = Math.round(((value - low) / (high - low)) * 255)
  return Number.isNaN(level) ? 0 : Math.max(0, Math.min(255, level))
}

function isData(value: number, noData: number | null): boolean {
  return Number.isFinite(value) && value !== noData
}
