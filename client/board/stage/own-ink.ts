import {
  MOST_INK_POINTS,
  MOST_LASER_POINTS,
  MOST_STROKES,
  pointCountOf,
  type Ink,
  type Stroke,
} from '../../../shared/briefing/ink.ts'
import { signal } from '../../sync/signal.ts'
import { distance, type InkSeen, type Point } from './ink.ts'
import { isOver, lengthened, type Trail } from './laser-trail.ts'
import { PenStroke } from './pen-stroke.ts'

/** On the screen of whoever writes, in pixels. */
const INK_WIDTH = 5
const TOLERANCE = 0.35
const LASER_STEP = 1

/** What whoever presents writes for the moment and points at. Where there is too much of it, the oldest goes. */
export class OwnInk implements InkSeen {
  readonly strokes = signal<readonly Stroke[]>([])
  readonly trails = signal<readonly Trail[]>([])
  /** What others are to see of it. */
  readonly told = signal<Omit<Ink, 'scene'>>({ strokes: [], laser: null })
  #lastId = 0
  #under: Pressed | null = null

  /** @param zoom pixels of the screen for one of the page */
  press(tool: 'laser' | 'ink', point: Point, zoom: number): void {
    this.lift()
    const at = rounded(point, zoom)
    const id = ++this.#lastId
    if (tool === 'laser') {
      this.#under = { tool, id, zoom, count: 0 }
      this.trails.set([...this.trails.get(), { id, points: [], isHeld: true }])
      this.#point(this.#under, at)
    } else {
      this.#under = { tool, id, zoom, pen: new PenStroke(at, TOLERANCE / zoom) }
      this.#draw(this.#under)
    }
  }

  move(point: Point): void {
    const under = this.#under
    if (!under) return
    const at = rounded(point, under.zoom)
    if (under.tool === 'laser') return this.#point(under, at)
    under.pen.add(at)
    this.#draw(under)
    if (!under.pen.isFull) return
    this.press('ink', at, under.zoom)
  }

  lift(): void {
    if (!this.#under) return
    this.#under = null
    this.trails.set(this.trails.get().map((trail) => ({ ...trail, isHeld: false })))
    this.#tell()
  }

  wipe(): void {
    this.#under = null
    this.strokes.set([])
    this.trails.set([])
    this.#tell()
  }

  prune(nowMs: number): void {
    const left = this.trails.get().filter((trail) => !isOver(trail, nowMs))
    if (left.length < this.trails.get().length) this.trails.set(left)
  }

  #draw({ id, zoom, pen }: Extract<Pressed, { tool: 'ink' }>): void {
    const points = pen.points.flatMap(({ x, y }) => [x, y])
    const before = this.strokes.get().filter((stroke) => stroke.id !== id)
    const all = [...before, { id, width: INK_WIDTH / zoom, points }].slice(-MOST_STROKES)
    while (all.length > 1 && pointCountOf(all) > MOST_INK_POINTS) all.shift()
    this.strokes.set(all)
    this.#tell()
  }

  #point(under: Extract<Pressed, { tool: 'laser' }>, at: Point): void {
    const { id, zoom } = under
    const last = this.trails
      .get()
      .find((trail) => trail.id === id)
      ?.points.at(-1)
    if (last && distance(last, at) * zoom < LASER_STEP) return
    under.count++
    const point = { ...at, atMs: performance.now() }
    this.trails.set(
      this.trails.get().map((trail) => (trail.id === id ? lengthened(trail, [point]) : trail)),
    )
    this.#tell()
  }

  #tell(): void {
    const under = this.#under
    const held = this.trails.get().find(({ isHeld }) => isHeld)
    const newest = held?.points.slice(-MOST_LASER_POINTS) ?? []
    const laser =
      held && under?.tool === 'laser'
        ? {
            id: held.id,
            from: under.count - newest.length,
            points: newest.flatMap(({ x, y }) => [x, y]),
          }
        : null
    this.told.set({ strokes: [...this.strokes.get()], laser })
  }
}

type Pressed =
  /** `count`: how many points this press has had. */
  | { tool: 'laser'; id: number; zoom: number; count: number }
  | { tool: 'ink'; id: number; zoom: number; pen: PenStroke }

/** To less than a quarter of a pixel of the screen: no more digits than that are told. */
function rounded({ x, y }: Point, zoom: number): Point {
  const digits = Math.min(4, Math.max(0, Math.ceil(Math.log10(4 * zoom))))
  return { x: Number(x.toFixed(digits)), y: Number(y.toFixed(digits)) }
}
