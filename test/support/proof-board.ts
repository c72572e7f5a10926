import { join } from 'node:path'
import { rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { addCard } from '../../shared/board/canvas-actions.ts'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { editText } from '../../shared/board/long-text.ts'
import { Checkpoints } from '../../server/history/checkpoints.ts'
import { Merging, type MergingRules } from '../../server/history/segments/merging.ts'
import { checkBoard } from '../../server/proof/check-board.ts'
import { databaseSource } from '../../server/proof/database-source.ts'
import type { BlobStore } from '../../server/store/blob-store.ts'
import { DiskBlobStore } from '../../server/store/blobs/disk-blob-store.ts'
import type { LogStore } from '../../server/store/log-store.ts'
import { openDatabase } from '../../server/store/sql/database.ts'
import { PostgresLogStore } from '../../server/store/sql/postgres-log-store.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'
import type { Tables } from '../../server/store/sql/tables.ts'
import { startApi, type ApiServer } from './api-server.ts'

export const silent = { info: () => {}, warn: () => {} }

/** A board that a real server has written, with files, and the database it left. */
export type ProofBoard = {
  boardId: string
  dataDir: string
  kysely: Kysely<Tables>
  store: LogStore
  blobs: BlobStore
  check(): Promise<string[]>
  close(): Promise<void>
}

/** Edits a board as somebody would: an item with its card, words typed into it, a field set, again and again. */
export async function editBoard(
  { parts }: Pick<ApiServer, 'parts'>,
  { boardId, items }: { boardId: string; items: number },
): Promise<void> {
  const person = 'person-1'
  const edit = (change: Parameters<typeof parts.rooms.edit>[2]) =>
    parts.rooms.edit(boardId, person, change)
  for (let n = 0; n < items; n++) {
    let id: ReturnType<typeof addEvidence> | undefined
    await edit((doc) => {
      id = addEvidence(doc, { kind: 'quote', by: 'Mara', fields: { title: `Item ${n}` } })
      addCard(doc, id, { x: n * 300, y: 0 })
    })
    const item = id
    if (!item) throw new Error('The item was not made')
    const words = `What was seen at ${n}`
    await edit((doc) => editText(doc, item, 'description', { base: '', next: words }))
    await edit((doc) => editText(doc, item, 'description', { base: words, next: `${words}.` }))
    await edit((doc) => setField(doc, item, 'title', `Item ${n}, looked at`))
  }
}

/** Packs all but the newest rows, however new they are. */
export function packing(store: LogStore, rules: Partial<MergingRules> = {}): Merging {
  return new Merging({
    store,
    boardIds: async () => [],
    logger: silent,
    rules: { rows: 12, fewRows: 1, keep: 10, restMs: -Infinity, fewRestMs: -Infinity, ...rules },
  })
}

export async function openStores({
  dataDir,
  databaseUrl,
}: {
  dataDir: string
  databaseUrl: string | null
}) {
  const { kysely, sqlitePath } = await openDatabase({ dataDir, databaseUrl })
  const store = sqlitePath ? new SqliteLogStore(sqlitePath) : new PostgresLogStore(kysely)
  const blobs = new DiskBlobStore(join(dataDir, 'blobs'))
  return {
    kysely,
    store,
    blobs,
    check: async (boardId: string) =>
      (await checkBoard(databaseSource({ kysely, store, blobs }, boardId))).mismatches,
    close: async () => {
      await store.close()
      await kysely.destroy()
    },
  }
}

export async function makeProofBoard(env: Record<string, string> = {}): Promise<ProofBoard> {
  const server = await startApi(env)
  const { dataDir, parts } = server
  const { id: boardId } = await parts.boards.create('Depot', null)
  await editBoard(server, { boardId, items: 10 })
  for (const text of ['as received', 'a second original'])
    await parts.files.receive(Readable.from([Buffer.from(text)]), {
      boardId,
      personId: 'person-1',
      name: `${text}.txt`,
    })
  const by = { id: 'person-1', name: 'Mara' }
  for (const seq of [7, 41])
    await parts.versions.make(boardId, { seq, name: `As of ${seq}`, note: '', by })
  await server.close({ keepData: true })

  const stores = await openStores({ dataDir, databaseUrl: env['DATABASE_URL'] ?? null })
  const checkpoints = new Checkpoints(stores.store)
  await checkpoints.make(boardId)
  await checkpoints.close()
  await packing(stores.store).mergeBoard(boardId)
  return {
    ...stores,
    boardId,
    dataDir,
    check: () => stores.check(boardId),
    close: async () => {
      await stores.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
