import { readdirSync, statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import * as Y from 'yjs'
import { barrier, join, seed } from '../wire/join.ts'
import type { RoomAddress } from '../servers/servers.ts'
import { Sightings } from '../wire/sightings.ts'
import { Writer } from '../wire/writer.ts'
import { pace } from './pace.ts'
import { documentServers, type Scenario } from './scenario.ts'
import { closeAll } from './traffic.ts'

const STEPS = 10_000
const PER_S = 2000

export const growth: Scenario = {
  name: 'growth',
  title: '10,000 steps of dragging',
  meaning: `${STEPS.toLocaleString('en')} steps of dragging one shape on a board of 500 records, by one person and then by four people in turn (two drag the same shape). How many bytes the next join is larger by; how much the data folder holds afterwards, history included.`,
  servers: documentServers,
  repetitions: { full: 1, quick: 1 },
  figures: [
    { key: 'before', label: 'join before', unit: 'bytes' },
    { key: 'one', label: 'grown by one person', unit: 'bytes' },
    { key: 'four', label: 'grown by four people in turn', unit: 'bytes' },
    { key: 'disk', label: 'data folder afterwards', unit: 'MB' },
  ],
  async run({ server, board, dir }) {
    await server.start()
    const room = await server.room('growth')
    await seed(room, board(500))
    const present = await join(room)
    const before = await joinBytes(room)
    await drag(room, { people: 1, board: board(500) })
    const afterOne = await joinBytes(room)
    await drag(room, { people: 4, board: board(500) })
    const afterFour = await joinBytes(room)
    await present.connection.close()
    await server.stop()
    return {
      before,
      one: afterOne - before,
      four: afterFour - afterOne,
      disk: folderMb(dir),
    }
  },
}

async function drag(
  room: RoomAddress,
  { people, board }: { people: number; board: Uint8Array[] },
): Promise<void> {
  const writers: Writer[] = []
  for (let n = 0; n < people; n++) {
    const { connection, updates } = await join(room)
    const writer = new Writer(connection, [...board, ...updates], new Sightings())
    connection.onFrame = (frame) => {
      if (frame.kind === 'update') Y.applyUpdate(writer.doc, frame.update)
    }
    writers.push(writer)
  }
  await pace({ perSecond: PER_S, ms: (STEPS / PER_S) * 1000 }, (n) =>
    writers[n % people]?.drag(Math.floor((n % people) / 2)),
  )
  for (const writer of writers) await barrier(writer.connection, Y.encodeStateVector(writer.doc))
  await closeAll(writers.map((writer) => writer.connection))
}

async function joinBytes(room: RoomAddress): Promise<number> {
  const joined = await join(room)
  await joined.connection.close()
  return joined.updates.reduce((sum, update) => sum + update.length, 0)
}

function folderMb(dir: string): number {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
  const bytes = files
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + statSync(joinPath(file.parentPath, file.name)).size, 0)
  return bytes / 1e6
}
