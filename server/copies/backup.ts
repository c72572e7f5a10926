import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { sql } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import type { Logger } from '../logger.ts'
import { openAuth } from '../people/auth.ts'
import type { BlobStore } from '../store/blob-store.ts'

import { openDatabase, type Database } from '../store/sql/database.ts'
import { BagWriter } from './bag.ts'
import { copyTables, readPostgresTable } from './copy-tables.ts'

/** Names in the bag's payload. The database is one SQLite file, whichever engine the server uses. */
export const DATABASE = 'redstring.db'
export const SECRET = 'secret'
export const BLOBS = 'blobs'

type Options = {
  path: string
  dataDir: string
  database: Database
  blobs: BlobStore
  logger: Logger
}

/**
 * A copy of everything a server keeps, made while it runs. The database comes first, as of one moment; blobs are
 * written before the rows that name them and never changed or removed, so that all which the copy names are there
 * afterwards. (Blobs first would miss those that come in between.)
 *
 * @returns hashes of files that were missing or damaged already; the copy holds what there is
 */
export async function makeBackup({ path, dataDir, database, blobs, logger }: Options): Promise<{
  files: number
  damaged: string[]
}> {
  const bag = await BagWriter.begin(path)
  await copyDatabase(database, join(bag.folder, 'data'), logger)
  await bag.take(DATABASE)
  const named = blobsNamedIn(join(bag.folder, 'data', DATABASE))
  const damaged: string[] = []
  for (const sha256 of named) {
    const isWhole = await copyBlob(bag, { sha256, blobs })
    if (!isWhole) damaged.push(sha256)
  }
  await bag.add(SECRET, [await readFile(join(dataDir, 'secret'))])
  await bag.finish([
    ['Source-Organization', 'Redstring'],
    ['External-Description', 'A copy of everything a Redstring server keeps'],
    ['Bagging-Date', new Date().toISOString().slice(0, 10)],
    ...damaged.map((sha256) => ['Redstring-Damaged-File', sha256] as const),
  ])
  return { files: named.length, damaged }
}

async function copyBlob(
  bag: BagWriter,
  { sha256, blobs }: { sha256: string; blobs: BlobStore },
): Promise<boolean> {
  const bytes = await blobs.read(sha256).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'file/not-found') return null
    throw error
  })
  if (bytes === null) return false
  return (await bag.add(join(BLOBS, sha256.slice(0, 2), sha256), bytes)) === sha256
}

async function copyDatabase(database: Database, folder: string, logger: Logger): Promise<void> {
  if (database.sqlitePath !== null) return copySqlite(database.sqlitePath, join(folder, DATABASE))
  const copy = await openDatabase({ dataDir: folder, databaseUrl: null })
  try {
    // Its tables are the sign-in library's to make; the secret plays no part in that.
    const secret = createHash('sha256').update(folder).digest('hex')
    await openAuth({ database: copy, secret, publicUrl: null, logger })
    await database.kysely
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((from) =>
        copy.kysely
          .transaction()
          .execute((to) => copyTables({ from, to, readTable: readPostgresTable })),
      )
    // One file, with nothing beside it when it is read.
    await sql`PRAGMA journal_mode = DELETE`.execute(copy.kysely)
  } finally {
    await copy.kysely.destroy()
  }
}

/** One reading transaction, so one moment; the server goes on writing beside it. */
function copySqlite(from: string, to: string): void {
  const database = new SQLite(from, { readonly: true, timeout: 5000 })
  try {
    database.prepare('VACUUM INTO ?').run(to)
  } finally {
    database.close()
  }
}

function blobsNamedIn(path: string): string[] {
  const database = new SQLite(path, { readonly: true })
  try {
    return database
      .prepare<[], { sha256: string }>('SELECT sha256 FROM file ORDER BY sha256')
      .all()
      .map((row) => row.sha256)
  } finally {
    database.close()
  }
}
