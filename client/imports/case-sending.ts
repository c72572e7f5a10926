import { AppError } from '../../shared/app-error.ts'
import type { CaseImport } from '../../shared/protocol/packages.ts'
import { SendingError, TusSending, type TusOptions } from '../files/tus-sending.ts'
import { importOf } from './case-api.ts'
import { caseMessages as words } from './case-messages.ts'

export type CaseProgress =
  /** `share` from 0 to 1. */
  { is: 'sending' | 'offline'; share: number } | { is: 'checking' | 'taking-in' }

type Parts = {
  tell: (progress: CaseProgress) => void
  endpoint?: string
  /** Pauses before the next try, the last one for all further. */
  delaysMs?: readonly number[]
  tus?: TusOptions
  /** How an import is asked for; over HTTP unless set. */
  ask?: typeof importOf
}

const ENDPOINT = '/api/imports/uploads'
const DELAYS_MS = [1000, 2000, 5000, 10_000, 20_000, 30_000]

/** One package on its way, until it is a board or was refused. A broken line costs nothing that has arrived. */
export class CaseSending {
  readonly #file: File
  readonly #parts: Parts
  readonly #sending: TusSending
  readonly #ask: typeof importOf
  readonly #ending = new AbortController()
  #share = 0
  #wake = () => {}

  constructor(file: File, parts: Parts) {
    this.#file = file
    this.#parts = parts
    const { endpoint = ENDPOINT, tus, ask = importOf } = parts
    this.#ask = ask
    this.#sending = new TusSending(file, { endpoint, ...(tus && { tus }) })
  }

  /**
   * Goes on where an earlier page left the same package, if one did.
   *
   * @returns null once `cancel` or `leave` was called
   * @throws AppError
   */
  async outcome(): Promise<CaseImport | null> {
    const { signal } = this.#ending
    const online = () => this.#wake()
    globalThis.addEventListener?.('online', online, { signal })
    const offline = () => this.#sending.breakOff()
    globalThis.addEventListener?.('offline', offline, { signal })
    const earlier = await this.#sending.resumeEarlier()
    for (let tries = 0; !signal.aborted; tries++) {
      const before = this.#share
      try {
        return await this.#followed(await this.#sent(tries === 0 ? earlier : null))
      } catch (error) {
        if (signal.aborted) break
        if (!isPassing(error)) throw asAppError(error)
        await this.#expectReadable()
        if (this.#share > before) tries = 0
        this.#parts.tell({ is: 'offline', share: this.#share })
        await this.#pause(tries)
      }
    }
    return null
  }

  /** Stops, and lets the server drop what it has. */
  cancel(): void {
    this.#ending.abort()
    this.#wake()
    void this.#sending.cancel()
  }

  /** Stops without telling the server: another page may go on. */
  leave(): void {
    this.#ending.abort()
    this.#wake()
    this.#sending.pause()
  }

  /** The import's id, once the server has all of the package. */
  async #sent(earlier: string | null): Promise<string> {
    // The last answer may have been lost, and the package taken in since.
    const known = earlier ?? this.#sending.address
    if (known !== null && (await this.#ask(idIn(known), { wait: false }))) return idIn(known)
    const address = await this.#sending.attempt((sent) => {
      this.#share = this.#file.size === 0 ? 1 : sent / this.#file.size
      this.#parts.tell({ is: 'sending', share: this.#share })
    })
    return idIn(address)
  }

  /** Asks until it is over; the server answers as soon as something changes. */
  async #followed(id: string): Promise<CaseImport | null> {
    this.#parts.tell({ is: 'checking' })
    while (!this.#ending.signal.aborted) {
      const told = await this.#ask(id, { wait: true })
      if (!told) throw new AppError('import/not-found', words.interrupted)
      if (told.state === 'done' || told.state === 'failed') return told
      this.#parts.tell({ is: told.state })
    }
    return null
  }

  async #expectReadable(): Promise<void> {
    try {
      await this.#file.slice(0, 1).arrayBuffer()
    } catch (cause) {
      throw new AppError('request/invalid', words.gone, { cause })
    }
  }

  async #pause(tries: number): Promise<void> {
    const { delaysMs = DELAYS_MS } = this.#parts
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delaysMs[Math.min(tries, delaysMs.length - 1)])
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => {}
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof SendingError) return !error.isRefused
  return error instanceof AppError && error.code === 'server/stopping'
}

function asAppError(error: unknown): unknown {
  return error instanceof SendingError
    ? new AppError('package/refused', error.message, { cause: error })
    : error
}

function idIn(address: string): string {
  return address.split('/').at(-1) ?? ''
}
