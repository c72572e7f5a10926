import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { AppError } from '../shared/app-error.ts'

/**
 * Makes the data folder where there is none, and keeps every other process of ours from using it at the same
 * time. The operating system lets go of the lock when the process ends, however it ends.
 *
 * @returns what gives the folder free again
 * @throws AppError `server/cannot-start` when the folder is in use, Error when it cannot be written
 */
export function takeDataFolder(dataDir: string): () => void {
  try {
    // Evidence is nobody else's business on a shared machine.
    if (!existsSync(dataDir)) mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    const lock = new SQLite(join(dataDir, 'lock'), { timeout: 0 })
    chmodSync(join(dataDir, 'lock'), 0o600)
    lock.exec('BEGIN EXCLUSIVE')
    return () => lock.close()
  } catch (cause) {
    if (cause instanceof SQLite.SqliteError && cause.code === 'SQLITE_BUSY')
      throw new AppError(
        'server/cannot-start',
        `Another Redstring is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`,
        { cause },
      )
    throw new Error(
      `The data folder ${dataDir} cannot be written. Check its permissions, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}
