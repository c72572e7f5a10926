import { Worker } from 'node:worker_threads'
import type { Checkpoint, LogStore } from '../store/log-store.ts'
import type { CheckpointResult, CheckpointWork } from './checkpoint-worker.ts'

/** The thread ends after so long without work, ms: it holds ten megabytes or more. */
const THREAD_IDLE_MS = 10_000

/**
 * Makes checkpoints one after another in a thread of their own, from what is on disk, so that neither the event
 * loop nor the writing of the log waits for a large document to be encoded.
 */
export class Checkpoints {
  readonly #store: LogStore
  #last: Promise<unknown> = Promise.resolve()
  #thread: Worker | null = null
  #idle: NodeJS.Timeout | null = null

  constructor(store: LogStore) {
    this.#store = store
  }

  /** Makes and keeps the checkpoint of all that is on disk now. Null where there is nothing new to keep. */
  make(boardId: string): Promise<Checkpoint | null> {
    const made = this.#last.then(() => this.#make(boardId))
    this.#last = made.catch(() => {})
    return made
  }

  async close(): Promise<void> {
    await this.#last
    if (this.#idle) clearTimeout(this.#idle)
    await this.#thread?.terminate()
  }

  async #make(boardId: string): Promise<Checkpoint | null> {
    const { checkpoint: old, tail, seq } = await this.#store.load(boardId)
    if (tail.length === 0) return null
    const updates = old ? [old.state, ...tail] : tail
    const { state, stateVector } = await this.#encode({ updates })
    const checkpoint = { seq, state, stateVector }
    await this.#store.saveCheckpoint(boardId, checkpoint)
    return checkpoint
  }

  async #encode(work: CheckpointWork): Promise<{ state: Uint8Array; stateVector: Uint8Array }> {
    const thread = this.#startThread()
    const result = await new Promise<CheckpointResult>((resolve, reject) => {
      const fail = (error: unknown) =>
        reject(error instanceof Error ? error : new Error('The thread ended'))
      thread.once('error', fail)
      thread.once('exit', fail)
      thread.once('message', (message: CheckpointResult) => {
        thread.off('error', fail)
        thread.off('exit', fail)
        resolve(message)
      })
      thread.postMessage(work)
    })
    this.#idle = setTimeout(() => this.#stopThread(), THREAD_IDLE_MS)
    this.#idle.unref()
    if (!result.ok) throw new Error(`The checkpoint could not be made: ${result.message}`)
    return result
  }

  #startThread(): Worker {
    if (this.#idle) clearTimeout(this.#idle)
    if (this.#thread) return this.#thread
    const thread = new Worker(new URL('./checkpoint-worker.ts', import.meta.url))
    thread.unref()
    thread.once('exit', () => {
      if (this.#thread === thread) this.#thread = null
    })
    this.#thread = thread
    return thread
  }

  #stopThread(): void {
    void this.#thread?.terminate()
    this.#thread = null
  }
}
