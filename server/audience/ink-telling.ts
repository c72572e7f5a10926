import type { Ink } from '../../shared/briefing/ink.ts'
import {
  inkChange,
  isNothing,
  pointsTold,
  wholeInk,
  type InkChange,
} from '../../shared/briefing/ink-change.ts'

/** Ink is told so often at most, ms, and after much of it more seldom: so long for each point that was told. */
const EVERY_MS = 50
const POINT_MS = 1

/**
 * Tells an audience what came to the ink since it was told last, and at once that it is gone. What it was told is kept
 * for those who come late, in memory, until then.
 */
export class InkTelling {
  readonly #shown: () => Ink | null
  readonly #tell: (change: InkChange | null) => void
  #told: Ink | null = null
  #timer: NodeJS.Timeout | null = null
  #restsUntilMs = 0
  #isClosed = false

  /**
   * @param shown the ink that this audience may see just now
   * @param tell null takes all of it away
   */
  constructor(shown: () => Ink | null, tell: (change: InkChange | null) => void) {
    this.#shown = shown
    this.#tell = tell
  }

  /** Call whenever the ink may be another one. */
  follow(): void {
    if (this.#isClosed) return
    const now = this.#shown()
    if (!now || isNothing(now)) return this.#wipe()
    const change = inkChange(this.#told, now)
    if (!change) return
    const nowMs = performance.now()
    if (nowMs < this.#restsUntilMs) return this.#followAfter(this.#restsUntilMs - nowMs)
    this.#restsUntilMs = nowMs + Math.max(EVERY_MS, pointsTold(change) * POINT_MS)
    this.#told = now
    this.#tell(change)
  }

  /** All of it as everyone was told. */
  whole(): InkChange | null {
    return this.#told && wholeInk(this.#told)
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }

  #wipe(): void {
    if (!this.#told) return
    this.#told = null
    this.#tell(null)
  }

  #followAfter(waitMs: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      this.follow()
    }, waitMs)
  }
}
