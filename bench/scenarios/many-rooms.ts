import { join } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { pace, WARM_UP_MS } from './pace.ts'
import { everyServer, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { closeAll, settle, watch } from './traffic.ts'
import { percentile, Window } from './window.ts'

const ROOMS = 300
const PEOPLE = 3

export const manyRooms: Scenario = {
  name: 'many-rooms',
  title: '300 boards with 3 people each',
  meaning: `900 connections; each person makes an edit a second on a small board. Time from sending to receipt by the two others, server CPU as a share of one core, and memory.`,
  servers: everyServer,
  repetitions: { full: 3, quick: 1 },
  figures: [
    { key: 'p50', label: 'p50', unit: 'ms' },
    { key: 'p95', label: 'p95', unit: 'ms' },
    { key: 'cpu', label: 'CPU', unit: '% of a core' },
    { key: 'rss', label: 'RSS', unit: 'MB', target: atMost(130, 'MB') },
  ],
  async run({ server, quick, board }) {
    await server.start()
    const sightings = new Sightings()
    const writers: Writer[] = []
    for (let n = 0; n < ROOMS; n++) {
      const room = await server.room(`room-${n}`)
      await Promise.all(
        Array.from({ length: PEOPLE }, async () => {
          const { connection } = await join(room)
          const writer = new Writer(connection, board(3), sightings)
          watch(connection, sightings, { author: writer.doc.clientID })
          writers.push(writer)
        }),
      )
    }
    // The board comes into being as the first person's edit.
    for (const writer of writers.filter((_, n) => n % PEOPLE === 0)) {
      for (const update of board(3)) writer.connection.send(writer.connection.wire.update(update))
    }
    const work = (ms: number) =>
      Promise.all(
        writers.map((writer, n) =>
          pace({ perSecond: 1, ms, phase: n / writers.length }, () => writer.drag(0)),
        ),
      )
    await settle(sightings)
    await work(WARM_UP_MS)
    await settle(sightings)

    sightings.record()
    const window = new Window(server.process)
    const seconds = quick ? 3 : 6
    await work(seconds * 1000)
    await settle(sightings)
    const cost = window.end()
    const deliveries = seconds * ROOMS * PEOPLE * (PEOPLE - 1)
    if (sightings.latencies.length !== deliveries) {
      throw new Error(`${sightings.latencies.length} of ${deliveries} deliveries came`)
    }
    await closeAll(writers.map((writer) => writer.connection))
    return {
      p50: percentile(sightings.latencies, 0.5),
      p95: percentile(sightings.latencies, 0.95),
      cpu: (cost.cpuNs / 1e9 / seconds) * 100,
      rss: cost.rssMb,
    }
  },
}
