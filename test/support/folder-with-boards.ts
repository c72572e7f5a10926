import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { openDatabase } from '../../server/store/sql/database.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'
import { giveTables } from './empty-database.ts'

const MADE_AT = Date.UTC(2026, 2, 1, 9, 30)

export type BoardToBe = {
  id: string
  title: string
  /** One edit, made by "Mara" at 09:30 on 1 March 2026. */
  update: Uint8Array
}

/** A data folder with boards in it, as a server would have left it: the same log whenever it is made. */
export async function folderWithBoards(boards: readonly BoardToBe[]): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'redstring-boards-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  await giveTables(dataDir)
  const { kysely, sqlitePath } = await openDatabase({ dataDir, databaseUrl: null })
  const store = new SqliteLogStore(sqlitePath ?? '')
  for (const { id, title, update } of boards) {
    const entry = { boardId: id, at: MADE_AT }
    // oxlint-disable-next-line no-await-in-loop -- a few
    await store.append([
      { ...entry, actor: 'server', update: createBoardDocument() },
      { ...entry, actor: 'Mara', update },
    ])
    const row = { id, title, created_at: MADE_AT, archived_at: null, edited_at: null }
    // oxlint-disable-next-line no-await-in-loop
    await kysely.insertInto('board').values(row).execute()
  }
  await store.close()
  await kysely.destroy()
  return dataDir
}

/** The id of the board in a data folder that has just one. */
export function onlyBoardIn(dataDir: string): string {
  const database = new SQLite(join(dataDir, 'redstring.db'), { readonly: true })
  const ids = database.prepare('SELECT id FROM board').pluck().all()
  database.close()
  if (ids.length !== 1) throw new Error(`There are ${ids.length} boards in ${dataDir}`)
  return String(ids[0])
}
