import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { RoomAddress } from '../servers/servers.ts'
import { Wire, type Frame } from './dialect.ts'

/** A client without a document: frames in, frames out, so that the generator is never the bottleneck. */
export class Connection {
  readonly wire: Wire
  readonly socket: WebSocket
  /** Called for every frame, with the time of its arrival. Replace it freely. */
  onFrame: (frame: Frame, at: number) => void = () => {}
  /** Why the server closed the socket, once it has. */
  closed: { code: number; reason: string } | null = null
  bytesIn = 0
  framesIn = 0
  readonly #waiting = new Set<(frame: Frame) => void>()

  private constructor(address: RoomAddress) {
    this.wire = new Wire(address.dialect, address.documentName)
    this.socket = new WebSocket(address.url, {
      headers: address.headers,
      perMessageDeflate: false,
      maxPayload: 256 * 1024 * 1024,
      skipUTF8Validation: true,
    })
    this.socket.on('message', (data: Buffer) => {
      const at = performance.now()
      this.bytesIn += data.length
      this.framesIn++
      const frame = this.wire.read(data)
      this.onFrame(frame, at)
      for (const see of this.#waiting) see(frame)
    })
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
    })
  }

  /** Opens the socket; the sync handshake is the caller's (join.ts). */
  static async open(
    address: RoomAddress,
    onFrame: (frame: Frame, at: number) => void = () => {},
  ): Promise<Connection> {
    const connection = new Connection(address)
    connection.onFrame = onFrame
    await once(connection.socket, 'open')
    connection.socket.on('error', () => {})
    const greeting = connection.wire.greeting()
    if (greeting) connection.send(greeting)
    return connection
  }

  send(frame: Uint8Array): void {
    this.socket.send(frame)
  }

  /** The first frame from now on that passes. @throws Error after `timeoutMs`, or when the socket closes */
  async next(passes: (frame: Frame) => boolean, timeoutMs = 30_000): Promise<Frame> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        this.#waiting.delete(see)
        this.socket.off('close', closed)
      }
      const see = (frame: Frame) => {
        if (!passes(frame)) return
        end()
        resolve(frame)
      }
      const closed = () => {
        end()
        reject(
          new Error(`The server closed the socket: ${this.closed?.code} ${this.closed?.reason}`),
        )
      }
      const timer = setTimeout(() => {
        end()
        reject(new Error('The server did not answer in time'))
      }, timeoutMs)
      this.#waiting.add(see)
      this.socket.on('close', closed)
    })
  }

  async close(): Promise<void> {
    if (this.socket.readyState === WebSocket.CLOSED) return
    const gone = once(this.socket, 'close')
    this.socket.terminate()
    await gone
  }
}
