import type { ChildProcess } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'

type Params = { [name: string]: unknown }
type Message = { id?: number; method?: string; params?: Params; result?: Params; error?: unknown }
export type BrowserEvent = { method: string; params: Params }

const MOST_BYTES = 96 * 1024 * 1024

/** The DevTools protocol over a browser's pipes: JSON messages that end with NUL. Only we can speak on a pipe. */
export class ChromiumPipe {
  readonly #toBrowser: Writable
  readonly #answers = new Map<number, PromiseWithResolvers<Params>>()
  readonly #listeners = new Set<(event: BrowserEvent) => void>()
  #lastId = 0
  #pending: Buffer[] = []
  #pendingBytes = 0

  /** The process must have been started with pipes as its descriptors 3 (to it) and 4 (from it). */
  constructor({ stdio }: ChildProcess) {
    this.#toBrowser = stdio[3] as Writable
    const fromBrowser = stdio[4] as Readable
    this.#toBrowser.on('error', () => {})
    fromBrowser.on('error', () => this.#end())
    fromBrowser.on('data', (chunk: Buffer) => this.#take(chunk))
    fromBrowser.once('close', () => this.#end())
  }

  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#lastId
    const answer = Promise.withResolvers<Params>()
    this.#answers.set(id, answer)
    const message = { id, method, params, ...(sessionId !== undefined && { sessionId }) }
    this.#toBrowser.write(`${JSON.stringify(message)}\0`)
    return answer.promise
  }

  on(listener: (event: BrowserEvent) => void): void {
    this.#listeners.add(listener)
  }

  /** The next event of a name. */
  once(method: string): Promise<Params> {
    return new Promise((resolve) => {
      const listener = (event: BrowserEvent) => {
        if (event.method !== method) return
        this.#listeners.delete(listener)
        resolve(event.params)
      }
      this.#listeners.add(listener)
    })
  }

  #take(chunk: Buffer): void {
    let rest = chunk
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const whole = Buffer.concat([...this.#pending, rest.subarray(0, end)])
      this.#pending = []
      this.#pendingBytes = 0
      rest = rest.subarray(end + 1)
      this.#read(JSON.parse(whole.toString()) as Message)
    }
    this.#pendingBytes += rest.length
    if (this.#pendingBytes > MOST_BYTES) return this.#end()
    if (rest.length > 0) this.#pending.push(rest)
  }

  #read({ id, method, params = {}, result = {}, error }: Message): void {
    if (method !== undefined) for (const listener of this.#listeners) listener({ method, params })
    const answer = id === undefined ? undefined : this.#answers.get(id)
    if (id === undefined || !answer) return
    this.#answers.delete(id)
    if (error === undefined) answer.resolve(result)
    else answer.reject(new Error('The browser refused a command', { cause: error }))
  }

  #end(): void {
    for (const answer of this.#answers.values()) answer.reject(new Error('The browser has ended'))
    this.#answers.clear()
  }
}
