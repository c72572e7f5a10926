import { join, seed } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { pace, WARM_UP_MS } from './pace.ts'
import { everyServer, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { closeAll, settle, watch } from './traffic.ts'
import { percentile, Window } from './window.ts'

const WRITERS = 20
const EDITS_PER_S = 20

export const manyWriters: Scenario = {
  name: 'many-writers',
  title: '20 people edit at once',
  meaning: `${WRITERS} people on one board each drag a shape of their own at ${EDITS_PER_S} steps a second. Time from sending to receipt by each of the 19 others, and server CPU for each edit delivered to one of them. Frames a second are what the 20 receive together.`,
  servers: everyServer,
  repetitions: { full: 5, quick: 1 },
  figures: [
    { key: 'p50', label: 'p50', unit: 'ms' },
    { key: 'p95', label: 'p95', unit: 'ms', target: atMost(2.2, 'ms') },
    { key: 'p99', label: 'p99', unit: 'ms' },
    { key: 'us', label: 'CPU a delivered edit', unit: 'µs', target: atMost(20, 'µs') },
    { key: 'frames', label: 'frames a second', unit: '' },
    { key: 'rss', label: 'RSS', unit: 'MB' },
  ],
  async run({ server, quick, board }) {
    await server.start()
    const room = await server.room('many-writers')
    await seed(room, board(50))
    const sightings = new Sightings()
    const writers: Writer[] = []
    for (let n = 0; n < WRITERS; n++) {
      const { connection } = await join(room)
      const writer = new Writer(connection, board(50), sightings)
      watch(connection, sightings, { author: writer.doc.clientID })
      writers.push(writer)
    }
    const work = (ms: number) =>
      Promise.all(
        writers.map((writer, n) =>
          pace({ perSecond: EDITS_PER_S, ms, phase: n / WRITERS }, () => writer.drag(n)),
        ),
      )
    await work(2.5 * WARM_UP_MS)
    await settle(sightings)

    sightings.record()
    const framesBefore = framesOf(writers)
    const window = new Window(server.process)
    const ms = quick ? 2500 : 5000
    await work(ms)
    const frames = framesOf(writers) - framesBefore
    await settle(sightings)
    const cost = window.end()
    const deliveries = Math.round((ms / 1000) * EDITS_PER_S) * WRITERS * (WRITERS - 1)
    if (sightings.latencies.length !== deliveries) {
      throw new Error(`${sightings.latencies.length} of ${deliveries} deliveries came`)
    }
    await closeAll(writers.map((writer) => writer.connection))
    return {
      p50: percentile(sightings.latencies, 0.5),
      p95: percentile(sightings.latencies, 0.95),
      p99: percentile(sightings.latencies, 0.99),
      us: cost.cpuNs / 1000 / deliveries,
      frames: frames / (ms / 1000),
      rss: cost.rssMb,
    }
  },
}

function framesOf(writers: readonly Writer[]): number {
  return writers.reduce((sum, writer) => sum + writer.connection.framesIn, 0)
}
