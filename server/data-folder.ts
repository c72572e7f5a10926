import { chmodSync, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'

/**
 * Makes the data folder where there is none, and keeps every other process of ours from using it at the same
 * time. The operating system lets go of the lock when the process ends, however it ends.
 *
 * @returns what gives the folder free again
 * @throws Error with a sentence when the folder is in use or cannot be written
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
    const isBusy = cause instanceof SQLite.SqliteError && cause.code === 'SQLITE_BUSY'
    throw new Error(
      isBusy
        ? `Another Redstring is running on the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`
        : `The data folder ${dataDir} cannot be written. Check its permissions, or set DATA_DIR to another folder.`,
      { cause },
    )
  }
}
