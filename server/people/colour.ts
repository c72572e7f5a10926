/** Readable as text and as a line on paper white and on near black alike (contrast of 3 : 1 or more on both). */
const palette = [
  '#d6336c',
  '#ae3ec9',
  '#7950f2',
  '#4263eb',
  '#1c7ed6',
  '#0c8599',
  '#0ca678',
  '#2f9e44',
  '#74860b',
  '#b8710a',
  '#d9480f',
  '#8d6e63',
] as const

/** A colour that nobody among `taken` has, as long as there is one; after that the least used. */
export function nextColour(taken: readonly string[]): string {
  const uses = palette.map((colour) => taken.filter((other) => other === colour).length)
  const least = Math.min(...uses)
  return palette[uses.indexOf(least)] ?? palette[0]
}
