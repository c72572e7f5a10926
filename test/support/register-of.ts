import sharp from 'sharp'

/** Pictures as rows of grey, for finding out how far one lies off against another. */
type Grey = { data: Float64Array; width: number; height: number }

/**
 * By how many pixels the second picture must be moved so that it fits the first best, at one patch of them: the
 * highest correlation of their edges, refined between pixels by a parabola.
 */
export async function shiftBetween(
  first: Buffer,
  second: Buffer,
  { x, y, size, reach }: { x: number; y: number; size: number; reach: number },
): Promise<{ dx: number; dy: number; likeness: number }> {
  const [a, b] = [edgesOf(await greyOf(first)), edgesOf(await greyOf(second))]
  const score = (dx: number, dy: number) => correlation(a, b, { x, y, size, dx, dy })
  let best = { dx: 0, dy: 0, likeness: -1 }
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const likeness = score(dx, dy)
      if (likeness > best.likeness) best = { dx, dy, likeness }
    }
  const peak = (before: number, at: number, after: number) => {
    const bend = before - 2 * at + after
    return bend < 0 ? (before - after) / (2 * bend) : 0
  }
  const { dx, dy, likeness } = best
  return {
    dx: dx + peak(score(dx - 1, dy), likeness, score(dx + 1, dy)),
    dy: dy + peak(score(dx, dy - 1), likeness, score(dx, dy + 1)),
    likeness,
  }
}

async function greyOf(png: Buffer): Promise<Grey> {
  const { data, info } = await sharp(png)
    .removeAlpha()
    .greyscale()
    .blur(1)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data: Float64Array.from(data), width: info.width, height: info.height }
}

/** How steep the brightness is: what stays where it is from one season to the next. */
function edgesOf({ data, width, height }: Grey): Grey {
  const edges = new Float64Array(data.length)
  const at = (index: number) => data[index] ?? 0
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const index = y * width + x
      edges[index] = Math.hypot(
        at(index + 1) - at(index - 1),
        at(index + width) - at(index - width),
      )
    }
  return { data: edges, width, height }
}

function correlation(
  a: Grey,
  b: Grey,
  { x, y, size, dx, dy }: { x: number; y: number; size: number; dx: number; dy: number },
): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0]
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const one = a.data[(y + row) * a.width + x + column] ?? 0
      const other = b.data[(y + row + dy) * b.width + x + column + dx] ?? 0
      sumA += one
      sumB += other
      sumAA += one * one
      sumBB += other * other
      sumAB += one * other
    }
  const count = size * size
  const both = sumAB - (sumA * sumB) / count
  const spread = Math.sqrt((sumAA - sumA ** 2 / count) * (sumBB - sumB ** 2 / count))
  return spread > 0 ? both / spread : 0
}
