import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FileRows } from '../../server/files/file-rows.ts'
import { openDatabase, type Database } from '../../server/store/sql/database.ts'
import { postgresFolder, startPostgres, type Postgres } from '../support/postgres.ts'

const engines = ['sqlite', 'postgres'] as const

/** What is known of files, the same on both engines. */
describe.each(engines)('%s', (engine) => {
  describe.skipIf(engine === 'postgres' && postgresFolder() === null)('rows of files', () => {
    let dataDir: string
    let postgres: Postgres | null = null
    let database: Database
    let rows: FileRows

    beforeAll(async () => {
      dataDir = await mkdtemp(join(tmpdir(), 'redstring-rows-'))
      if (engine === 'postgres') postgres = await startPostgres()
      database = await openDatabase({ dataDir, databaseUrl: postgres?.url ?? null })
      rows = new FileRows(database.kysely)
    })
    afterAll(async () => {
      await database.kysely.destroy()
      await postgres?.stop()
      await rm(dataDir, { recursive: true, force: true })
    })

    const [original, preview] = ['a'.repeat(64), 'b'.repeat(64)]
    const file = {
      sha256: original,
      size: 5_000_000_000,
      type: 'image/tiff',
      name: 'a.tif',
      facts: { width: 3 },
    }

    test('[F2] a file is known once, by board under the name it first came with', async () => {
      await rows.add(file, { boardId: 'b1', personId: 'p' })
      await rows.add({ ...file, name: 'again.tif' }, { boardId: 'b1', personId: 'q' })
      await rows.add({ ...file, name: 'other.tif' }, { boardId: 'b2', personId: 'q' })
      expect(await rows.onBoard('b1', original)).toEqual(file)
      expect(await rows.onBoard('b2', original)).toMatchObject({
        name: 'other.tif',
        size: 5_000_000_000,
      })
      expect(await rows.onBoard('b3', original)).toBeUndefined()
      expect(await rows.known(preview)).toBeUndefined()
    })

    test('[F14] a working copy is there for every board that holds the original', async () => {
      await rows.addUnnamed({ sha256: preview, size: 10, type: 'image/webp', facts: {} })
      const copy = { sha256: preview, name: 'preview.webp' }
      await rows.shareWithBoardsOf(original, copy)
      await rows.shareWithBoardsOf(original, copy)
      expect(await rows.onBoard('b1', preview)).toMatchObject({
        name: 'preview.webp',
        type: 'image/webp',
      })
      expect(await rows.onBoard('b2', preview)).toBeDefined()
      expect(await rows.onBoard('b3', preview)).toBeUndefined()
    })

    test('[F11] changes of facts at the same moment are all kept', async () => {
      await Promise.all(
        Array.from({ length: 5 }, (_, index) =>
          rows.changeFacts(original, ({ notes = [], ...facts }) => ({
            ...facts,
            width: 4,
            notes: [...notes, `note ${index}`],
          })),
        ),
      )
      const facts = (await rows.known(original))?.facts
      expect(facts?.width).toBe(4)
      expect(facts?.notes).toEqual(expect.arrayContaining(['note 0', 'note 2', 'note 4']))
      expect(facts?.notes).toHaveLength(5)
    })
  })
})
