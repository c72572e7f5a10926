import { writeFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import { servers, type RoomAddress } from '../servers/servers.ts'
import { Connection } from '../wire/connection.ts'
import { Wire } from '../wire/dialect.ts'
import { barrier, join, seed, type Joined } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { everyServer, type Context, type Figure, type Figures, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { median, Window } from './window.ts'

const SIZES = [2000, 10_000]
const AT_ONCE = 20

export const coldJoin: Scenario = {
  name: 'cold-join',
  title: 'Joining a board of 2,000 and of 10,000 records',
  meaning: `Somebody is on the board already. From opening the connection until the server's whole answer has come (bytes), and until it is applied to an empty document. "Just edited": somebody edits before each join, so that nothing prepared can be handed over. "After restart": the first join after the server was stopped and started again on the same data. "${AT_ONCE} at once": server CPU for all of them together. The relay hands over ready bytes and keeps nothing: the least a join can cost.`,
  servers: everyServer,
  repetitions: { full: 3, quick: 1 },
  figures: SIZES.flatMap(figuresOf),
  async run(context) {
    const figures: Figures = {}
    for (const size of SIZES) Object.assign(figures, await measure(context, size))
    return figures
  },
}

async function measure({ server, board, dir, quick }: Context, size: number): Promise<Figures> {
  const updates = board(size)
  const expected = new Y.Doc()
  for (const update of updates) Y.applyUpdate(expected, update)
  const state = Y.encodeStateAsUpdate(expected)
  if (server.name === 'relay') {
    process.env['HAND_OVER'] = joinPath(dir, 'hand-over.bin')
    writeFileSync(process.env['HAND_OVER'], new Wire('y-websocket', '').step2(state))
  }
  await server.start()
  const room = await server.room(server.name === 'relay' ? 'hand-over' : `join-${size}`)
  await seed(room, updates)

  const enter = async () => {
    const joined = server.name === 'relay' ? await takeOver(room) : await join(room)
    await joined.connection.close()
    return joined
  }
  const times = quick ? 4 : 7
  const quiet: Joined[] = []
  // Somebody stays, so that the board is open on the server.
  const present = server.name === 'relay' ? await takeOver(room) : await join(room)
  for (let n = 0; n < times; n++) quiet.push(await enter())
  const first = quiet[0]
  const applied = Array.from({ length: 3 }, () => apply(first?.updates ?? []))
  const records = applied[0]?.[1] ?? 0
  const applyMs = median(applied.map(([ms]) => ms)) ?? 0
  if (records < size) throw new Error(`${records} of ${size} records came`)

  const edited = server.name === 'relay' ? [] : await joinsBetweenEdits(room, updates, times)

  const window = new Window(server.process)
  const many = await Promise.all(Array.from({ length: AT_ONCE }, enter))
  const atOnce = window.end()
  const lacking = many.filter((one) => bytesOf(one) < state.length * 0.9)
  if (lacking.length > 0) throw new Error(`${lacking.length} of ${AT_ONCE} joins came up short`)

  const figures: Figures = {
    [`bytes ${size}`]: median(quiet.map((one) => one.bytesMs)),
    [`applied ${size}`]: (median(quiet.map((one) => one.bytesMs)) ?? 0) + applyMs,
    [`edited ${size}`]: median(edited),
    [`at once ${size}`]: atOnce.cpuNs / 1e6,
    [`size ${size}`]: first ? bytesOf(first) / 1e6 : null,
  }
  await present.connection.close()
  await server.stop()
  if (server.name !== 'relay') {
    figures[`restart ${size}`] = servers[server.name].durable
      ? await afterRestart({ server, room: `join-${size}`, size })
      : 'memory only'
  }
  return figures
}

async function afterRestart({
  server,
  room,
  size,
}: {
  server: Context['server']
  room: string
  size: number
}): Promise<number | string> {
  await server.start()
  // A look at another board first, so that the connection itself and compiled code are not what is measured.
  const other = await join(await server.room('other'))
  await other.connection.close()
  const joined = await join(await server.room(room))
  const [, records] = apply(joined.updates)
  await joined.connection.close()
  await server.stop()
  return records < size ? `${records} records` : joined.bytesMs
}

async function joinsBetweenEdits(
  room: RoomAddress,
  updates: Uint8Array[],
  times: number,
): Promise<number[]> {
  const { connection } = await join(room)
  const writer = new Writer(connection, updates, new Sightings())
  const found: number[] = []
  for (let n = 0; n < times; n++) {
    writer.drag(n)
    await barrier(connection, Y.encodeStateVector(writer.doc))
    const joined = await join(room)
    found.push(joined.bytesMs)
    await joined.connection.close()
  }
  await connection.close()
  return found
}

/** The relay's own way: the bytes come unasked, perhaps before the opening has been seen here. */
async function takeOver(room: RoomAddress): Promise<Joined> {
  const from = performance.now()
  const arrived = Promise.withResolvers<Pick<Joined, 'bytesMs' | 'updates'>>()
  const connection = await Connection.open(room, (frame, at) => {
    if (frame.kind === 'step2') arrived.resolve({ bytesMs: at - from, updates: [frame.update] })
  })
  return { connection, ...(await arrived.promise) }
}

function apply(updates: readonly Uint8Array[]): [ms: number, records: number] {
  const doc = new Y.Doc()
  const from = performance.now()
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update)
  })
  return [performance.now() - from, recordsOf(doc).size]
}

function bytesOf(joined: Joined): number {
  return joined.updates.reduce((sum, update) => sum + update.length, 0)
}

function figuresOf(size: number): Figure[] {
  const at = `${size.toLocaleString('en')} records`
  const large = size === 10_000
  return [
    { key: `size ${size}`, label: `${at}: state`, unit: 'MB' },
    {
      key: `bytes ${size}`,
      label: `${at}: bytes`,
      unit: 'ms',
      ...(large ? { target: atMost(8, 'ms') } : {}),
    },
    { key: `edited ${size}`, label: `${at}: bytes, just edited`, unit: 'ms' },
    { key: `applied ${size}`, label: `${at}: applied`, unit: 'ms' },
    {
      key: `at once ${size}`,
      label: `${at}: ${AT_ONCE} at once, CPU`,
      unit: 'ms',
      ...(large ? { target: atMost(60, 'ms') } : {}),
    },
    {
      key: `restart ${size}`,
      label: `${at}: bytes after restart`,
      unit: 'ms',
      ...(large ? { target: atMost(40, 'ms') } : {}),
    },
  ]
}
