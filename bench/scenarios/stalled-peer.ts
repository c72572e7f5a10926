import * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import { join, seed } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import type { Connection } from '../wire/connection.ts'
import { pace, until } from './pace.ts'
import { everyServer, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { closeAll, listen, settle } from './traffic.ts'
import { percentile, Window } from './window.ts'

const READERS = 5
const PASTE_BYTES = 64 * 1024
const PER_S = 100

export const stalledPeer: Scenario = {
  name: 'stalled-peer',
  title: 'One reader stops while 80 MB are written',
  meaning: `A writer replaces one long text (64 kB) ${PER_S} times a second until 80 MB (quick: 20 MB) have gone; five others read, a sixth has stopped reading its socket. What the five notice, how much the server's memory grows, and what becomes of the sixth when it reads again: "caught up" holds the writer's last state on the same connection, "cut" has to join again.`,
  servers: everyServer,
  repetitions: { full: 2, quick: 1 },
  figures: [
    { key: 'p50', label: 'the others: p50', unit: 'ms' },
    { key: 'p95', label: 'the others: p95', unit: 'ms' },
    { key: 'grown', label: 'RSS growth', unit: 'MB', target: atMost(20, 'MB') },
    { key: 'base', label: '… of it without a stopped reader', unit: 'MB' },
    { key: 'after', label: 'the stopped one, reading again', unit: '' },
  ],
  async run({ server, quick, board }) {
    const bytes = (quick ? 20 : 80) * 1e6
    const base = await write({ server, board, bytes, stall: false })
    const stalled = await write({ server, board, bytes, stall: true })
    return { ...stalled, base: base.grown }
  },
}

async function write({
  server,
  board,
  bytes,
  stall,
}: Pick<Parameters<Scenario['run']>[0], 'server' | 'board'> & { bytes: number; stall: boolean }) {
  await server.start()
  const room = await server.room(`stalled-${stall}`)
  await seed(room, board(50))
  const sightings = new Sightings()
  const listeners: Connection[] = []
  for (let n = 0; n < READERS; n++) listeners.push(await listen(room, sightings))
  const sixth = await join(room)
  const received = [...board(50), ...sixth.updates]
  sixth.connection.onFrame = (frame) => {
    if (frame.kind === 'update' || frame.kind === 'step2') received.push(frame.update)
  }
  const { connection } = await join(room)
  const writer = new Writer(connection, board(50), sightings)
  const target = [...recordsOf(writer.doc).keys()].find((id) => id.startsWith('shape:')) ?? ''
  const paste = (n: number) =>
    writer.edit(() => recordsOf(writer.doc).get(target)?.set('content', longText(n)))
  await pace({ perSecond: PER_S, ms: 1000 }, paste)
  await settle(sightings)

  if (stall) sixth.connection.socket.pause()
  sightings.record()
  const window = new Window(server.process)
  await pace({ perSecond: PER_S, ms: (bytes / PASTE_BYTES / PER_S) * 1000 }, paste)
  await settle(sightings)
  const cost = window.end()
  const after = stall ? await readAgain(sixth.connection, { writer, received }) : null
  await closeAll([connection, sixth.connection, ...listeners])
  await server.stop()
  return {
    p50: percentile(sightings.latencies, 0.5),
    p95: percentile(sightings.latencies, 0.95),
    grown: cost.grownMb,
    after,
  }
}

/** Not compressible by a row of equal letters, and different each time. */
function longText(n: number): { text: string } {
  return { text: `${n} `.padEnd(PASTE_BYTES, `paragraph ${n} of a transcript; `) }
}

/** Whether the sixth, reading again, gets to the writer's last state on the same connection. */
async function readAgain(
  connection: Connection,
  { writer, received }: { writer: Writer; received: Uint8Array[] },
): Promise<string> {
  const wanted = Y.getState(writer.doc.store, writer.doc.clientID)
  const doc = new Y.Doc()
  const reached = () => {
    for (const update of received.splice(0)) Y.applyUpdate(doc, update)
    return Y.getState(doc.store, writer.doc.clientID) >= wanted
  }
  const from = performance.now()
  connection.socket.resume()
  await until(() => connection.closed !== null || reached(), 15_000)
  if (connection.closed) return `cut (${connection.closed.code})`
  return reached() ? `caught up in ${Math.round(performance.now() - from)} ms` : 'never caught up'
}
