import { join, resolve } from 'node:path'
import { configOfProcess } from '../config.ts'
import { makeBackup } from '../copies/backup.ts'
import { restoreBackup } from '../copies/restore.ts'
import { takeDataFolder } from '../data-folder.ts'
import { createLogger } from '../logger.ts'
import { DiskBlobStore } from '../store/blobs/disk-blob-store.ts'
import { takePostgres } from '../store/sql/database.ts'
import { print, tell, withCatalogue } from './catalogue.ts'
import { verify } from './verify.ts'

/** Copies everything a server keeps into a folder, beside the running server. Prints where it lies. */
export async function backup(folder: string): Promise<void> {
  const path = resolve(folder)
  await withCatalogue(async ({ database, config: { dataDir } }) => {
    const blobs = new DiskBlobStore(join(dataDir, 'blobs'))
    const logger = createLogger('error', { toStderr: true })
    const { files, damaged } = await makeBackup({ path, dataDir, database, blobs, logger })
    tell(`The database and ${files.toLocaleString('en')} files were copied.`)
    for (const sha256 of damaged)
      tell(`The file ${sha256} is missing or damaged on this server, and so it is in the copy.`)
    if (damaged.length > 0) process.exitCode = 1
    print(path)
  })
}

/** Puts a backup into an empty place, and then verifies every board of it. */
export async function restore(folder: string): Promise<void> {
  const { dataDir, databaseUrl } = configOfProcess()
  const logger = createLogger('error', { toStderr: true })
  const leaveDataFolder = takeDataFolder(dataDir)
  const leaveDatabase = databaseUrl === null ? null : await takePostgres(databaseUrl)
  try {
    const path = resolve(folder)
    const { files } = await restoreBackup({ path, dataDir, databaseUrl, logger })
    tell(`The database and ${files.toLocaleString('en')} files were restored. Verifying them:`)
    await verify(undefined, { all: true })
  } finally {
    await leaveDatabase?.()
    leaveDataFolder()
  }
}
