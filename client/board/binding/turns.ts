/**
 * When the binding acts: it reads once a frame, and writes soon after the first change and then at most so
 * often. A hidden page has no frames, so timers stand behind them.
 */
export class Turns {
  readonly #act: { write(): void; read(): void }
  #frame: number | null = null
  #frameTimer: ReturnType<typeof setTimeout> | undefined
  #writeTimer: ReturnType<typeof setTimeout> | undefined
  #lastWriteAt = 0

  constructor(act: { write(): void; read(): void }) {
    this.#act = act
    if (typeof document !== 'undefined') document.addEventListener('visibilitychange', this.#onHide)
    if (typeof window !== 'undefined') window.addEventListener('pagehide', this.#onHide)
  }

  close(): void {
    this.#endFrame()
    clearTimeout(this.#writeTimer)
    if (typeof document !== 'undefined')
      document.removeEventListener('visibilitychange', this.#onHide)
    if (typeof window !== 'undefined') window.removeEventListener('pagehide', this.#onHide)
  }

  readSoon(): void {
    if (this.#frameTimer !== undefined) return
    if (typeof requestAnimationFrame === 'function')
      this.#frame = requestAnimationFrame(() => this.#read())
    this.#frameTimer = setTimeout(() => this.#read(), 100)
  }

  writeSoon(everyMs: number): void {
    const wait = Math.max(16, this.#lastWriteAt + everyMs - Date.now())
    this.#writeTimer ??= setTimeout(() => this.#write(), Math.min(wait, everyMs))
  }

  #read(): void {
    this.#endFrame()
    this.#act.read()
  }

  #write(): void {
    clearTimeout(this.#writeTimer)
    this.#writeTimer = undefined
    this.#lastWriteAt = Date.now()
    this.#act.write()
  }

  #endFrame(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
    clearTimeout(this.#frameTimer)
    this.#frame = null
    this.#frameTimer = undefined
  }

  readonly #onHide = (): void => {
    if (this.#writeTimer !== undefined) this.#write()
  }
}
