import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer, type WebSocket } from 'ws'

/**
 * The limit: a bare `ws` relay that keeps no document. What one socket sends goes to the others of its path.
 * With `HAND_OVER` it sends that file's bytes to whoever comes, the least that any join can cost.
 */
const rooms = new Map<string, Set<WebSocket>>()
const handOver = process.env['HAND_OVER'] ? readFileSync(process.env['HAND_OVER']) : null

const server = createServer((_request, response) => response.end('okay'))
const sockets = new WebSocketServer({
  server,
  perMessageDeflate: false,
  maxPayload: 64 * 1024 * 1024,
})

sockets.on('connection', (socket, request) => {
  const path = request.url ?? '/'
  const room = rooms.get(path) ?? new Set()
  rooms.set(path, room)
  room.add(socket)
  if (handOver && path.endsWith('/hand-over')) socket.send(handOver)
  socket.on('message', (data) => {
    for (const other of room) {
      if (other !== socket && other.readyState === other.OPEN) other.send(data, { binary: true })
    }
  })
  socket.on('close', () => {
    room.delete(socket)
    if (room.size === 0) rooms.delete(path)
  })
})

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`listening ${(server.address() as AddressInfo).port}\n`)
})
process.on('SIGTERM', () => process.exit(0))
