import type { Ink, Laser, Stroke } from '../../../shared/briefing/ink.ts'
import { signal } from '../../sync/signal.ts'
import { pointsOf, type InkSeen } from './ink.ts'
import { isOver, lengthened, type Trail } from './laser-trail.ts'

/** Points come some at a time: they are seen one after another over as long as it takes the next ones to come. */
const SPREAD_MS = 60

/** The ink of whoever presents, as those who watch hear of it. */
export class OthersInk implements InkSeen {
  readonly strokes = signal<readonly Stroke[]>([])
  readonly trails = signal<readonly Trail[]>([])
  /** How many points of the laser's present press have come. */
  #come = { id: -1, count: 0 }

  /** @param ink as it is now; of its laser, points that came before may be told again */
  show(ink: Omit<Ink, 'scene'> | null): void {
    this.strokes.set(ink?.strokes ?? [])
    const id = ink?.laser?.id
    if (this.trails.get().some((trail) => trail.isHeld && trail.id !== id))
      this.trails.set(this.trails.get().map((trail) => ({ ...trail, isHeld: trail.id === id })))
    if (ink?.laser) this.#point(ink.laser)
  }

  /** Another scene, or nothing: what still fades goes too. */
  wipe(): void {
    this.strokes.set([])
    this.trails.set([])
    this.#come = { id: -1, count: 0 }
  }

  prune(nowMs: number): void {
    const left = this.trails.get().filter((trail) => !isOver(trail, nowMs))
    if (left.length < this.trails.get().length) this.trails.set(left)
  }

  #point({ id, from, points }: Laser): void {
    if (this.#come.id !== id) {
      this.#come = { id, count: from }
      const others = this.trails.get().filter((trail) => trail.id !== id)
      this.trails.set([...others, { id, points: [], isHeld: true }])
    }
    const all = pointsOf(points)
    const fresh = all.slice(Math.max(0, this.#come.count - from))
    if (fresh.length === 0) return
    this.#come.count = from + all.length
    this.trails.set(
      this.trails.get().map((trail) => (trail.id === id ? withPoints(trail, fresh) : trail)),
    )
  }
}

function withPoints(trail: Trail, fresh: ReturnType<typeof pointsOf>): Trail {
  const nowMs = performance.now()
  const last = trail.points.at(-1)?.atMs ?? nowMs
  // A line that stuttered brings many at once: they do not lag behind for that.
  const from = Math.min(Math.max(last, nowMs), nowMs + SPREAD_MS)
  const apart = (nowMs + SPREAD_MS - from) / fresh.length
  return lengthened(
    trail,
    fresh.map((point, at) => ({ ...point, atMs: from + apart * (at + 1) })),
  )
}
