import { statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { Merging } from '../../server/history/segments/merging.ts'
import { openDatabase } from '../../server/store/sql/database.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'
import { activeHour } from '../board/active-hour.ts'
import type { Scenario } from './scenario.ts'

const PEOPLE = 5
const BATCH = 500
const BOARD = 'packing'

export const packing: Scenario = {
  name: 'packing',
  title: 'An hour of five people at work, packed',
  meaning: `${PEOPLE} people drag, type, set fields and add items for an hour on a board of 500 records (bench/board/active-hour.ts), written into a log of ours in one go and then packed into segments, the newest thousand edits left alone. Megabytes are those of the database file, and of the segments within; the last figure is how long packing all of it took.`,
  servers: ['redstring'],
  repetitions: { full: 1, quick: 1 },
  figures: [
    { key: 'edits', label: 'edits an hour', unit: '' },
    { key: 'rows', label: 'an hour as rows', unit: 'MB' },
    { key: 'packed', label: 'an hour packed', unit: 'MB' },
    { key: 'ms', label: 'packing it', unit: 'ms' },
  ],
  async run({ dir }) {
    const database = await openDatabase({ dataDir: dir, databaseUrl: null })
    await database.kysely.destroy()
    const path = joinPath(dir, 'redstring.db')
    const store = new SqliteLogStore(path)
    const { rows } = activeHour({ people: PEOPLE })
    for (let start = 0; start < rows.length; start += BATCH)
      await store.append(
        rows.slice(start, start + BATCH).map((row) => ({ boardId: BOARD, ...row })),
      )
    const merging = new Merging({
      store,
      boardIds: async () => [],
      logger: { info: () => {}, warn: () => {} },
    })
    const startedMs = performance.now()
    await merging.mergeBoard(BOARD)
    const ms = performance.now() - startedMs
    const segments = await store.segments(BOARD)
    let packedRows = 0
    for (const { firstSeq, lastSeq } of segments) packedRows += lastSeq - firstSeq + 1
    await store.close()
    // Closed, everything lies in the one file; packed rows leave room in it for the next.
    const file = statSync(path).size
    const packed = await segmentBytes(dir)
    return {
      edits: rows.length,
      rows: file / 1e6,
      packed: ((packed / packedRows) * rows.length) / 1e6,
      ms,
    }
  },
}

async function segmentBytes(dir: string): Promise<number> {
  const { kysely } = await openDatabase({ dataDir: dir, databaseUrl: null })
  const segments = await kysely.selectFrom('log_segment').select('data').execute()
  await kysely.destroy()
  return segments.reduce((sum, { data }) => sum + data.byteLength, 0)
}
