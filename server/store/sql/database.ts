import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { AppError } from '../../../shared/app-error.ts'
import type { Tables } from './tables.ts'
import { migrations } from './migrations/migrations.ts'

/** Where a database lies, in a form that can be handed to another thread. */
export type DatabasePlace = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string }

/** One set of queries over two engines. `kind` is for the few places where their SQL differs. */
export type Database = {
  kysely: Kysely<Tables>
  kind: 'sqlite' | 'postgres'
  /** The SQLite file, for the log's own writing thread; null with PostgreSQL. */
  sqlitePath: string | null
  place: DatabasePlace
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

/** Any number, the same in every Redstring: what the advisory lock is taken on. */
const LOCK = 7_237_464_729

/**
 * Keeps every other server from using a PostgreSQL database at the same time: positions in the log are counted in
 * one process. The lock goes with its connection, however the process ends.
 *
 * @returns what gives the database free again
 * @throws AppError `server/cannot-start` when another server has it
 */
export async function takePostgres(databaseUrl: string): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (cause) {
    throw new Error('The database cannot be reached, or could not be brought up to date.', {
      cause,
    })
  }
  const { rows } = await client.query<{ has: boolean }>('SELECT pg_try_advisory_lock($1) AS has', [
    LOCK,
  ])
  if (rows[0]?.has === true) return () => client.end()
  await client.end()
  throw new AppError(
    'server/cannot-start',
    'Another Redstring is running on this database. Stop it first, or set DATABASE_URL to another one.',
  )
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
    place: { kind: 'sqlite', path: sqlitePath },
  }
}

function openPostgres(databaseUrl: string): Database {
  return {
    kysely: openPostgresPool(databaseUrl, { most: 10 }),
    kind: 'postgres',
    sqlitePath: null,
    place: { kind: 'postgres', url: databaseUrl },
  }
}

/** At most `most` connections at once. */
export function openPostgresPool(databaseUrl: string, { most }: { most: number }): Kysely<Tables> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: most })
  // A connection that breaks while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {})
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}
