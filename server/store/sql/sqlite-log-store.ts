import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/app-error.ts'
import type {
  Checkpoint,
  LogEntry,
  LogHead,
  LogRow,
  LogStore,
  Segment,
  StoredBoard,
} from '../log-store.ts'
import { compressState, openedBoard, readRows, segmentHeadOf, type StoredRows } from './log-rows.ts'
import type { LogReply, LogRequest } from './sqlite-log-worker.ts'
import type { Tables } from './tables.ts'

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/** The log in the SQLite file at `path`, whose tables exist already. Written by a thread of its own. */
export class SqliteLogStore implements LogStore {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #ended: Error | null = null

  constructor(path: string) {
    this.#worker = new Worker(new URL('./sqlite-log-worker.ts', import.meta.url), {
      workerData: { path },
      // Edits pass through buffers outside the heap; without this the thread takes tens of megabytes for them.
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    })
    this.#worker.on('message', (reply: LogReply) => this.#settle(reply))
    this.#worker.on('error', (cause) => this.#end(asError(cause)))
    this.#worker.on('exit', () => this.#end(new Error('The log writer has ended')))
  }

  async append(entries: readonly LogEntry[]): Promise<number[]> {
    // One buffer for the whole batch, handed over rather than copied again; the callers keep theirs.
    const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + entry.update.byteLength, 0))
    let offset = 0
    const packed = entries.map((entry) => {
      bytes.set(entry.update, offset)
      const update = bytes.subarray(offset, (offset += entry.update.byteLength))
      return { ...entry, update }
    })
    try {
      return await this.#ask<number[]>({ kind: 'append', entries: packed }, [bytes.buffer])
    } catch (cause) {
      throw new AppError('log/not-durable', sentenceOf(cause), { cause })
    }
  }

  load(boardId: string): Promise<StoredBoard> {
    return this.loadAt(boardId, Number.MAX_SAFE_INTEGER)
  }

  async loadAt(boardId: string, seq: number): Promise<StoredBoard> {
    const rows = await this.#ask<StoredRows>({ kind: 'load', boardId, upTo: seq })
    return openedBoard(rows, seq)
  }

  async read(boardId: string, range: { after: number; limit: number }): Promise<LogRow[]> {
    const stored = await this.#ask<{ segments: Segment[]; rows: LogRow[] }>({
      kind: 'read',
      boardId,
      ...range,
    })
    return readRows(stored, range)
  }

  head(boardId: string): Promise<LogHead> {
    return this.#ask<LogHead>({ kind: 'head', boardId })
  }

  async saveCheckpoint(boardId: string, { seq, state, stateVector }: Checkpoint): Promise<void> {
    const compressed = await compressState(state)
    await this.#ask<void>({
      kind: 'checkpoint',
      boardId,
      seq,
      at: Date.now(),
      state: compressed,
      stateVector,
    })
  }

  looseRows(boardId: string): Promise<{ first: number; last: number } | null> {
    return this.#ask({ kind: 'loose', boardId })
  }

  replaceRows(boardId: string, segment: Segment): Promise<void> {
    return this.#ask<void>({ kind: 'replace', boardId, segment })
  }

  async segments(boardId: string): Promise<Omit<Segment, 'data'>[]> {
    const heads = await this.#ask<Omit<Tables['log_segment'], 'data'>[]>({
      kind: 'segments',
      boardId,
    })
    return heads.map(segmentHeadOf)
  }

  async close(): Promise<void> {
    if (this.#ended) return
    const gone = new Promise((resolve) => this.#worker.once('exit', resolve))
    await this.#ask<void>({ kind: 'close' })
    await gone
  }

  #ask<T>(request: LogRequest, transfer: ArrayBuffer[] = []): Promise<T> {
    if (this.#ended) return Promise.reject(this.#ended)
    const id = ++this.#lastId
    return new Promise<T>((resolve, reject) => {
      // The thread answers each kind of request with that kind's value; nothing else posts to this port.
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      this.#worker.postMessage({ id, request }, transfer)
    })
  }

  #settle(reply: LogReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(Object.assign(new Error(reply.message), { code: reply.code }))
  }

  #end(error: Error): void {
    this.#ended ??= error
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended)
    this.#waiting.clear()
  }
}

function sentenceOf(cause: unknown): string {
  const isFull = cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_FULL'
  return isFull ? 'The disk of the server is full.' : 'The server cannot write to its disk.'
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value))
}
