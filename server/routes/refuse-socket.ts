import type { Socket } from 'node:net'
import { upgradeWebSocket } from '@hono/node-server'
import type { Context } from 'hono'
import { WebSocket } from 'ws'

/** Saying goodbye takes a few bytes and no longer than this. */
const MOST_BYTES = 4096
const PATIENCE_MS = 2000

/**
 * Lets somebody in only to send them away with a close code: a refused handshake looks to a client like a broken
 * line, and it would try for ever. Whoever goes on sending instead is cut off.
 */
export function refuseSocket(
  c: Context,
  socket: Socket,
  { code, reason }: { code: number; reason: string },
): ReturnType<typeof upgradeWebSocket> {
  return upgradeWebSocket(c, {
    onOpen: (_, { raw }) => {
      if (!(raw instanceof WebSocket)) return
      let received = 0
      socket.on('data', (bytes: Buffer) => {
        received += bytes.byteLength
        if (received > MOST_BYTES) raw.terminate()
      })
      raw.close(code, reason)
      const cut = setTimeout(() => raw.terminate(), PATIENCE_MS)
      cut.unref()
      socket.once('close', () => clearTimeout(cut))
    },
  })
}
