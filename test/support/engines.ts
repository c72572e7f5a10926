import pg from 'pg'
import { afterAll, beforeAll, describe } from 'vitest'
import { makeTables } from './empty-database.ts'
import { postgresFolder, startPostgres, type Postgres } from './postgres.ts'

/** Runs the tests once on SQLite and, where it is installed, once on a real PostgreSQL. */
export function onEveryEngine(
  tests: (engine: { env(): Promise<Record<string, string>> }) => void,
): void {
  describe('SQLite', () => {
    tests({ env: async () => ({}) })
  })
  describe.skipIf(postgresFolder() === null)('PostgreSQL', () => {
    let postgres: Postgres
    let databases = 0
    beforeAll(async () => {
      postgres = await startPostgres()
      await makeTables(await newDatabase(postgres.url, EMPTY))
    })
    afterAll(() => postgres.stop())
    tests({
      env: async () => ({
        DATABASE_URL: await newDatabase(postgres.url, `test${++databases}`, { like: EMPTY }),
      }),
    })
  })
}

/** Holds the tables that a server makes at its first start. */
const EMPTY = 'empty'

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
