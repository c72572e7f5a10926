import { join, seed } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import type { Connection } from '../wire/connection.ts'
import { pace, WARM_UP_MS } from './pace.ts'
import { everyServer, type Figure, type Figures, type Scenario } from './scenario.ts'
import { cheapestPeer, withinRelay } from './targets.ts'
import { closeAll, listen, settle } from './traffic.ts'
import { percentile, Window } from './window.ts'

const SIZES = [2, 20, 100]
const EDITS_PER_S = 30

export const fanOut: Scenario = {
  name: 'fan-out',
  title: 'One writer, 2, 20 and 100 listeners',
  meaning: `One person drags a shape at ${EDITS_PER_S} steps a second on a board of 50 records. Time from the sending of a step to a listener's receipt of it, over all listeners; server CPU divided by deliveries (steps × listeners).`,
  servers: everyServer,
  repetitions: { full: 5, quick: 1 },
  figures: [...SIZES.flatMap(figuresOf), { key: 'rss', label: '100 listeners: RSS', unit: 'MB' }],
  async run({ server, quick, board }) {
    await server.start()
    const figures: Figures = {}
    for (const size of SIZES) {
      const room = await server.room(`fan-out-${size}`)
      await seed(room, board(50))
      const sightings = new Sightings()
      const listeners: Connection[] = []
      for (let n = 0; n < size; n++) listeners.push(await listen(room, sightings))
      const { connection } = await join(room)
      const writer = new Writer(connection, board(50), sightings)
      await pace({ perSecond: EDITS_PER_S, ms: WARM_UP_MS }, () => writer.drag(0))
      await settle(sightings)

      sightings.record()
      const window = new Window(server.process)
      const ms = quick ? 2000 : 4000
      await pace({ perSecond: EDITS_PER_S, ms }, () => writer.drag(0))
      await settle(sightings)
      const cost = window.end()
      const deliveries = Math.round((ms / 1000) * EDITS_PER_S) * size
      if (sightings.latencies.length !== deliveries) {
        throw new Error(`${sightings.latencies.length} of ${deliveries} deliveries came`)
      }
      figures[`p50 ${size}`] = percentile(sightings.latencies, 0.5)
      figures[`p95 ${size}`] = percentile(sightings.latencies, 0.95)
      figures[`p99 ${size}`] = percentile(sightings.latencies, 0.99)
      figures[`us ${size}`] = cost.cpuNs / 1000 / deliveries
      figures['rss'] = cost.rssMb
      await closeAll([connection, ...listeners])
    }
    return figures
  },
}

function figuresOf(size: number): Figure[] {
  const at = `${size} listeners`
  const p95 = size === 100 ? withinRelay({ plus: 0.5 }) : withinRelay({ times: 1.3 })
  return [
    { key: `p50 ${size}`, label: `${at}: p50`, unit: 'ms', target: withinRelay({ times: 1.3 }) },
    { key: `p95 ${size}`, label: `${at}: p95`, unit: 'ms', target: p95 },
    { key: `p99 ${size}`, label: `${at}: p99`, unit: 'ms' },
    { key: `us ${size}`, label: `${at}: CPU a delivery`, unit: 'µs', target: cheapestPeer() },
  ]
}
