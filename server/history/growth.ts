import { type Kysely, sql } from 'kysely'
import type { LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'

const HOUR_MS = 3600_000
/** A pause longer than this is not counted as editing, ms. */
const PAUSE_MS = 5 * 60_000
const PAGE = 4096

/** What a board takes on disk. Bytes are those of the columns; the engine adds its own. */
export type Growth = {
  edits: number
  looseRows: number
  looseBytes: number
  segments: number
  packedRows: number
  packedBytes: number
  /** Of the updates themselves, packed or not, before packing. */
  updateBytes: number
  checkpoints: number
  checkpointBytes: number
  /** Hours in which somebody edited: the time between edits that are less than five minutes apart. */
  editingHours: number
  people: number
}

export async function growthOf(
  { kysely, store }: { kysely: Kysely<Tables>; store: LogStore },
  boardId: string,
): Promise<Growth> {
  const segments = await store.segments(boardId)
  const bytes = (column: string) => sql<number>`COALESCE(SUM(LENGTH(${sql.ref(column)})), 0)`
  const loose = await kysely
    .selectFrom('log')
    .where('board_id', '=', boardId)
    .select((eb) => [
      eb.fn.countAll<number>().as('rows'),
      bytes('update').as('updates'),
      sql<number>`COALESCE(SUM(LENGTH("update") + LENGTH(hash) + LENGTH(actor) + LENGTH(board_id) + 16), 0)`.as(
        'bytes',
      ),
    ])
    .executeTakeFirstOrThrow()
  const packed = await kysely
    .selectFrom('log_segment')
    .where('board_id', '=', boardId)
    .select(bytes('data').as('bytes'))
    .executeTakeFirstOrThrow()
  const checkpoints = await kysely
    .selectFrom('checkpoint')
    .where('board_id', '=', boardId)
    .select((eb) => [eb.fn.countAll<number>().as('rows'), bytes('state').as('bytes')])
    .executeTakeFirstOrThrow()
  const packedRows = segments.reduce((sum, each) => sum + each.lastSeq - each.firstSeq + 1, 0)
  return {
    edits: packedRows + Number(loose.rows),
    looseRows: Number(loose.rows),
    looseBytes: Number(loose.bytes),
    segments: segments.length,
    packedRows,
    packedBytes: Number(packed.bytes),
    updateBytes: Number(loose.updates) + segments.reduce((sum, each) => sum + each.bytes, 0),
    checkpoints: Number(checkpoints.rows),
    checkpointBytes: Number(checkpoints.bytes),
    ...(await editingOf(store, boardId)),
  }
}

async function editingOf(
  store: LogStore,
  boardId: string,
): Promise<{ editingHours: number; people: number }> {
  const people = new Set<string>()
  let [ms, before, after] = [0, Number.NaN, 0]
  for (;;) {
    const rows = await store.read(boardId, { after, limit: PAGE })
    for (const { at, actor, seq } of rows) {
      const pause = at - before
      if (pause > 0 && pause <= PAUSE_MS) ms += pause
      if (actor !== 'server') people.add(actor)
      before = at
      after = seq
    }
    if (rows.length < PAGE) return { editingHours: ms / HOUR_MS, people: people.size }
  }
}
