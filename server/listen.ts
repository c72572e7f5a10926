import type { IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { AppError } from '../shared/app-error.ts'
import { createApp } from './app.ts'
import { atMost } from './at-most.ts'
import type { Config } from './config.ts'
import type { OpenParts } from './open-parts.ts'
import { createSocketServer } from './routes/sync.ts'

/**
 * Connections that may wait to be taken. An audience of hundreds connects within a second, several times each, and
 * whoever finds no room is reset.
 */
const WAITING = 4096

/** How long requests under way may still take once the server is asked to stop, ms. */
const PATIENCE_MS = 5000

export type Listening = {
  /** The one that was asked for, or the one that was free where that is 0. */
  port: number
  /** Takes no more requests, closes the parts, and waits a while for requests under way. */
  close: () => Promise<void>
}

/**
 * Opens the address that people use.
 *
 * @throws AppError `server/cannot-start` when the address is taken
 */
export async function listen(config: Config, opened: OpenParts): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: createApp(opened.parts).fetch,
    // A large original on a slow line takes as long as it takes; a head still has to come within a minute.
    serverOptions: { requestTimeout: 0, headersTimeout: 60_000, keepAliveTimeout: 65_000 },
    websocket: { server: createSocketServer() },
  })
  const unused = unusedSockets(server)
  server.listen({ host: config.host, port: config.port, backlog: WAITING })
  const port = await portOf(server, config)
  return {
    port,
    close: async () => {
      const allAnswered = new Promise((resolve) => server.close(resolve))
      await opened.close()
      // Browsers connect ahead of what they will ask. Node does not count such a socket as idle.
      for (const socket of unused) socket.destroy()
      if ('closeIdleConnections' in server) server.closeIdleConnections()
      await atMost(PATIENCE_MS, allAnswered)
      if ('closeAllConnections' in server) server.closeAllConnections()
    },
  }
}

/** The sockets over which nothing has been asked yet. */
function unusedSockets(server: ServerType): ReadonlySet<Socket> {
  const unused = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    unused.add(socket)
    socket.once('close', () => unused.delete(socket))
  })
  const use = ({ socket }: IncomingMessage) => unused.delete(socket)
  server.on('request', use)
  server.on('upgrade', use)
  return unused
}

function portOf(server: ServerType, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('listening', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : config.port)
    })
    server.once('error', (cause) =>
      reject(new AppError('server/cannot-start', whyNot(cause, config), { cause })),
    )
  })
}

function whyNot(cause: Error, { host, port }: Config): string {
  const code = 'code' in cause ? cause.code : ''
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use, perhaps by another Redstring. Stop that, or set PORT to another number.`
  if (code === 'EACCES')
    return `Port ${port} may not be used here. Set PORT to a number above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `This computer has no address ${host}. Set HOST to one it has, or to 0.0.0.0 for all of them.`
  return `The server cannot listen on ${host}, port ${port}: ${cause.message}`
}
