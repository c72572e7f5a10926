/** Ink that is never written to the board: gone with the scene it was made on. Points in page pixels. */
export type Stroke = { points: readonly Point[]; width: number }

export type Point = { x: number; y: number }

/** As a path of SVG, round through its points. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points
  if (!first) return ''
  if (rest.length === 0) return `M ${first.x} ${first.y} l 0.01 0`
  const parts = [`M ${first.x} ${first.y}`]
  rest.forEach((point, at) => {
    const next = rest[at + 1]
    const end = next ? { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 } : point
    parts.push(`Q ${point.x} ${point.y} ${end.x} ${end.y}`)
  })
  return parts.join(' ')
}
