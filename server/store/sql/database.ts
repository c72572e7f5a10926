import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import type { Tables } from './tables.ts'
import { migrations } from './migrations/migrations.ts'

/** One set of queries over two engines. `kind` is for the few places where their SQL differs. */
export type Database = {
  kysely: Kysely<Tables>
  kind: 'sqlite' | 'postgres'
  /** The SQLite file, for the log's own writing thread; null with PostgreSQL. */
  sqlitePath: string | null
}

/** Opens the database, makes it where there is none, and brings its tables up to date. */
export async function openDatabase(config: {
  dataDir: string
  databaseUrl: string | null
}): Promise<Database> {
  const database =
    config.databaseUrl === null ? openSqlite(config.dataDir) : openPostgres(config.databaseUrl)
  const migrator = new Migrator({
    db: database.kysely,
    provider: { getMigrations: async () => migrations },
  })
  const { error } = await migrator.migrateToLatest()
  if (error === undefined) return database
  await database.kysely.destroy()
  throw new Error('The database cannot be reached, or could not be brought up to date.', {
    cause: error,
  })
}

function openSqlite(dataDir: string): Database {
  mkdirSync(dataDir, { recursive: true })
  const sqlitePath = join(dataDir, 'redstring.db')
  const sqlite = new SQLite(sqlitePath)
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  return {
    kysely: new Kysely({ dialect: new SqliteDialect({ database: sqlite }) }),
    kind: 'sqlite',
    sqlitePath,
  }
}

function openPostgres(databaseUrl: string): Database {
  const pool = new pg.Pool({ connectionString: databaseUrl })
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  return {
    kysely: new Kysely({ dialect: new PostgresDialect({ pool }) }),
    kind: 'postgres',
    sqlitePath: null,
  }
}
