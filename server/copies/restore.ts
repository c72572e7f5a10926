import { existsSync, readdirSync } from 'node:fs'
import { copyFile, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Logger } from '../logger.ts'
import { openAuth } from '../people/auth.ts'
import { secretOf } from '../people/secret.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { openDatabase } from '../store/sql/database.ts'
import { BLOBS, DATABASE, SECRET } from './backup.ts'
import { folderBag } from './bag-source.ts'
import { checkBag } from './check-bag.ts'
import { copyTables, isEmptyDatabase, readSqliteTable } from './copy-tables.ts'

type Options = {
  path: string
  dataDir: string
  databaseUrl: string | null
  /** Those of the data folder. */
  blobs: BlobStore
  logger: Logger
}

/**
 * Puts a backup into an empty data folder (and an empty database). The whole bag is checked before anything is
 * written, and the database is put in place last: a restoring that was interrupted leaves no server that looks whole.
 *
 * @throws Mismatch where the backup is damaged, Error where the place is not empty
 */
export async function restoreBackup(options: Options): Promise<{ files: number }> {
  const { path, dataDir, databaseUrl, blobs } = options
  const { payload } = await checkBag(await folderBag(path), { isOurs: true })
  checkIsEmpty(dataDir)
  const files = payload.filter((name) => name.startsWith(`data/${BLOBS}/`))
  const incoming = join(dataDir, 'incoming')
  await mkdir(incoming, { recursive: true })
  for (const name of files) {
    const copy = join(incoming, basename(name))
    await copyFile(join(path, name), copy)
    await blobs.putFile(basename(name), copy)
  }
  await place(join(path, 'data', SECRET), join(dataDir, 'secret'))
  if (databaseUrl === null) await place(join(path, 'data', DATABASE), join(dataDir, 'redstring.db'))
  else await fillPostgres({ ...options, databaseUrl })
  return { files: files.length }
}

function checkIsEmpty(dataDir: string): void {
  const isInTheWay = (name: string) => {
    const path = join(dataDir, name)
    return existsSync(path) && (name !== 'blobs' || readdirSync(path).length > 0)
  }
  const found = ['redstring.db', 'secret', 'blobs'].find(isInTheWay)
  if (found !== undefined)
    throw new Error(
      `There is something in ${dataDir} already (${found}). Restore into an empty folder: set DATA_DIR to one.`,
    )
}

/** One transaction: all of it, or nothing. */
async function fillPostgres({
  path,
  dataDir,
  databaseUrl,
  logger,
}: Options & { databaseUrl: string }): Promise<void> {
  // A copy, for opening a database brings its tables up to date.
  const scratch = join(dataDir, 'restoring')
  await mkdir(scratch, { recursive: true })
  await copyFile(join(path, 'data', DATABASE), join(scratch, 'redstring.db'))
  const from = await openDatabase({ dataDir: scratch, databaseUrl: null })
  const to = await openDatabase({ dataDir, databaseUrl })
  try {
    await openAuth({ database: to, secret: secretOf(dataDir), publicUrl: null, logger })
    if (!(await isEmptyDatabase(to.kysely)))
      throw new Error('There is something in the database already. Restore into an empty one.')
    await to.kysely
      .transaction()
      .execute((tx) => copyTables({ from: from.kysely, to: tx, readTable: readSqliteTable }))
  } finally {
    await from.kysely.destroy()
    await to.kysely.destroy()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function place(from: string, to: string): Promise<void> {
  const partial = `${to}.partial`
  await copyFile(from, partial)
  const handle = await open(partial, 'r+')
  try {
    await handle.chmod(0o600)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(partial, to)
}
