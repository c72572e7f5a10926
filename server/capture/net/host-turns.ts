import { AppError } from '../../../shared/app-error.ts'

type Waiting = { host: string; go: () => void }

/** How many requests are under way at once, to one host and to all; who comes later waits in line. */
export class HostTurns {
  readonly #most: { perHost: number; overall: number; waiting: number }
  readonly #underWay = new Map<string, number>()
  #waiting: Waiting[] = []
  #total = 0

  constructor(most: { perHost: number; overall: number; waiting: number }) {
    this.#most = most
  }

  /**
   * Waits for a turn; returns how to give it back.
   *
   * @throws AppError `capture/busy` where too many wait already; the signal's reason where it is aborted
   */
  async take(host: string, signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (!this.#isFree(host)) await this.#wait(host, signal)
    else this.#begin(host)
    let isBack = false
    return () => {
      if (isBack) return
      isBack = true
      this.#end(host)
    }
  }

  #wait(host: string, signal: AbortSignal): Promise<void> {
    if (this.#waiting.length >= this.#most.waiting)
      throw new AppError('capture/busy', 'Too many pages are being fetched. Try again in a minute.')
    return new Promise((resolve, reject) => {
      const stop = () => {
        this.#waiting = this.#waiting.filter((each) => each !== waiting)
        reject(signal.reason)
      }
      const waiting: Waiting = {
        host,
        go: () => {
          signal.removeEventListener('abort', stop)
          this.#begin(host)
          resolve()
        },
      }
      signal.addEventListener('abort', stop, { once: true })
      this.#waiting.push(waiting)
    })
  }

  #isFree(host: string): boolean {
    const { perHost, overall } = this.#most
    return this.#total < overall && (this.#underWay.get(host) ?? 0) < perHost
  }

  #begin(host: string): void {
    this.#total++
    this.#underWay.set(host, (this.#underWay.get(host) ?? 0) + 1)
  }

  #end(host: string): void {
    this.#total--
    const left = (this.#underWay.get(host) ?? 1) - 1
    if (left === 0) this.#underWay.delete(host)
    else this.#underWay.set(host, left)
    const next = this.#waiting.find((each) => this.#isFree(each.host))
    if (!next) return
    this.#waiting = this.#waiting.filter((each) => each !== next)
    next.go()
  }
}
