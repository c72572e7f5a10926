import { readingOf, surerOf, type ClockReading } from '../../shared/briefing/shared-clock.ts'
import { sharedTime } from '../../shared/protocol/http.ts'
import { ask } from '../api.ts'
import { signal } from '../sync/signal.ts'

/** Asked so often at the beginning: the quickest answer is the surest. */
const FIRST_QUESTIONS = 5
const ASK_EVERY_MS = 20_000
const AFTER_FAILURE_MS = 2_000

/** The server's clock, by which everybody's clip plays alike however wrong the clock of this computer is. */
export class ServerClock {
  /** False until the server has answered once. */
  readonly isKnown = signal(false)
  #reading: ClockReading | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #isOpen = false

  /** Begins to ask; returns how to stop. */
  open(): () => void {
    this.#isOpen = true
    void this.#askSeveral()
    const onBack = () => {
      if (document.visibilityState === 'visible') void this.#askSeveral()
    }
    // A laptop that slept has a stopwatch that may have slept too.
    document.addEventListener('visibilitychange', onBack)
    window.addEventListener('online', onBack)
    return () => {
      this.#isOpen = false
      clearTimeout(this.#timer)
      document.removeEventListener('visibilitychange', onBack)
      window.removeEventListener('online', onBack)
    }
  }

  /** Milliseconds; of this computer's own clock until the server's is known. */
  now(): number {
    return performance.now() + (this.#reading?.offsetMs ?? performance.timeOrigin)
  }

  async #askSeveral(): Promise<void> {
    clearTimeout(this.#timer)
    let hasFailed = false
    for (let n = 0; n < FIRST_QUESTIONS && this.#isOpen && !hasFailed; n++)
      // oxlint-disable-next-line no-await-in-loop -- questions at once would wait for one another
      hasFailed = !(await this.#askOnce())
    if (!this.#isOpen) return
    clearTimeout(this.#timer)
    const waitMs = hasFailed ? AFTER_FAILURE_MS : ASK_EVERY_MS
    this.#timer = setTimeout(() => void this.#askSeveral(), waitMs)
  }

  async #askOnce(): Promise<boolean> {
    const sentMs = performance.now()
    try {
      const { now: serverMs } = await ask(sharedTime, 'GET', '/api/time')
      const answer = { sentMs, receivedMs: performance.now(), serverMs }
      this.#reading = surerOf(this.#reading, readingOf(answer))
      this.isKnown.set(true)
      return true
    } catch {
      // The server is away: what is known of its clock holds until it is back.
      return false
    }
  }
}
