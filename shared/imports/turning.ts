import type { Box, Point } from './shapes.ts'

/** Other tools turn things around their middle; the canvas turns them around the top left corner of their box. */
export function turnedBox({ x, y, w, h }: Box, angle: number): Box {
  const corner = turned({ x: -w / 2, y: -h / 2 }, angle)
  return { x: x + w / 2 + corner.x, y: y + h / 2 + corner.y, w, h }
}

/** Points turned around the middle of what they span, which needs no rotation of its own then. */
export function turnedPoints(points: readonly Point[], angle: number): Point[] {
  if (angle === 0) return [...points]
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const middle = { x: middleOf(xs), y: middleOf(ys) }
  return points.map(({ x, y }) => {
    const at = turned({ x: x - middle.x, y: y - middle.y }, angle)
    return { x: middle.x + at.x, y: middle.y + at.y }
  })
}

function turned({ x, y }: Point, angle: number): Point {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  return { x: x * cos - y * sin, y: x * sin + y * cos }
}

function middleOf(numbers: readonly number[]): number {
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity)
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity)
  return (least + most) / 2
}
