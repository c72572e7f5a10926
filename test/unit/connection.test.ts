import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { Connection } from '../../server/rooms/connection.ts'
import { stillHereFrame } from '../../server/rooms/wire.ts'
import { WriteTurn } from '../../server/rooms/write-turn.ts'

const stillHere = { frame: stillHereFrame(), afterMs: 0 }

test('[S15] a connection whose other side answers nothing is cut', async () => {
  const { connection, client } = await connected({ autoPong: false })
  const asked = once(client, 'ping')
  connection.check(stillHere)
  await asked
  connection.check(stillHere)
  expect(connection.isOpen).toBe(true)
  connection.check(stillHere)
  await connection.closed
})

test('[S15] an answer that is read only after a check that was due is in time, and every time again', async () => {
  const { connection, pongs } = await connected({ autoPong: true })
  for (let round = 1; round <= 3; round++) {
    connection.check(stillHere)
    // A server that was held up: its timer comes before it has read its sockets.
    connection.check(stillHere)
    await expect.poll(() => pongs.count).toBe(round)
    expect(connection.isOpen).toBe(true)
  }
})

test('[S15] a connection that is not read from is not held to be gone', async () => {
  const { connection } = await connected({ autoPong: true })
  connection.pauseReading()
  for (let checks = 1; checks <= 5; checks++) connection.check(stillHere)
  expect(connection.isOpen).toBe(true)
})

async function connected({ autoPong }: { autoPong: boolean }) {
  const server = createServer().listen(0, '127.0.0.1')
  const sockets = new WebSocketServer({ server })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const pongs = { count: 0 }
  const arrival = new Promise<Connection>((done) => {
    sockets.once('connection', (ws, { socket }) => {
      ws.on('pong', () => pongs.count++)
      done(new Connection(ws, { socket, turn: new WriteTurn() }))
    })
  })
  const client = new WebSocket(`ws://127.0.0.1:${address.port}`, { autoPong })
  onTestFinished(() => {
    client.terminate()
    sockets.close()
    server.close()
  })
  await once(client, 'open')
  return { connection: await arrival, client, pongs }
}
