import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '../../../shared/app-error.ts'
import { openDatabase } from '../../../server/store/sql/database.ts'
import { SqliteLogStore } from '../../../server/store/sql/sqlite-log-store.ts'
import { testLogStore } from './log-store-contract.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'redstring-log-'))
const path = join(dataDir, 'redstring.db')
let store: SqliteLogStore

beforeAll(async () => {
  const database = await openDatabase({ dataDir, databaseUrl: null })
  await database.kysely.destroy()
  store = new SqliteLogStore(path)
})
afterAll(async () => {
  await store.close()
  rmSync(dataDir, { recursive: true })
})

testLogStore('SQLite', () => ({ store, reopen: async () => new SqliteLogStore(path) }))

test('[D2] SQLite: a batch that finds the file locked is refused whole, and can be tried again', async () => {
  const entry = { boardId: 'locked', update: Uint8Array.of(1), actor: 'person-1', at: 1 }
  const other = new SQLite(path)
  other.exec('BEGIN IMMEDIATE')
  const refused = await store.append([entry]).then(
    () => null,
    (error: unknown) => error,
  )
  expect(refused).toBeInstanceOf(AppError)
  expect(refused).toMatchObject({ code: 'log/not-durable' })
  other.exec('ROLLBACK')
  other.close()
  expect(await store.append([entry])).toEqual([1])
  expect((await store.load('locked')).tail).toHaveLength(1)
})

test('[D2] SQLite: a closed store refuses instead of hanging', async () => {
  const closed = new SqliteLogStore(path)
  await closed.close()
  const entry = { boardId: 'closed', update: Uint8Array.of(1), actor: 'person-1', at: 1 }
  await expect(closed.append([entry])).rejects.toMatchObject({ code: 'log/not-durable' })
})

test('[S2] SQLite: a checkpoint damaged on disk fails to load instead of loading as something else', async () => {
  const entry = { boardId: 'damaged', update: Uint8Array.of(1), actor: 'person-1', at: 1 }
  await store.append([entry])
  const state = new Uint8Array(Buffer.from('what the board held '.repeat(100)))
  await store.saveCheckpoint('damaged', { seq: 1, state, stateVector: Uint8Array.of(0) })
  const other = new SQLite(path)
  const read = other.prepare<[], { state: Buffer }>(
    "SELECT state FROM checkpoint WHERE board_id = 'damaged'",
  )
  const kept = read.get()?.state ?? Buffer.alloc(0)
  const write = other.prepare("UPDATE checkpoint SET state = ? WHERE board_id = 'damaged'")
  const outcome = () =>
    store.load('damaged').then(
      ({ checkpoint }) =>
        Buffer.compare(checkpoint?.state ?? kept, state) === 0 ? 'same' : 'something else',
      () => 'refused',
    )
  const outcomes: string[] = []
  for (let at = 0; at < kept.length; at++) {
    const damaged = Buffer.from(kept)
    damaged[at] = (damaged[at] ?? 0) ^ 0x10
    write.run(damaged)
    outcomes.push(await outcome())
  }
  // A bit that the format does not use may be anything.
  expect(outcomes.filter((each) => each === 'refused').length).toBeGreaterThan(kept.length - 4)
  expect(outcomes).not.toContain('something else')
  write.run(kept)
  other.close()
  expect((await store.load('damaged')).checkpoint?.state.byteLength).toBe(state.byteLength)
})
