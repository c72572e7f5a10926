import pg from 'pg'
import { beforeAll, describe } from 'vitest'
import { makeTables } from './empty-database.ts'
import { postgresFolder, sharedPostgres } from './postgres.ts'

/** Runs the tests once on SQLite and, where it is installed, once on a real PostgreSQL. */
export function onEveryEngine(
  tests: (engine: { env(): Promise<Record<string, string>> }) => void,
): void {
  describe('SQLite', () => {
    tests({ env: async () => ({}) })
  })
  describe.skipIf(postgresFolder() === null)('PostgreSQL', () => {
    beforeAll(() => engineOfWorker())
    tests({
      env: async () => ({
        DATABASE_URL: await newDatabase(await engineOfWorker(), `test${++databases}`, {
          like: EMPTY,
        }),
      }),
    })
  })
}

/** Holds the tables that a server makes at its first start. */
const EMPTY = 'empty'
let databases = 0
let withTables: Promise<string> | null = null

/** Where this worker's PostgreSQL is, once it holds what every test's database is made of. */
function engineOfWorker(): Promise<string> {
  return (withTables ??= sharedPostgres().then(async ({ url }) => {
    await makeTables(await newDatabase(url, EMPTY))
    return url
  }))
}

async function newDatabase(
  url: string,
  name: string,
  { like = 'template1' }: { like?: string } = {},
): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${like}`)
  await client.end()
  return Object.assign(new URL(url), { pathname: `/${name}` }).href
}
