import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { Viewer } from '../../server/audience/viewer.ts'
import { WriteTurn } from '../../server/rooms/write-turn.ts'

const FULL = 1000

/** One whose line takes nothing until it is told to. */
function slowViewer() {
  const taken: string[] = []
  let resume: (() => void) | null = null
  let isFlowing = false
  const socket = new Duplex({
    writableHighWaterMark: FULL,
    read: () => {},
    write: (bytes: Buffer, _encoding, done) => {
      const take = () => {
        taken.push(bytes.toString())
        done()
      }
      if (isFlowing) take()
      else resume = take
    },
  })
  const ws = Object.assign(new EventEmitter(), { OPEN: 1, readyState: 1 })
  const viewer = new Viewer(ws as unknown as WebSocket, {
    socket: socket as unknown as Socket,
    turn: new WriteTurn(),
    whole: () => Buffer.from('WHOLE'),
    wholeInk: () => Buffer.from('WHOLE INK'),
  })
  const flow = () => {
    isFlowing = true
    resume?.()
  }
  return { viewer, socket, taken, flow }
}

test('[W11] for whoever reads too slowly no laser waits: what is left of it comes once they read', async () => {
  const { viewer, socket, taken, flow } = slowViewer()
  for (let n = 0; n < 500; n++) {
    viewer.sendInk(Buffer.from(`ink ${n}`.padEnd(100)))
    // Each in a turn of its own, as they come.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise(setImmediate)
  }
  expect(socket.writableLength).toBeLessThanOrEqual(FULL + 100)
  flow()
  await expect.poll(() => taken.at(-1)).toBe('WHOLE INK')
  expect(taken.length).toBeLessThan(15)
  expect(taken.filter((text) => text === 'WHOLE INK')).toHaveLength(1)

  // From then on everything comes again.
  viewer.sendInk(Buffer.from('more'))
  await expect.poll(() => taken.at(-1)).toBe('more')
})
