import { MOST_STROKE_POINTS } from '../../../shared/briefing/ink.ts'
import { distance, type Point } from './ink.ts'

/** A straight piece is no longer than so many pixels of what was drawn, so that looking back stays cheap. */
const MOST_SKIPPED = 60

/**
 * A stroke as it is drawn: as few points as keep it within a tolerance of where the hand was. What was kept stays as
 * it is while the stroke goes on, but for its end.
 */
export class PenStroke {
  readonly #tolerance: number
  readonly #kept: Point[]
  /** Where the hand was since the last point that is kept. */
  #since: Point[] = []

  constructor(first: Point, tolerance: number) {
    this.#kept = [first]
    this.#tolerance = tolerance
  }

  get points(): readonly Point[] {
    const end = this.#since.at(-1)
    return end ? [...this.#kept, end] : this.#kept
  }

  /** It takes no more: whoever draws on does so with another, from its end. */
  get isFull(): boolean {
    return this.#kept.length >= MOST_STROKE_POINTS - 1
  }

  add(point: Point): void {
    const [last, end] = [this.#kept.at(-1), this.#since.at(-1)]
    if (!last || distance(end ?? last, point) === 0) return
    const isStraight =
      this.#since.length < MOST_SKIPPED &&
      this.#since.every((each) => offLine(each, last, point) <= this.#tolerance)
    if (!isStraight && end) {
      this.#kept.push(end)
      this.#since = []
    }
    this.#since.push(point)
  }
}

/** How far a point lies from the straight way between two others. */
function offLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length
  const share = Math.min(1, Math.max(0, along))
  return distance(point, { x: from.x + share * dx, y: from.y + share * dy })
}
