import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../../server/store/sql/database.ts'
import { PostgresLogStore } from '../../../server/store/sql/postgres-log-store.ts'
import { type Postgres, postgresFolder, startPostgres } from '../../support/postgres.ts'
import { testLogStore } from './log-store-contract.ts'

describe.skipIf(postgresFolder() === null)('with a real PostgreSQL', () => {
  let postgres: Postgres
  let database: Database
  let store: PostgresLogStore

  beforeAll(async () => {
    postgres = await startPostgres()
    database = await openDatabase({ dataDir: '', databaseUrl: postgres.url })
    store = new PostgresLogStore(database.kysely)
  })
  afterAll(async () => {
    await database?.kysely.destroy()
    await postgres?.stop()
  })

  testLogStore('PostgreSQL', () => ({
    store,
    reopen: async () => new PostgresLogStore(database.kysely),
  }))

  test('[L1] PostgreSQL: two writers of the same boards never take one position twice', async () => {
    const other = new PostgresLogStore(database.kysely)
    const entry = (boardId: string) => ({ boardId, update: Uint8Array.of(7), actor: 'p', at: 1 })
    const seqs = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 === 0 ? store : other).append(
          index % 3 === 0 ? [entry('both-a'), entry('both-b')] : [entry('both-b'), entry('both-a')],
        ),
      ),
    )
    expect(seqs).toHaveLength(30)
    for (const board of ['both-a', 'both-b']) {
      const rows = await store.read(board, { after: 0, limit: 100 })
      expect(rows.map((row) => row.seq)).toEqual(
        Array.from({ length: 30 }, (_, index) => index + 1),
      )
    }
  })
})
