import { Worker } from 'node:worker_threads'
import type { PastAnswers, PastQuestion, PastReply, PastSetting } from './past-messages.ts'

/** The thread ends after so long without a question, ms: it holds some tens of megabytes a board. */
const THREAD_IDLE_MS = 5 * 60_000

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }
type Without<T> = T extends unknown ? Omit<T, 'boardId' | 'importedUpTo' | 'kind'> : never
type Details<K extends PastQuestion['kind']> = Without<Extract<PastQuestion, { kind: K }>>

/** Asks the thread that knows the past of boards, and starts it where need be. */
export class Past {
  readonly #setting: PastSetting
  readonly #importedUpTo: (boardId: string) => Promise<number>
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #thread: Worker | null = null
  #idle: NodeJS.Timeout | null = null

  constructor(
    setting: PastSetting,
    { importedUpTo }: { importedUpTo: (boardId: string) => Promise<number> },
  ) {
    this.#setting = setting
    this.#importedUpTo = importedUpTo
  }

  async ask<K extends PastQuestion['kind']>(
    kind: K,
    boardId: string,
    details: Details<K>,
  ): Promise<PastAnswers[K]> {
    const importedUpTo = await this.#importedUpTo(boardId)
    const thread = this.#startThread()
    const id = ++this.#lastId
    return new Promise<PastAnswers[K]>((resolve, reject) => {
      // The thread answers each kind of question with that kind's value; nothing else posts to this port.
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      thread.postMessage({ id, question: { kind, boardId, importedUpTo, ...details } })
    })
  }

  async close(): Promise<void> {
    await this.#endThread()
  }

  #startThread(): Worker {
    if (this.#idle) clearTimeout(this.#idle)
    this.#idle = null
    if (this.#thread) return this.#thread
    const thread = new Worker(new URL('./past-worker.ts', import.meta.url), {
      workerData: this.#setting,
    })
    thread.unref()
    thread.on('message', (reply: PastReply) => this.#settle(reply))
    thread.once('error', (error: unknown) => this.#lose(thread, error))
    thread.once('exit', () => this.#lose(thread, null))
    this.#thread = thread
    return thread
  }

  #settle(reply: PastReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(new Error(`The past could not be read: ${reply.message}`))
    if (this.#waiting.size > 0) return
    this.#idle = setTimeout(() => void this.#endThread(), THREAD_IDLE_MS)
    this.#idle.unref()
  }

  #lose(thread: Worker, cause: unknown): void {
    if (this.#thread !== thread) return
    this.#thread = null
    for (const { reject } of this.#waiting.values())
      reject(new Error('The thread of the past has ended', { cause }))
    this.#waiting.clear()
  }

  async #endThread(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle)
    const thread = this.#thread
    if (!thread) return
    // A question that comes while it ends starts another.
    this.#thread = null
    const gone = new Promise((resolve) => thread.once('exit', resolve))
    thread.postMessage({ id: 0, question: 'close' })
    await gone
  }
}
