import * as Y from 'yjs'
import type { ServerName } from '../servers/servers.ts'
import { join, seed } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { pace, until, WARM_UP_MS } from './pace.ts'
import { documentServers, type Context, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { closeAll } from './traffic.ts'
import { percentile } from './window.ts'

const PER_S = 20

export const confirmation: Scenario = {
  name: 'confirmation',
  title: 'How long until an edit is said to be saved',
  meaning: `Each person drags at ${PER_S} steps a second and asks after each. Ours answers a mark once the edit is on disk (fsync); Hocuspocus says SyncStatus once it is in memory; @y/websocket-server says nothing, so a sync step 1 stands for it and says "in memory". "Barrier": the answer to a sync step 1, for all three alike.`,
  servers: documentServers,
  repetitions: { full: 3, quick: 1 },
  figures: [
    { key: 'p50 1', label: '1 writer: p50', unit: 'ms', target: atMost(3, 'ms') },
    { key: 'p95 1', label: '1 writer: p95', unit: 'ms' },
    { key: 'p50 20', label: '20 writers: p50', unit: 'ms', target: atMost(3, 'ms') },
    { key: 'p95 20', label: '20 writers: p95', unit: 'ms' },
    { key: 'barrier', label: '1 writer, barrier: p50', unit: 'ms' },
    { key: 'means', label: 'what it promises', unit: '' },
  ],
  async run(context) {
    await context.server.start()
    const one = await confirm(context, { people: 1 })
    const twenty = await confirm(context, { people: 20 })
    const barrier = await confirm(context, { people: 1, byBarrier: true })
    return {
      'p50 1': percentile(one, 0.5),
      'p95 1': percentile(one, 0.95),
      'p50 20': percentile(twenty, 0.5),
      'p95 20': percentile(twenty, 0.95),
      barrier: percentile(barrier, 0.5),
      means: context.server.name === 'redstring' ? 'on disk' : 'in memory',
    }
  },
}

async function confirm(
  { server, board, quick }: Context,
  { people, byBarrier = false }: { people: number; byBarrier?: boolean },
): Promise<number[]> {
  const room = await server.room(`confirm-${people}-${byBarrier}`)
  await seed(room, board(50))
  const crowd: Confirmed[] = []
  for (let n = 0; n < people; n++) {
    const { connection } = await join(room)
    const writer = new Writer(connection, board(50), new Sightings())
    crowd.push(new Confirmed(writer, byBarrier ? 'y-websocket' : server.name))
  }
  const work = (ms: number) =>
    Promise.all(
      crowd.map((one, n) =>
        pace({ perSecond: PER_S, ms, phase: n / people }, () => one.edit(() => one.writer.drag(n))),
      ),
    )
  await work(WARM_UP_MS)
  await until(() => crowd.every((one) => one.open === 0), 10_000)
  for (const one of crowd) one.latencies = []
  await work(quick ? 2500 : 5000)
  if (!(await until(() => crowd.every((one) => one.open === 0), 10_000))) {
    throw new Error('Some edits were never confirmed')
  }
  await closeAll(crowd.map((one) => one.writer.connection))
  return crowd.flatMap((one) => one.latencies)
}

/** A writer who asks after each edit whether it is saved, in the server's own way, and keeps count. */
export class Confirmed {
  latencies: number[] = []
  /** Edits confirmed so far, oldest first. */
  confirmed = 0
  readonly writer: Writer
  readonly #ask: () => void
  readonly #sentAt: number[] = []

  constructor(writer: Writer, server: ServerName) {
    this.writer = writer
    const { connection } = writer
    const nothing = Y.encodeStateVector(writer.doc)
    this.#ask = () => {
      if (server === 'redstring') connection.send(connection.wire.mark(this.#sentAt.length))
      else if (server === 'y-websocket') connection.send(connection.wire.step1(nothing))
    }
    const answer = server === 'y-websocket' ? 'step2' : 'saved'
    connection.onFrame = (frame, at) => {
      if (frame.kind !== answer) return
      const upTo = frame.kind === 'saved' && frame.mark !== null ? frame.mark : this.confirmed + 1
      while (this.confirmed < Math.min(upTo, this.#sentAt.length)) {
        this.latencies.push(at - (this.#sentAt[this.confirmed] ?? at))
        this.confirmed++
      }
    }
  }

  /** Edits not yet confirmed. */
  get open(): number {
    return this.#sentAt.length - this.confirmed
  }

  edit(change: () => void): void {
    this.#sentAt.push(performance.now())
    change()
    this.#ask()
  }
}
