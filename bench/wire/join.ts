import * as Y from 'yjs'
import type { RoomAddress } from '../servers/servers.ts'
import { Connection } from './connection.ts'
import type { Frame } from './dialect.ts'

const NOTHING = new Uint8Array([0])

export type Joined = {
  connection: Connection
  /** From the first byte of the connection to the whole answer of the server. */
  bytesMs: number
  /** What the server sent, in order, not applied. */
  updates: Uint8Array[]
}

/** Joins as a client without anything would, until the server has answered its sync step 1. */
export async function join(
  address: RoomAddress,
  { stateVector = NOTHING }: { stateVector?: Uint8Array } = {},
): Promise<Joined> {
  const from = performance.now()
  const updates: Uint8Array[] = []
  let bytesMs = 0
  let answered: () => void = () => {}
  const answer = new Promise<void>((resolve) => (answered = resolve))
  const onFrame = (frame: Frame, at: number) => {
    if (frame.kind !== 'step2' && frame.kind !== 'update') return
    updates.push(frame.update)
    if (frame.kind === 'step2' && bytesMs === 0) {
      bytesMs = at - from
      answered()
    }
  }
  const connection = await Connection.open(address, onFrame)
  if (address.dialect === 'relay') return { connection, bytesMs: performance.now() - from, updates }
  connection.send(connection.wire.step1(stateVector))
  const lost = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new Error('No answer to sync step 1 in 60 s')), 60_000)
    connection.socket.once('close', () => {
      clearTimeout(timer)
      reject(
        new Error(`Closed while joining: ${connection.closed?.code} ${connection.closed?.reason}`),
      )
    })
    void answer.then(() => clearTimeout(timer))
  })
  lost.catch(() => {})
  await Promise.race([answer, lost])
  connection.onFrame = () => {}
  return { connection, bytesMs, updates }
}

/** Waits until everything sent before has been taken in (ours: is durable), by a sync step 1 as a barrier. */
export async function barrier(
  connection: Connection,
  stateVector: Uint8Array = NOTHING,
): Promise<void> {
  const answer = connection.next((frame) => frame.kind === 'step2', 120_000)
  connection.send(connection.wire.step1(stateVector))
  await answer
}

/** Puts a whole board into a room, as updates of at most about a megabyte, and waits until it is in. */
export async function seed(address: RoomAddress, updates: readonly Uint8Array[]): Promise<void> {
  if (address.dialect === 'relay') return
  const { connection } = await join(address)
  const doc = new Y.Doc()
  for (const update of updates) {
    connection.send(connection.wire.update(update))
    Y.applyUpdate(doc, update)
  }
  await barrier(connection, Y.encodeStateVector(doc))
  await connection.close()
}
