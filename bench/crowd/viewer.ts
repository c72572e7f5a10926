import { Agent, request } from 'node:http'
import { WebSocket } from 'ws'

export type Door = { url: string; token: string; password: string }

/** As many requests at once as a browser makes to one address. */
const AT_ONCE = 6

/** One who watches: through the door as the page goes, then the socket and what it leads to. */
export class Viewer {
  readonly #door: Door
  readonly #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  #pass = ''
  #socket: WebSocket | null = null
  #heard: (data: Buffer, at: number) => void = () => {}
  /** Of the socket's messages. */
  bytesIn = 0
  messagesIn = 0
  closed: number | null = null

  constructor(door: Door) {
    this.#door = door
  }

  /** @returns the first message: all that is shown */
  async enter(): Promise<Buffer> {
    const { token, password } = this.#door
    const path = `/api/watch/${token}`
    await this.#ask('GET', path)
    const entered = await this.#ask('POST', path, { body: JSON.stringify({ password }) })
    if (entered.status !== 204) throw new Error(`The door answered ${entered.status}`)
    this.#pass = entered.cookie
    await this.#ask('GET', path)
    const { url } = this.#door
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}${path}/live`, {
      headers: { cookie: this.#pass },
      perMessageDeflate: false,
      skipUTF8Validation: true,
    })
    this.#socket = socket
    socket.on('close', (code) => (this.closed = code))
    return new Promise((resolve, reject) => {
      socket.once('message', (data: Buffer) => resolve(data))
      socket.once('error', reject)
      socket.once('close', (code) => reject(new Error(`The socket was closed with ${code}`)))
      socket.on('message', (data: Buffer) => {
        this.bytesIn += data.length
        this.messagesIn++
        this.#heard(data, now())
      })
    })
  }

  leave(): void {
    this.#socket?.close()
  }

  /** Stops reading, without going away. */
  stall(): void {
    this.#socket?.pause()
  }

  /** When the marker first stood in a message from now on. */
  hears(marker: Buffer): Promise<number> {
    return new Promise((resolve) => {
      this.#heard = (data, at) => {
        if (data.includes(marker)) resolve(at)
      }
    })
  }

  /** All of these files, as many at once as a browser would. */
  async fetch(files: readonly { name: string; range?: string }[]): Promise<number> {
    const sizes = await Promise.all(
      files.map(async ({ name, range }) => {
        const path = `/api/watch/${this.#door.token}/files/${name}`
        const { status, bytes } = await this.#ask('GET', path, range === undefined ? {} : { range })
        if (status !== (range === undefined ? 200 : 206)) throw new Error(`A file: ${status}`)
        return bytes
      }),
    )
    return sizes.reduce((sum, size) => sum + size, 0)
  }

  #ask(
    method: string,
    path: string,
    { body, range }: { body?: string; range?: string } = {},
  ): Promise<{ status: number; bytes: number; cookie: string }> {
    return new Promise((resolve, reject) => {
      const asked = request(
        `${this.#door.url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            ...(this.#pass !== '' && { cookie: this.#pass }),
            ...(range !== undefined && { range }),
            ...(body !== undefined && { 'content-type': 'application/json' }),
          },
        },
        (answer) => {
          let bytes = 0
          answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
          answer.on('error', reject)
          answer.on('end', () => {
            const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
            resolve({ status: answer.statusCode ?? 0, bytes, cookie })
          })
        },
      )
      asked.on('error', reject)
      asked.end(body)
    })
  }
}

/** Milliseconds that mean the same in every thread. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}
