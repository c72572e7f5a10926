import type { Affine } from './matrix.ts'

/** Endings of world files: the place of the picture beside them that has the same name. */
const endings = /\.(wld|jgw|jpgw|jpegw|pgw|pngw|tfw|tifw|tiffw|bpw|gfw|gifw)$/i

export function isWorldFileName(name: string): boolean {
  return endings.test(name)
}

/**
 * The six lines of a world file as an affine transformation from the upper left corner of the upper left pixel
 * (the file counts from that pixel's middle). Null for anything else.
 */
export function readWorldFile(text: string): Affine | null {
  const numbers = text
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\s+/)
    .map((line) => (line === '' ? Number.NaN : Number(line.replace(',', '.'))))
  if (
    numbers.length !== 6 ||
    !numbers.every((each) => Number.isFinite(each) && Math.abs(each) < 1e12)
  )
    return null
  const [a = 0, d = 0, b = 0, e = 0, c = 0, f = 0] = numbers
  if (Math.abs(a * e - b * d) < 1e-18) return null
  return [a, b, c - (a + b) / 2, d, e, f - (d + e) / 2]
}

/** A file's name without folder and ending, in lower case: what a picture and its world file share. */
export function stemOf(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? '').replace(/\.[^.]*$/, '').toLowerCase()
}
