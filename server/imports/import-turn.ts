import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import SQLite from 'better-sqlite3'
import { AppError } from '../../shared/app-error.ts'

const ASK_EVERY_MS = 250

/**
 * Waits until no other process puts a case into this data folder: the command line works beside a running server. The
 * operating system lets go of the turn when a process ends, however it ends.
 *
 * @returns what ends the turn
 * @throws AppError `server/stopping` once the signal says so
 */
export async function takeImportTurn(
  folder: string,
  { signal, onWait }: { signal?: AbortSignal | undefined; onWait?: (() => void) | undefined },
): Promise<() => void> {
  const lock = new SQLite(join(folder, 'lock'), { timeout: 0 })
  try {
    for (let asked = 0; !takes(lock); asked++) {
      if (asked === 0) onWait?.()
      await pause(ASK_EVERY_MS, undefined, { signal })
    }
  } catch (error) {
    lock.close()
    if (!signal?.aborted) throw error
    throw new AppError('server/stopping', 'The server is stopping.', { cause: error })
  }
  return () => lock.close()
}

function takes(lock: SQLite.Database): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return true
  } catch (error) {
    if (error instanceof SQLite.SqliteError && error.code === 'SQLITE_BUSY') return false
    throw error
  }
}
