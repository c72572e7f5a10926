import { chmodSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import { checkpointDigest } from '../../server/history/checkpoint-digest.ts'
import { firstHash, nextHash } from '../../server/history/hash-chain.ts'
import { segmentOf } from '../../server/history/segments/segment.ts'
import { strayBoards } from '../../server/proof/stray-boards.ts'
import { compressState } from '../../server/store/sql/log-rows.ts'
import type { Tables } from '../../server/store/sql/tables.ts'
import { onEveryEngine } from '../support/engines.ts'
import { makeProofBoard, packing, type ProofBoard } from '../support/proof-board.ts'

/** What of each table is proven, and what the sentence names where it was changed. */
const proven: Partial<Record<keyof Tables, { columns: string[]; says: RegExp }>> = {
  log: { columns: ['seq', 'at', 'actor', 'update', 'hash'], says: /^Edit \d+ of the log/ },
  log_segment: {
    columns: [
      'first_seq',
      'last_seq',
      'first_at',
      'last_at',
      'hash_before',
      'hash',
      'bytes',
      'data',
    ],
    says: /^(The edits \d+ to \d+ of the log are damaged|Edit \d+ of the log is missing)/,
  },
  checkpoint: {
    columns: ['seq', 'at', 'state', 'state_vector', 'digest'],
    says: /^(The checkpoint at edit \d+ |The log ends with edit)/,
  },
  custody: {
    columns: [
      'seq',
      'at',
      'actor',
      'actor_name',
      'what',
      'evidence_id',
      'sha256',
      'details',
      'hash',
    ],
    says: /^Row \d+ of the custody log/,
  },
  custody_head: {
    columns: ['seq', 'hash'],
    says: /^(The custody log ends with row \d+, but it went on to|What is kept of row \d+, the last of the custody log)/,
  },
  version: {
    columns: ['seq', 'log_hash', 'records_hash'],
    says: /^(The version “As of \d+” at edit \d+ names another hash|The log ends with edit|A hash of the version “As of \d+” is damaged)/,
  },
  board_file: { columns: ['name'], says: /^The file “.*” \(SHA-256 \w+\) was received under/ },
}

onEveryEngine((engine) => {
  let board: ProofBoard
  let asMade: (() => Promise<void>) | null = null
  beforeAll(async () => {
    board = await makeProofBoard(await engine.env())
    asMade = await puttingBack(board.kysely)
  })
  afterEach(() => asMade?.())
  afterAll(() => board.close())

  test('[A4] a board that nobody touched fits, packed and checkpointed as it is', async () => {
    expect((await board.store.segments(board.boardId)).length).toBeGreaterThan(1)
    expect(await board.check()).toEqual([])
    expect(await strayBoards(board.kysely)).toEqual([])
  })

  test('[A5] one byte changed in any proven column of any table is found and named', async () => {
    for (const [table, { columns, says }] of Object.entries(proven)) {
      const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}
        WHERE board_id = ${board.boardId} ORDER BY 2`.execute(board.kysely)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of picked(rows, 3))
        for (const column of columns)
          for (const changed of changesOf(row[column])) {
            const put = (from: unknown, to: unknown) => sql`UPDATE ${sql.table(table)}
              SET ${sql.ref(column)} = ${to}
              WHERE board_id = ${board.boardId} AND ${keyOf(table, row, { column, value: from })}`
            await put(row[column], changed).execute(board.kysely)
            const found = await board.check()
            expect(found, `${table}.${column}`).toEqual([expect.stringMatching(says)])
            await put(changed, row[column]).execute(board.kysely)
          }
    }
    expect(await board.check()).toEqual([])
  })

  test('[A5] a row taken out, at whatever place, is found and named', async () => {
    const { boardId, kysely } = board
    for (const [table, says] of [
      ['log', /^(Edit \d+ of the log is missing|The log ends with edit \d+)/],
      ['log_segment', /^Edit \d+ of the log is missing/],
      ['custody', /^(Row \d+ of the custody log is missing|The custody log ends with row \d+)/],
      ['custody_head', /^What is kept of the end of the custody log is gone/],
      ['board_file', /was received, as row \d+ of the custody log says, and is gone/],
    ] as const) {
      const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}
        WHERE board_id = ${boardId} ORDER BY 2`.execute(kysely)
      for (const row of picked(rows, 3)) {
        await sql`DELETE FROM ${sql.table(table)}
          WHERE board_id = ${boardId} AND ${keyOf(table, row)}`.execute(kysely)
        expect(await board.check()).toEqual([expect.stringMatching(says)])
        const names = Object.keys(row).map((name) => sql.ref(name))
        await sql`INSERT INTO ${sql.table(table)} (${sql.join(names)})
          VALUES (${sql.join(Object.values(row))})`.execute(kysely)
      }
    }
    expect(await board.check()).toEqual([])
  })

  test('[A5] rows moved to a board that is none are named', async () => {
    const { boardId, kysely } = board
    await sql`UPDATE log SET board_id = 'elsewhere' WHERE board_id = ${boardId}`.execute(kysely)
    expect(await strayBoards(kysely)).toEqual([{ id: 'elsewhere', table: 'log' }])
  })

  test('[A5] one byte changed in any file, or a file that is gone, is found and named', async () => {
    const paths = globSync(join(board.dataDir, 'blobs/*/*/*'))
    expect(paths).toHaveLength(2)
    for (const path of paths) {
      const kept = readFileSync(path)
      chmodSync(path, 0o644)
      for (let at = 0; at < kept.length; at++) {
        writeFileSync(path, flipped(kept, at))
        expect(await board.check()).toEqual([
          expect.stringMatching(/^The bytes of “.*\.txt” \(SHA-256 \w+\) were changed/),
        ])
      }
      writeFileSync(path, Buffer.concat([kept, Buffer.from([0])]))
      expect(await board.check()).toHaveLength(1)
      rmSync(path)
      expect(await board.check()).toEqual([expect.stringMatching(/cannot be read/)])
      writeFileSync(path, kept)
    }
    expect(await board.check()).toEqual([])
  })

  test('[A6] a checkpoint that is whole but holds something else is found and named', async () => {
    const { boardId, kysely, store } = board
    const { checkpoint, seq } = await store.load(boardId)
    if (!checkpoint) throw new Error('There is no checkpoint')
    const doc = new Y.Doc()
    Y.applyUpdate(doc, checkpoint.state)
    addEvidence(doc, { kind: 'quote', by: 'Nobody', fields: { title: 'Never said' } })
    const forged = { state: Y.encodeStateAsUpdate(doc), stateVector: Y.encodeStateVector(doc) }
    await store.saveCheckpoint(boardId, { seq, ...forged })
    const says = [`The checkpoint at edit ${seq} does not hold what the edits make.`]
    expect(await board.check()).toEqual(says)
    // Also one that claims to end where the edits do.
    const state = await compressState(forged.state)
    const row = { seq, at: 1, state, state_vector: checkpoint.stateVector }
    await kysely
      .updateTable('checkpoint')
      .set({ ...row, digest: checkpointDigest(row) })
      .where('board_id', '=', boardId)
      .where('seq', '=', seq)
      .execute()
    expect(await board.check()).toEqual(says)
  })

  test('[A6] an edit replaced together with every later hash shows against the checkpoint', async () => {
    const { boardId, kysely, store } = board
    const rows = await store.read(boardId, { after: 0, limit: 1000 })
    await kysely.deleteFrom('log_segment').where('board_id', '=', boardId).execute()
    await kysely.deleteFrom('log').where('board_id', '=', boardId).execute()
    let hash = firstHash(boardId)
    for (const row of rows) {
      const update = row.seq === rows.length ? emptyUpdate : row.update
      hash = nextHash(hash, { ...row, update })
      await kysely
        .insertInto('log')
        .values({ board_id: boardId, ...row, update, hash })
        .execute()
    }
    expect(await board.check()).toEqual([
      expect.stringMatching(/^The checkpoint at edit \d+ does not hold/),
    ])
  })

  test('[A3] edits whose chain is broken are not packed', async () => {
    const { boardId, kysely, store } = board
    const loose = await store.looseRows(boardId)
    const [row] = await store.read(boardId, { after: (loose?.first ?? 0) + 1, limit: 1 })
    if (!row || !loose) throw new Error('There is no row')
    await kysely
      .updateTable('log')
      .set({ actor: 'somebody else' })
      .where('board_id', '=', boardId)
      .where('seq', '=', row.seq)
      .execute()
    await expect(packing(store, { keep: 1 }).mergeBoard(boardId)).rejects.toThrow(
      `Edit ${row.seq} of the log does not follow`,
    )
    expect(await store.looseRows(boardId)).toEqual(loose)
    await expect(segmentOf([], firstHash(boardId))).rejects.toThrow('A segment needs rows')
  })
})

/** What puts back all that the tables hold now. */
async function puttingBack(kysely: ProofBoard['kysely']): Promise<() => Promise<void>> {
  const kept = await Promise.all(
    (['log', 'log_segment', 'checkpoint'] as const).map(async (table) => ({
      table,
      rows: await kysely.selectFrom(table).selectAll().execute(),
    })),
  )
  return async () => {
    for (const { table, rows } of kept) {
      await kysely.deleteFrom(table).execute()
      await kysely.insertInto(table).values(rows).execute()
    }
  }
}

const emptyUpdate = Uint8Array.of(0, 0)

/** First, last and some between. */
function picked<T>(rows: readonly T[], count: number): T[] {
  const step = Math.max(1, (rows.length - 1) / (count - 1))
  const places = new Set(Array.from({ length: count }, (_, n) => Math.round(n * step)))
  return rows.filter((_, index) => places.has(index))
}

function flipped(bytes: Uint8Array, at: number): Buffer {
  const changed = Buffer.from(bytes)
  changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8))
  return changed
}

/** The value with one byte or digit different, in some places. Nothing for null. */
function changesOf(value: unknown): unknown[] {
  if (value === null) return []
  if (value instanceof Uint8Array) {
    const step = Math.max(1, Math.floor(value.length / 6))
    const places = Array.from(value.keys()).filter((at) => at % step === 0 || at < 2)
    return places.map((at) => flipped(value, at))
  }
  if (typeof value === 'string' && !/^\d+$/.test(value))
    return [
      `${value.slice(0, -1)}${String.fromCharCode((value.charCodeAt(value.length - 1) || 0) ^ 1)}`,
    ]
  return [Number(value) ^ 0x10_0000]
}

/** Where a row lies, by its key; `as` is what its own key column holds just now. */
function keyOf(
  table: string,
  row: Record<string, unknown>,
  as?: { column: string; value: unknown },
) {
  const key =
    table === 'version'
      ? 'id'
      : table === 'log_segment'
        ? 'first_seq'
        : table === 'board_file'
          ? 'sha256'
          : 'seq'
  return sql`${sql.ref(key)} = ${as?.column === key ? as.value : row[key]}`
}
