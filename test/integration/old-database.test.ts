import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import {
  firstCustodyHash,
  nextCustodyHash,
  type CustodyRow,
} from '../../server/custody/custody-chain.ts'
import { documentAt } from '../../server/history/document-at.ts'
import { firstHash, nextHash } from '../../server/history/hash-chain.ts'
import { compressState } from '../../server/store/sql/log-rows.ts'
import { migrations } from '../../server/store/sql/migrations/migrations.ts'
import { openStores, packing } from '../support/proof-board.ts'

test.for(['002-log', '005-custody'])(
  '[A12] a database as it was after %s opens with every edit, fits, and can be packed',
  async (last) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'redstring-old-'))
    const boardId = 'old-board'
    try {
      await makeOldDatabase(join(dataDir, 'redstring.db'), { last, boardId, edits: 30 })
      const stores = await openStores({ dataDir, databaseUrl: null })
      const { evidence, setAside } = readBoard(await documentAt(stores.store, boardId, 30))
      expect([evidence.length, setAside]).toEqual([29, []])
      expect(readBoard(await documentAt(stores.store, boardId, 4)).evidence).toHaveLength(3)
      expect(await stores.check(boardId)).toEqual([])
      const hasCustody = last !== '002-log'
      if (hasCustody) {
        await stores.kysely.deleteFrom('custody').where('seq', '=', 2).execute()
        expect(await stores.check(boardId)).toEqual([
          'The custody log ends with row 1, but it went on to row 2.',
        ])
        await stores.kysely.deleteFrom('custody').execute()
        await stores.kysely.deleteFrom('custody_head').execute()
      }
      expect(await packing(stores.store).mergeBoard(boardId)).toBeGreaterThan(0)
      expect(await stores.check(boardId)).toEqual([])
      await stores.close()
    } finally {
      rmSync(dataDir, { recursive: true, force: true })
    }
  },
)

function addCustody(database: SQLite.Database, boardId: string): void {
  const insert = database.prepare('INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  let hash = firstCustodyHash(boardId)
  for (const seq of [1, 2]) {
    const row: CustodyRow = {
      seq,
      at: 1_700_000_000_000 + seq,
      actor: 'person-1',
      actorName: 'Mara',
      what: 'viewed',
      evidenceId: 'evidence:clip',
      sha256: null,
      details: '{}',
    }
    hash = nextCustodyHash(hash, row)
    const { at, actor, actorName, what, evidenceId, sha256, details } = row
    insert.run(boardId, seq, at, actor, actorName, what, evidenceId, sha256, details, hash)
  }
}

/** As an earlier Redstring left it: its tables only, rows by themselves, a checkpoint without a digest. */
async function makeOldDatabase(
  path: string,
  { last, boardId, edits }: { last: string; boardId: string; edits: number },
): Promise<void> {
  const database = new SQLite(path)
  const kysely = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) })
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateTo(last)
  if (error !== undefined) throw error
  const insert = database.prepare('INSERT INTO log VALUES (?, ?, ?, ?, ?, ?)')
  const doc = new Y.Doc()
  let hash = firstHash(boardId)
  const write = (seq: number, update: Uint8Array) => {
    const row = { seq, at: 1_700_000_000_000 + seq, actor: 'person-1', update }
    hash = nextHash(hash, row)
    insert.run(boardId, row.seq, row.at, row.actor, row.update, hash)
  }
  const first = createBoardDocument()
  Y.applyUpdate(doc, first)
  write(1, first)
  for (let seq = 2; seq <= edits; seq++) {
    const before = Y.encodeStateVector(doc)
    addEvidence(doc, { kind: 'quote', by: 'Mara', fields: { title: `Item ${seq}` } })
    write(seq, Y.encodeStateAsUpdate(doc, before))
  }
  if (last !== '002-log') addCustody(database, boardId)
  const state = await compressState(Y.encodeStateAsUpdate(doc))
  database
    .prepare('INSERT INTO checkpoint VALUES (?, ?, ?, ?, ?)')
    .run(boardId, edits, 1, state, Y.encodeStateVector(doc))
  await kysely.destroy()
}
