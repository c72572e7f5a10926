import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { seededRandom } from '../board/random.ts'
import { sentence } from '../board/shapes.ts'
import { servers } from '../servers/servers.ts'
import { join, seed } from '../wire/join.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { Confirmed } from './confirmation.ts'
import { pace } from './pace.ts'
import { documentServers, type Scenario } from './scenario.ts'
import { atMost } from './targets.ts'

const WRITERS = 5
const PER_S = 40

export const kill: Scenario = {
  name: 'kill',
  title: 'Confirmed edits lost to SIGKILL',
  meaning: `${WRITERS} people each add ${PER_S} items of evidence a second; at a random moment between one and four seconds the server is killed with SIGKILL and started again on the same data. Counted: items it had confirmed (as in "confirmation") that are not on the board then. Summed over all rounds.`,
  servers: documentServers,
  repetitions: { full: 2, quick: 1 },
  figures: [
    { key: 'confirmed', label: 'confirmed', unit: 'edits', sums: true },
    { key: 'lost', label: 'lost of them', unit: 'edits', sums: true, target: atMost(0, 'edits') },
  ],
  async run({ server, board, quick, repetition }) {
    if (!servers[server.name].durable) return { confirmed: null, lost: 'memory only' }
    const random = seededRandom(Date.now())
    const rounds = server.name === 'redstring' && !quick ? 5 : 2
    let confirmed = 0
    let lost = 0
    for (let round = 0; round < rounds; round++) {
      await server.start()
      const name = `kill-${repetition}-${round}`
      const room = await server.room(name)
      await seed(room, board(50))
      const people: { who: Confirmed; ids: string[] }[] = []
      for (let n = 0; n < WRITERS; n++) {
        const { connection } = await join(room)
        const writer = new Writer(connection, board(50), new Sightings())
        people.push({ who: new Confirmed(writer, server.name), ids: [] })
      }
      let alive = true
      const work = people.map(({ who, ids }, n) =>
        pace({ perSecond: PER_S, ms: 5000, phase: n / WRITERS }, (step) => {
          if (!alive) return
          const id = `evidence:${n}-${step}`
          ids.push(id)
          who.edit(() => who.writer.edit(() => addItem(who.writer.doc, id, sentence(random, 12))))
        }),
      )
      await sleep(1000 + random() * 3000)
      await server.kill()
      alive = false
      await Promise.all(work)
      await server.start()
      const kept = await recordsIn(await server.room(name))
      for (const { who, ids } of people) {
        const promised = ids.slice(0, who.confirmed)
        confirmed += promised.length
        lost += promised.filter((id) => !kept.has(id)).length
      }
      await server.stop()
    }
    return { confirmed, lost }
  },
}

function addItem(doc: Y.Doc, id: string, words: string): void {
  insertRecord(recordsOf(doc), {
    id,
    typeName: 'evidence',
    kind: 'quote',
    createdAt: '2024-10-28T10:00:00.000Z',
    createdBy: 'bench',
    words,
  })
}

async function recordsIn(room: Parameters<typeof join>[0]): Promise<Set<string>> {
  const { connection, updates } = await join(room)
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  await connection.close()
  return new Set(recordsOf(doc).keys())
}
