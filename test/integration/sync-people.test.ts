import { beforeEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '../../shared/protocol/frames.ts'
import {
  frames,
  marksOf,
  rawClient,
  said,
  setRole,
  newBoardId,
  sharedSyncServer,
  startSyncServer,
  stockClient,
  synced,
  type RawClient,
  type SyncServer,
} from '../support/sync-clients.ts'

let boardId: string
beforeEach(() => {
  boardId = newBoardId()
})

test('[S4] everyone sees everyone’s newest presence, under the name the server knows', async () => {
  const server = await sharedSyncServer()
  const anna = stockClient(server, { boardId, as: 'editor-anna' })
  const boris = stockClient(server, { boardId, as: 'viewer-boris' })
  await Promise.all([synced(anna), synced(boris)])
  for (let x = 0; x <= 50; x++) {
    anna.provider.awareness.setLocalState({ cursor: { x }, user: { id: 'boss', name: 'The boss' } })
  }
  await expect
    .poll(() => boris.provider.awareness.getStates().get(anna.doc.clientID))
    .toEqual({
      cursor: { x: 50 },
      user: { id: 'editor-anna', name: 'Name of editor-anna', colour: '#336699' },
    })
  const carla = stockClient(server, { boardId, as: 'editor-carla' })
  await expect
    .poll(() => carla.provider.awareness.getStates().get(anna.doc.clientID))
    .toMatchObject({ cursor: { x: 50 } })
  anna.provider.destroy()
  await expect.poll(() => boris.provider.awareness.getStates().has(anna.doc.clientID)).toBe(false)
})

test('[S4] one connection cannot speak for another’s client, nor bring back one that left', async () => {
  const server = await sharedSyncServer()
  const anna = await rawClient(server, { boardId, as: 'editor-anna' })
  const watcher = stockClient(server, { boardId, as: 'viewer-1' })
  const state = (client: number, clock: number, at: string) =>
    frames.presence({ client, clock, json: JSON.stringify({ at }) })
  const seen = (client: number) => watcher.provider.awareness.getStates().get(client)
  await synced(watcher)
  anna.send(state(7, 1, 'home'))
  await expect.poll(() => seen(7)).toMatchObject({ at: 'home' })

  const boris = await rawClient(server, { boardId, as: 'editor-boris' })
  boris.send(
    state(7, 9, 'stolen'),
    frames.presence({ client: 7, clock: 10, json: 'null' }),
    state(8, 1, 'own'),
  )
  await expect.poll(() => seen(8)).toMatchObject({ at: 'own', user: { id: 'editor-boris' } })
  expect(seen(7)).toMatchObject({ at: 'home', user: { id: 'editor-anna' } })

  anna.socket.terminate()
  await expect.poll(() => seen(7)).toBeUndefined()
  boris.send(state(7, 1, 'home'), state(8, 2, 'moved'))
  await expect.poll(() => seen(8)).toMatchObject({ at: 'moved' })
  expect(seen(7)).toBeUndefined()
})

test('[S4] many cursors arrive in few frames', async () => {
  const server = await sharedSyncServer()
  const listener = await rawClient(server, { boardId, as: 'viewer-1' })
  const movers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => rawClient(server, { boardId, as: `editor-${index}` })),
  )
  const started = performance.now()
  for (let clock = 1; clock <= 40; clock++) {
    for (const [client, mover] of movers.entries()) {
      mover.send(frames.presence({ client, clock, json: JSON.stringify({ clock }) }))
    }
    await new Promise((next) => setTimeout(next, 5))
  }
  const presence = () => listener.frames.map(said).filter(({ kind }) => kind === 'presence')
  await expect.poll(() => presence().some(holdsClock(40))).toBe(true)
  const tookMs = performance.now() - started
  expect(presence().length).toBeLessThan(tookMs / 16 + 5)
})

test('[S5] a viewer’s edits are dropped, told to our own client, never confirmed, and end the connection', async () => {
  const server = await sharedSyncServer()
  const editor = stockClient(server, { boardId, as: 'editor-anna' })
  const viewer = await rawClient(server, { boardId, as: 'viewer-1' })
  await synced(editor)
  const marks = marksOf(viewer.socket)
  viewer.send(frames.step1(), frames.mark(1))
  await marks.until(1)
  const forged = new Y.Doc()
  forged.getMap('test').set('forged', true)
  viewer.send(frames.update(Y.encodeStateAsUpdate(forged)), frames.mark(2))
  await expect.poll(() => notices(viewer)).toContainEqual({ kind: 'read-only' })
  for (let more = 0; more < 10; more++) viewer.send(frames.step2(Y.encodeStateAsUpdate(forged)))
  expect(await viewer.closed).toBe(closeCode.NOT_ALLOWED)
  expect(marks.answered).toEqual([1])

  const stock = stockClient(server, { boardId, as: 'viewer-2', doc: forged })
  await synced(stock)
  editor.doc.getMap('test').set('after', true)
  await expect.poll(() => stock.doc.getMap('test').get('after')).toBe(true)
  expect(editor.doc.getMap('test').toJSON()).toEqual({ after: true })
})

test('[S6] a role that changes takes effect on the open connection', async () => {
  const server = await sharedSyncServer()
  const owner = stockClient(server, { boardId, as: 'owner-1' })
  const anna = stockClient(server, { boardId, as: 'editor-anna' })
  const raw = await rawClient(server, { boardId, as: 'editor-anna' })
  await Promise.all([synced(owner), synced(anna)])
  raw.send(frames.step1(), frames.mark(1))
  await marksOf(raw.socket).until(1)

  await setRole(server, { boardId, personId: 'editor-anna', role: 'viewer' })
  await expect.poll(() => notices(raw)).toContainEqual({ kind: 'role', role: 'viewer' })
  anna.doc.getMap('test').set('while viewer', 1)
  await settled(server)
  expect(owner.doc.getMap('test').size).toBe(0)

  await setRole(server, { boardId, personId: 'editor-anna', role: 'editor' })
  await expect.poll(() => owner.doc.getMap('test').get('while viewer')).toBe(1)
  expect(anna.closes).toEqual([])

  await setRole(server, { boardId, personId: 'editor-anna', role: null })
  expect(await raw.closed).toBe(closeCode.NOT_ALLOWED)
  await expect.poll(() => anna.closes).toEqual([closeCode.NOT_ALLOWED])
  expect(anna.provider.shouldConnect).toBe(false)
})

test('[S9] strangers and people without access are sent away for good, other pages cannot use a cookie', async () => {
  const server = await sharedSyncServer()
  const closedWith = async (who: Parameters<typeof rawClient>[1]) =>
    await (
      await rawClient(server, who)
    ).closed
  expect(await closedWith({ boardId })).toBe(closeCode.SIGN_IN_NEEDED)
  expect(await closedWith({ boardId, as: 'nobody-1' })).toBe(closeCode.NO_SUCH_BOARD)
  const elsewhere = { cookie: 'session=1', origin: 'https://elsewhere.example' }
  expect(await closedWith({ boardId, headers: elsewhere })).toBe(closeCode.NOT_ALLOWED)
  expect(await closedWith({ boardId, headers: { origin: 'null' } })).toBe(closeCode.NOT_ALLOWED)
  const stock = stockClient(server, { boardId, as: 'nobody-1' })
  await expect.poll(() => stock.closes).toEqual([closeCode.NO_SUCH_BOARD])
  expect(stock.provider.shouldConnect).toBe(false)
  const plain = await fetch(`http://127.0.0.1:${server.port}/sync/${boardId}`)
  expect(plain.status).toBe(426)
})

test('[S9] only so many connections of one person, and to one room, are taken', async () => {
  const server = await startSyncServer({
    limits: { connectionsPerPerson: 3, connectionsPerRoom: 5 },
  })
  const open = [1, 2, 3].map(() => rawClient(server, { boardId, as: 'editor-1' }))
  const [first] = await Promise.all(open)
  const fourth = await rawClient(server, { boardId, as: 'editor-1' })
  expect(await fourth.closed).toBe(closeCode.TRY_LATER)
  await Promise.all([4, 5].map((each) => rawClient(server, { boardId, as: `editor-${each}` })))
  expect(await (await rawClient(server, { boardId, as: 'editor-6' })).closed).toBe(
    closeCode.TRY_LATER,
  )
  first?.socket.close()
  await first?.closed
  const again = await rawClient(server, { boardId, as: 'editor-1' })
  again.send(frames.step1())
  await expect.poll(() => again.frames.length).toBeGreaterThan(1)
})

function notices(client: RawClient): unknown[] {
  return client.frames.map(said).flatMap((frame) => (frame.kind === 'notice' ? [frame.notice] : []))
}

function holdsClock(clock: number) {
  return (frame: ReturnType<typeof said>) =>
    'body' in frame && Buffer.from(frame.body).includes(`{"clock":${clock},`)
}

/** Everything sent before has been handled: another connection's question has been answered since. */
async function settled(server: SyncServer): Promise<void> {
  const client = await rawClient(server, { boardId, as: 'owner-2' })
  client.send(frames.step1())
  await expect.poll(() => client.frames.map(said).some(({ kind }) => kind === 'step-2')).toBe(true)
}
