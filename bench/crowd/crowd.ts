import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Door } from './viewer.ts'

/** By the name that the link's audience has of it. */
type File = { name: string; range?: string }

export type Questions = {
  join: { door: Door; count: number; withinMs: number }
  stall: { count: number }
  expect: { marker: string }
  heard: null
  fetch: { files: readonly File[] }
  told: null
}

export type Answers = {
  /** For each from the door to the first message, ms. */
  join: { took: number[]; allMs: number }
  stall: null
  expect: null
  heard: { at: number[] }
  fetch: { ms: number; bytes: number }
  /** Of those who read, since they came. */
  told: { bytes: number; messages: number; closed: number }
}

/** Many who watch, in a thread of their own. */
export class Crowd {
  readonly #worker = new Worker(join(import.meta.dirname, 'crowd-worker.ts'))
  readonly #waiting = new Map<number, PromiseWithResolvers<never>>()
  #last = 0

  constructor() {
    this.#worker.on('message', ({ id, answer, error }) => {
      const waiting = this.#waiting.get(id)
      this.#waiting.delete(id)
      if (error === undefined) waiting?.resolve(answer as never)
      else waiting?.reject(new Error(error))
    })
    this.#worker.on('error', (error) => {
      for (const { reject } of this.#waiting.values()) reject(error)
    })
  }

  ask<Do extends keyof Questions>(what: Do, asked: Questions[Do]): Promise<Answers[Do]> {
    const id = ++this.#last
    const waiting = Promise.withResolvers<never>()
    this.#waiting.set(id, waiting)
    this.#worker.postMessage({ id, what, asked })
    return waiting.promise
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
