import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase, takePostgres } from '../../../server/store/sql/database.ts'
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

  test('[L1] PostgreSQL: a batch whose commit was not answered is not written twice', async () => {
    let breaks = true
    const breaking = withTransactions(database.kysely, async (run) => {
      const done = await run()
      if (!breaks) return done
      breaks = false
      throw new Error('The connection went away after the commit.')
    })
    const unsure = new PostgresLogStore(breaking)
    const batch = ['1', '2', '3'].map((text) => ({
      boardId: 'unsure',
      update: Uint8Array.from(Buffer.from(text)),
      actor: 'p',
      at: 1,
    }))
    await expect(unsure.append(batch)).rejects.toThrow('The database cannot be written to.')
    expect(await unsure.append(batch)).toEqual([1, 2, 3])
    const next = { boardId: 'unsure', update: Uint8Array.of(9), actor: 'p', at: 2 }
    expect(await unsure.append([next])).toEqual([4])
    const rows = await store.read('unsure', { after: 0, limit: 10 })
    expect(rows.map((row) => row.seq)).toEqual([1, 2, 3, 4])
  })

  test('[P34] one server a PostgreSQL database', async () => {
    const leave = await takePostgres(postgres.url)
    await expect(takePostgres(postgres.url)).rejects.toThrow(/Another Redstring/)
    await leave()
    await (
      await takePostgres(postgres.url)
    )()
  })

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

/** The same database, with something between its transactions and whoever waits for them. */
function withTransactions(
  db: Database['kysely'],
  around: <T>(run: () => Promise<T>) => Promise<T>,
): Database['kysely'] {
  return new Proxy(db, {
    get: (target, key) =>
      key === 'transaction'
        ? () => {
            const begun = target.transaction()
            const execute: typeof begun.execute = (work) => around(() => begun.execute(work))
            return { execute, setIsolationLevel: begun.setIsolationLevel.bind(begun) }
          }
        : Reflect.get(target, key),
  })
}
