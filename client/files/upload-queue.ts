import { storedFile, type StoredFile } from '../../shared/protocol/http.ts'
import { Turns } from './turns.ts'
import { SendingError, sentenceOf, TusSending, type TusOptions } from './tus-sending.ts'

/** How far one file is. `sent` and `total` in bytes. The object is the same until something changes. */
export type UploadProgress = {
  sent: number
  total: number
  /**
   * `waiting` for others to finish, `sending`, `offline` (tried again by itself), `storing` (the server has all and
   * reads it), `failed` with a message, `interrupted` (this page no longer has the file: `retry` asks for it).
   */
  state: 'waiting' | 'sending' | 'offline' | 'storing' | 'failed' | 'interrupted'
  message: string
  cancel(): void
  retry(): void
}

export type UploadOutcome =
  | { is: 'stored'; file: StoredFile }
  | { is: 'failed'; message: string }
  | { is: 'cancelled' }

type Item = {
  id: string
  file: File
  sending: TusSending
  /** Where the server has all of it; from then on only the outcome is asked for. */
  arrivedAt: string | null
  isCancelled: boolean
  progress: UploadProgress
  wake: () => void
  settled: Promise<StoredFile | null>
}

export type QueueParts = {
  /** Address of the board's uploads. */
  endpoint: string
  /** A failed file is tried once more, because somebody asked for it. */
  onRetry?: (id: string) => void
  onOutcome: (id: string, outcome: UploadOutcome) => void
  /** Tells when the browser loses its connection and when it has one again; returns how to stop that. */
  watchLine?: (tell: (isThere: boolean) => void) => () => void
  atOnce?: number
  /** Pauses before the next try, the last one for all further. */
  delaysMs?: readonly number[]
  tus?: TusOptions
}

/** Sends files a few at a time, and does not give up while there is hope. Keeps nothing but what is under way. */
export class UploadQueue {
  readonly #parts: Required<Omit<QueueParts, 'tus'>> & Pick<QueueParts, 'tus'>
  readonly #items = new Map<string, Item>()
  readonly #listeners = new Set<() => void>()
  readonly #stopListening: () => void
  readonly #turns: Turns

  constructor(parts: QueueParts) {
    this.#parts = {
      atOnce: 3,
      delaysMs: [1000, 2000, 5000, 10_000, 20_000, 30_000],
      watchLine: () => () => {},
      onRetry: () => {},
      ...parts,
    }
    this.#turns = new Turns(this.#parts.atOnce)
    this.#stopListening = this.#parts.watchLine((isThere) => {
      for (const item of this.#items.values()) {
        if (isThere) item.wake()
        else item.sending.breakOff()
      }
    })
  }

  /** Begins to send a file under the id of the item it belongs to. An id that is under way already stays as it is. */
  add(id: string, file: File): void {
    if (this.#items.has(id)) return
    const item: Item = {
      id,
      file,
      sending: this.#newSending(file),
      arrivedAt: null,
      isCancelled: false,
      progress: {
        sent: 0,
        total: file.size,
        state: 'waiting',
        message: '',
        cancel: () => this.cancel(id),
        retry: () => this.#retry(id),
      },
      wake: () => {},
      settled: Promise.resolve(null),
    }
    const twin = [...this.#items.values()].find((other) => isSameFile(other.file, file))
    this.#items.set(id, item)
    item.settled = this.#run(item, twin)
    this.#changed()
  }

  get(id: string): UploadProgress | null {
    return this.#items.get(id)?.progress ?? null
  }

  get isBusy(): boolean {
    return [...this.#items.values()].some(({ progress }) => progress.state !== 'failed')
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  cancel(id: string): void {
    const item = this.#items.get(id)
    if (!item) return
    item.isCancelled = true
    item.wake()
    void item.sending.cancel()
    this.#end(item, { is: 'cancelled' })
  }

  /** Stops sending. What has arrived stays on the server for another page to go on with. */
  close(): void {
    this.#stopListening()
    for (const item of this.#items.values()) {
      item.isCancelled = true
      item.wake()
      item.sending.pause()
    }
    this.#items.clear()
  }

  async #run(item: Item, twin: Item | undefined): Promise<StoredFile | null> {
    // The same file on its way twice is sent once.
    const shared = await twin?.settled
    if (shared && !item.isCancelled) return this.#stored(item, shared)
    await this.#turns.take()
    try {
      return await this.#sendUntilStored(item)
    } catch (error) {
      if (item.isCancelled) return null
      const message =
        error instanceof SendingError ? error.message : 'The file could not be read here.'
      this.#update(item, { state: 'failed', message })
      this.#parts.onOutcome(item.id, { is: 'failed', message })
      return null
    } finally {
      this.#turns.giveBack()
    }
  }

  async #sendUntilStored(item: Item): Promise<StoredFile | null> {
    const earlier = await item.sending.resumeEarlier()
    for (let tries = 0; !item.isCancelled; tries++) {
      const before = item.progress.sent
      try {
        const found = tries === 0 && earlier !== null ? await this.#outcomeAt(earlier) : null
        return this.#stored(item, found ?? (await this.#sendOnce(item)))
      } catch (error) {
        if (item.isCancelled || !(error instanceof SendingError) || error.isRefused) throw error
        await expectReadable(item.file)
        if (item.progress.sent > before) tries = 0
        this.#update(item, { state: 'offline', message: error.message })
        await this.#pause(item, tries)
      }
    }
    return null
  }

  async #sendOnce(item: Item): Promise<StoredFile> {
    if (item.arrivedAt === null) {
      // A try without a line says nothing new until a byte of it has gone.
      if (item.progress.state !== 'offline') this.#update(item, { state: 'sending', message: '' })
      item.arrivedAt = await item.sending.attempt((sent) =>
        this.#update(item, { sent, state: 'sending', message: '' }),
      )
    }
    this.#update(item, { state: 'storing', sent: item.file.size, message: '' })
    const file = await this.#outcomeAt(item.arrivedAt)
    if (file) return file
    item.arrivedAt = null
    throw new SendingError('The server has lost the upload; it begins again.', { isRefused: false })
  }

  /** What the server made of an upload that arrived whole; null where it knows nothing of it or waits for more. */
  async #outcomeAt(uploadUrl: string): Promise<StoredFile | null> {
    const address = new URL(
      `${uploadUrl}/result`,
      new URL(this.#parts.endpoint, globalThis.location?.href),
    )
    const answer = await fetch(address, { headers: this.#parts.tus?.headers ?? {} }).catch(
      (cause: unknown) => {
        throw new SendingError('The server cannot be reached.', { isRefused: false, cause })
      },
    )
    if (answer.status === 202) return null
    if (answer.ok) return storedFile.parse(await answer.json())
    if (answer.status === 404) return null
    const isRefused = answer.status < 500 || answer.status === 507
    throw new SendingError(sentenceOf(await answer.text()) ?? 'The file could not be stored.', {
      isRefused,
    })
  }

  #stored(item: Item, file: StoredFile): StoredFile {
    this.#end(item, { is: 'stored', file })
    return file
  }

  #retry(id: string): void {
    const item = this.#items.get(id)
    if (item?.progress.state === 'offline') return item.wake()
    if (item?.progress.state !== 'failed') return
    this.#items.delete(id)
    this.#parts.onRetry(id)
    this.add(id, item.file)
  }

  #end(item: Item, outcome: UploadOutcome): void {
    if (this.#items.get(item.id) !== item) return
    this.#items.delete(item.id)
    this.#parts.onOutcome(item.id, outcome)
    this.#changed()
  }

  #update(item: Item, change: Partial<UploadProgress>): void {
    if (item.isCancelled) return
    item.progress = { ...item.progress, ...change }
    this.#changed()
  }

  async #pause(item: Item, tries: number): Promise<void> {
    const delays = this.#parts.delaysMs
    const delayMs = delays[Math.min(tries, delays.length - 1)] ?? 30_000
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, delayMs)
      item.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    item.wake = () => {}
  }

  #newSending(file: File): TusSending {
    const { endpoint, tus } = this.#parts
    return new TusSending(file, { endpoint, ...(tus && { tus }) })
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}

function isSameFile(a: File, b: File): boolean {
  return (
    a.name === b.name && a.size === b.size && a.lastModified === b.lastModified && a.type === b.type
  )
}

/** A file that was changed, moved or deleted since it was chosen cannot be sent, however good the line is. */
async function expectReadable(file: File): Promise<void> {
  try {
    await file.slice(0, 1).arrayBuffer()
  } catch (cause) {
    const message =
      'The file was changed or is gone since it was chosen. Drop it again to begin anew.'
    throw new SendingError(message, { isRefused: true, cause })
  }
}
