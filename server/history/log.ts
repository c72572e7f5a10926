import { AppError } from '../../shared/app-error.ts'
import type { Logger } from '../logger.ts'
import type { LogEntry, LogStore } from '../store/log-store.ts'

/** Why the log cannot be written just now, in a sentence for people; null while all is well. */
export type StorageTrouble = { message: string } | null

type Queued = { entry: LogEntry; confirm: (seq: number) => void }

export type LogOptions = {
  logger: Logger
  /** Least time between the starts of two commits while edits keep coming, ms. */
  gatherMs?: number
  /** First and longest wait before a failed batch is tried again, ms. */
  retryMs?: { first: number; longest: number }
}

/** A batch is cut here, so that one commit's time stays bounded however much has gathered. */
const BATCH_ENTRIES = 2048
const BATCH_BYTES = 8 * 1024 * 1024

/**
 * Commits edits in groups: one commit is under way, what arrives meanwhile shares the next. Order is kept across
 * all boards. A batch that could not be written is tried again, for as long as it takes, before anything newer.
 */
export class Log {
  readonly #store: LogStore
  readonly #logger: Logger
  readonly #gatherMs: number
  readonly #retryMs: { first: number; longest: number }
  readonly #listeners = new Set<(trouble: StorageTrouble) => void>()
  #queue: Queued[] = []
  #queuedBytes = 0
  #running: Promise<void> | null = null
  #trouble: StorageTrouble = null
  #startedAt = 0
  #closing = false

  constructor(store: LogStore, { logger, gatherMs = 2, retryMs }: LogOptions) {
    this.#store = store
    this.#logger = logger
    this.#gatherMs = gatherMs
    this.#retryMs = retryMs ?? { first: 200, longest: 2000 }
  }

  get trouble(): StorageTrouble {
    return this.#trouble
  }

  /** Bytes of edits that are not on disk yet. */
  get pendingBytes(): number {
    return this.#queuedBytes
  }

  /** Takes an edit; `confirm` is called with its position once it is on disk, in the order of taking. */
  append(entry: LogEntry, confirm: (seq: number) => void): void {
    this.#queue.push({ entry, confirm })
    this.#queuedBytes += entry.update.byteLength
    this.#running ??= this.#run()
  }

  /** Called when writing begins to fail (with the sentence for people) and when it works again (with null). */
  onTrouble(listener: (trouble: StorageTrouble) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Waits until all that was taken is on disk. Under storage trouble this may take until it ends. */
  async flush(): Promise<void> {
    while (this.#running) await this.#running
  }

  /**
   * Writes what can be written and closes the store. Under trouble it tries once more and gives up: nothing
   * of that was confirmed.
   */
  async close(): Promise<void> {
    this.#closing = true
    await this.flush()
    await this.#store.close()
  }

  async #run(): Promise<void> {
    try {
      await this.#writeQueued()
    } finally {
      this.#running = null
    }
  }

  async #writeQueued(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#gather()
      const batch = this.#nextBatch()
      this.#startedAt = performance.now()
      const seqs = await this.#commit(batch)
      if (seqs === null) break
      this.#queue.splice(0, batch.length)
      for (const [index, { entry, confirm }] of batch.entries()) {
        this.#queuedBytes -= entry.update.byteLength
        confirm(seqs[index] ?? 0)
      }
    }
  }

  /**
   * A first edit after a pause is written at once, in a stream of them commits keep their distance. "At once" is
   * the next turn: what this one sends to people leaves first (a third of their delay, measured), and its other
   * edits share the commit.
   */
  async #gather(): Promise<void> {
    if (this.#closing) return
    const sinceLast = performance.now() - this.#startedAt
    if (sinceLast >= this.#gatherMs) await new Promise((resume) => setImmediate(resume))
    else await wait(this.#gatherMs - sinceLast)
  }

  #nextBatch(): Queued[] {
    let bytes = 0
    let end = 0
    for (const { entry } of this.#queue) {
      bytes += entry.update.byteLength
      if (end > 0 && (end >= BATCH_ENTRIES || bytes > BATCH_BYTES)) break
      end++
    }
    return this.#queue.slice(0, end)
  }

  /** Null when the log is closing and the batch could not be written. */
  async #commit(batch: Queued[]): Promise<number[] | null> {
    for (let attempt = 0; ; attempt++) {
      try {
        const seqs = await this.#store.append(batch.map(({ entry }) => entry))
        if (this.#trouble) {
          this.#logger.info({ attempt }, 'the log can be written again')
          this.#tell(null)
        }
        return seqs
      } catch (error) {
        const message =
          error instanceof AppError ? error.message : 'The server cannot save just now.'
        if (!this.#trouble) {
          this.#logger.error({ err: error, entries: batch.length }, 'the log cannot be written')
          this.#tell({ message })
        }
        if (this.#closing) return null
        await wait(Math.min(this.#retryMs.longest, this.#retryMs.first * 2 ** attempt))
      }
    }
  }

  #tell(trouble: StorageTrouble): void {
    this.#trouble = trouble
    for (const listener of this.#listeners) listener(trouble)
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
