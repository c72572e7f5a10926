import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../server/config.ts'
import { createLogger } from '../../server/logger.ts'
import { openCatalogue } from '../../server/open-catalogue.ts'

/** Made with the first server that a worker needs: what all migrations come to is the same each time. */
let template: Promise<string> | null = null

/** Gives a new data folder the database that its server would make. */
export async function giveTables(dataDir: string): Promise<void> {
  const folder = await (template ??= makeTemplate())
  cpSync(join(folder, DATABASE), join(dataDir, DATABASE))
}

/** Makes the tables in an empty database of PostgreSQL. */
export async function makeTables(databaseUrl: string): Promise<void> {
  rmSync(await makeTemplate({ DATABASE_URL: databaseUrl }), { recursive: true, force: true })
}

const DATABASE = 'redstring.db'

/** Opens a database in a new folder as the first start of a server does, and closes it. */
async function makeTemplate(env: Record<string, string> = {}): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-empty-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const { store, database } = await openCatalogue(readConfig({ DATA_DIR: folder, ...env }), {
    logger: createLogger('silent'),
    createDocument: () => Promise.reject(new Error('There are no boards here.')),
  })
  await store.close()
  await database.kysely.destroy()
  return folder
}
