import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/sql/tables.ts'

/**
 * Copies rows from one database to another whose tables exist already and are empty, also from one engine to the
 * other. Both sides are told by introspection, so that tables of the sign-in library come along.
 */

type Db = Kysely<Tables>

const ROWS_AT_ONCE = 200

/** They are referred to by others. */
const first = ['user', 'board', 'file']

/** Call inside a transaction of `to`. */
export async function copyTables({
  from,
  to,
  readTable,
}: {
  from: Db
  to: Db
  readTable: (db: Db, table: string) => AsyncIterable<Record<string, unknown>[]>
}): Promise<void> {
  const types = await columnTypes(to)
  const present = new Set((await columnTypes(from)).keys())
  const rank = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length)
  const tables = [...types.keys()]
    .filter((name) => present.has(name) && !name.startsWith('kysely_'))
    .toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  for (const table of tables) {
    const columns = types.get(table) ?? new Map<string, string>()
    for await (const rows of readTable(from, table)) {
      await insert(to, { table, rows: rows.map((row) => rowFor(row, columns)) })
    }
  }
}

async function insert(
  db: Db,
  { table, rows }: { table: string; rows: Record<string, unknown>[] },
): Promise<void> {
  const names = Object.keys(rows[0] ?? {})
  const values = rows.map((row) => sql`(${sql.join(names.map((name) => row[name]))})`)
  await sql`INSERT INTO ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    VALUES ${sql.join(values)}`.execute(db)
}

/** In a transaction that sees one moment. */
export async function* readPostgresTable(
  db: Db,
  table: string,
): AsyncGenerator<Record<string, unknown>[]> {
  await sql`DECLARE copied NO SCROLL CURSOR FOR SELECT * FROM ${sql.table(table)}`.execute(db)
  for (;;) {
    const { rows } = await sql<
      Record<string, unknown>
    >`FETCH ${sql.lit(ROWS_AT_ONCE)} FROM copied`.execute(db)
    if (rows.length === 0) break
    yield rows
  }
  await sql`CLOSE copied`.execute(db)
}

export async function* readSqliteTable(
  db: Db,
  table: string,
): AsyncGenerator<Record<string, unknown>[]> {
  for (let after: unknown = -1; ;) {
    const { rows } = await sql<Record<string, unknown>>`
      SELECT rowid AS copied_rowid, * FROM ${sql.table(table)}
      WHERE rowid > ${after} ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`.execute(db)
    if (rows.length === 0) return
    after = rows.at(-1)?.['copied_rowid']
    yield rows
  }
}

/** Whether any table holds anything. */
export async function isEmptyDatabase(db: Db): Promise<boolean> {
  for (const table of (await columnTypes(db)).keys()) {
    if (table.startsWith('kysely_')) continue
    const { rows } = await sql`SELECT 1 FROM ${sql.table(table)} LIMIT 1`.execute(db)
    if (rows.length > 0) return false
  }
  return true
}

async function columnTypes(db: Db): Promise<Map<string, Map<string, string>>> {
  const tables = await db.introspection.getTables()
  return new Map(
    tables
      .filter(({ name }) => !name.startsWith('sqlite_'))
      .map(({ name, columns }) => [
        name,
        new Map(columns.map((column) => [column.name, column.dataType.toLowerCase()])),
      ]),
  )
}

function rowFor(
  row: Record<string, unknown>,
  columns: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const entries = Object.entries(row)
    .filter(([name]) => columns.has(name))
    .map(([name, value]) => [name, valueFor(value, columns.get(name) ?? '')])
  return Object.fromEntries(entries)
}

/** SQLite has neither truth values nor instants of its own; PostgreSQL hands 64-bit integers out as text. */
function valueFor(value: unknown, type: string): unknown {
  if (type === 'bool' && typeof value === 'number') return value !== 0
  if (value instanceof Date && !type.startsWith('timestamp')) return value.toISOString()
  if (typeof value === 'boolean' && type !== 'bool') return value ? 1 : 0
  if (typeof value === 'string' && /^(bigint|integer)$/.test(type) && /^-?\d+$/.test(value))
    return Number(value)
  return value
}
