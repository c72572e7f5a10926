/** Points of a plane: of a picture (pixels, y down) or of a map (metres or degrees, y up). */
export type Point = { x: number; y: number }

/** A projective transformation of the plane, row by row; affine where the last row is 0, 0, 1. */
export type Matrix = readonly [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/** x = a·column + b·row + c, y = d·column + e·row + f, from the upper left corner of the upper left pixel. */
export type Affine = readonly [number, number, number, number, number, number]

export type Pair = { from: Point; to: Point }

export function matrixOf([a, b, c, d, e, f]: Affine): Matrix {
  return [a, b, c, d, e, f, 0, 0, 1]
}

export function apply(m: Matrix, { x, y }: Point): Point {
  const w = m[6] * x + m[7] * y + m[8]
  return { x: (m[0] * x + m[1] * y + m[2]) / w, y: (m[3] * x + m[4] * y + m[5]) / w }
}

/** The way back; null where the transformation flattens the plane. */
export function inverse(m: Matrix): Matrix | null {
  const [a, b, c, d, e, f, g, h, i] = m
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-300) return null
  const by = 1 / determinant
  return [
    (e * i - f * h) * by,
    (c * h - b * i) * by,
    (b * f - c * e) * by,
    (f * g - d * i) * by,
    (a * i - c * g) * by,
    (c * d - a * f) * by,
    (d * h - e * g) * by,
    (b * g - a * h) * by,
    (a * e - b * d) * by,
  ]
}

/**
 * The similarity from a picture onto a map (turned, scaled, moved, and mirrored once, for rows count downwards)
 * with the least squares; exact for two points. Null where the points do not determine it.
 */
export function fitSimilarity(pairs: readonly Pair[]): Matrix | null {
  if (pairs.length < 2) return null
  // x = a·u + b·v + c, y = b·u − a·v + f
  const rows = pairs.flatMap(({ from: { x: u, y: v }, to }): [number[], number][] => [
    [[u, v, 1, 0], to.x],
    [[-v, u, 0, 1], to.y],
  ])
  const found = leastSquares(rows, 4)
  if (!found) return null
  const [a = 0, b = 0, c = 0, f = 0] = found
  return [a, b, c, b, -a, f, 0, 0, 1]
}

/** The affine transformation with the least squares; exact for three points. */
export function fitAffine(pairs: readonly Pair[]): Matrix | null {
  if (pairs.length < 3) return null
  const rowsOf = (axis: 'x' | 'y') =>
    pairs.map(({ from, to }): [number[], number] => [[from.x, from.y, 1], to[axis]])
  const [first, second] = [leastSquares(rowsOf('x'), 3), leastSquares(rowsOf('y'), 3)]
  if (!first || !second) return null
  const [a = 0, b = 0, c = 0] = first
  const [d = 0, e = 0, f = 0] = second
  return [a, b, c, d, e, f, 0, 0, 1]
}

/** The projective transformation; exact for four points. Null where three of four lie on a line. */
export function fitProjective(pairs: readonly Pair[]): Matrix | null {
  if (pairs.length < 4) return null
  const rows = pairs.flatMap(({ from: { x: u, y: v }, to: { x, y } }): [number[], number][] => [
    [[u, v, 1, 0, 0, 0, -u * x, -v * x], x],
    [[0, 0, 0, u, v, 1, -u * y, -v * y], y],
  ])
  const found = leastSquares(rows, 8)
  if (!found) return null
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = found
  return [a, b, c, d, e, f, g, h, 1]
}

/** Distances between where a transformation puts points and where they belong, in units of the target plane. */
export function residualsOf(m: Matrix, pairs: readonly Pair[]): number[] {
  return pairs.map(({ from, to }) => {
    const put = apply(m, from)
    return Math.hypot(put.x - to.x, put.y - to.y)
  })
}

/** Normal equations, solved with pivoting; columns are brought to one size first, for pixels and metres differ. */
function leastSquares(rows: readonly [number[], number][], unknowns: number): number[] | null {
  const size = Array.from({ length: unknowns }, (_, column) =>
    Math.max(...rows.map(([row]) => Math.abs(row[column] ?? 0)), 1e-300),
  )
  const normal = Array.from({ length: unknowns }, () =>
    Array.from({ length: unknowns + 1 }, () => 0),
  )
  for (const [row, value] of rows) {
    const scaled = row.map((each, column) => each / (size[column] ?? 1))
    for (const [i, line] of normal.entries()) {
      const weight = scaled[i] ?? 0
      for (let j = 0; j < unknowns; j++) line[j] = (line[j] ?? 0) + weight * (scaled[j] ?? 0)
      line[unknowns] = (line[unknowns] ?? 0) + weight * value
    }
  }
  const solved = solve(normal)
  return solved?.map((each, column) => each / (size[column] ?? 1)) ?? null
}

function solve(lines: number[][]): number[] | null {
  const count = lines.length
  for (let column = 0; column < count; column++) {
    let best = column
    for (let row = column + 1; row < count; row++)
      if (Math.abs(at(lines, row, column)) > Math.abs(at(lines, best, column))) best = row
    const pivot = lines[best]
    if (!pivot || Math.abs(at(lines, best, column)) < 1e-12) return null
    lines[best] = lines[column] ?? []
    lines[column] = pivot
    for (let row = 0; row < count; row++) {
      if (row === column) continue
      const by = at(lines, row, column) / (pivot[column] ?? 1)
      lines[row] = (lines[row] ?? []).map((each, index) => each - by * (pivot[index] ?? 0))
    }
  }
  return lines.map((line, index) => (line[count] ?? 0) / (line[index] ?? 1))
}

function at(lines: number[][], row: number, column: number): number {
  return lines[row]?.[column] ?? 0
}
