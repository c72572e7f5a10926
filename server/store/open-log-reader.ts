import type { LogStore } from './log-store.ts'
import { type DatabasePlace, openPostgresPool } from './sql/database.ts'
import { PostgresLogStore } from './sql/postgres-log-store.ts'
import { SqliteLogStore } from './sql/sqlite-log-store.ts'

/**
 * The log once more, over connections of its own, for a thread that reads a great deal: nobody who writes waits
 * for it. Tables must exist.
 */
export function openLogReader(place: DatabasePlace): {
  store: Pick<LogStore, 'read' | 'loadAt'>
  close: () => Promise<void>
} {
  if (place.kind === 'sqlite') {
    const store = new SqliteLogStore(place.path)
    return { store, close: () => store.close() }
  }
  const kysely = openPostgresPool(place.url, { most: 2 })
  return { store: new PostgresLogStore(kysely), close: () => kysely.destroy() }
}
