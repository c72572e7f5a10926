import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { recordsOf } from '../../shared/board/layout.ts'
import { Checkpoints } from '../../server/history/checkpoints.ts'
import { Log } from '../../server/history/log.ts'
import { createLogger } from '../../server/logger.ts'
import { Rooms } from '../../server/rooms/rooms.ts'
import type { LogStore } from '../../server/store/log-store.ts'
import { openDatabase } from '../../server/store/sql/database.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'

const logger = createLogger('silent')
const boards = {
  roleOf: async () => 'owner' as const,
  isArchived: async () => false,
  onAccessChange: () => () => {},
}

/** Rooms over a real log, as the rest of the server sees them. `store` may be wrapped. */
async function openRooms(options: { dataDir?: string; wrap?: (store: LogStore) => LogStore } = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'redstring-rooms-'))
  const { kysely, sqlitePath } = await openDatabase({ dataDir, databaseUrl: null })
  await kysely.destroy()
  const sqlite = new SqliteLogStore(sqlitePath ?? '')
  const store = options.wrap?.(sqlite) ?? sqlite
  const log = new Log(store, { logger })
  const checkpoints = new Checkpoints(store)
  const rooms = new Rooms({ store, log, checkpoints, boards, logger, limits: { idleMs: 10 } })
  const close = async () => {
    await rooms.drain()
    await log.close()
  }
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }))
  return { rooms, store, dataDir, close }
}

test('[S13] an edit of the server’s own is on disk when it returns, and read back at its position', async () => {
  const first = await openRooms()
  await first.rooms.create('board-1', 'person-1')
  const seq = await first.rooms.edit('board-1', 'person-1', (doc) => {
    doc.getMap('test').set('one', 1)
    doc.getMap('test').set('two', 2)
  })
  expect(seq).toBe(2)
  const rows = await first.store.read('board-1', { after: 0, limit: 10 })
  expect(rows.map(({ actor }) => actor)).toEqual(['person-1', 'person-1'])
  await first.close()

  const second = await openRooms({ dataDir: first.dataDir })
  const { seq: read, doc } = await second.rooms.read('board-1')
  expect([read, doc.getMap('test').toJSON(), recordsOf(doc).size]).toEqual([
    2,
    { one: 1, two: 2 },
    2,
  ])
  await second.close()
})

test('[S13] an edit that throws leaves nothing behind, in the document or on disk', async () => {
  const { rooms, store, close } = await openRooms()
  await rooms.create('board-1', 'person-1')
  await expect(
    rooms.edit('board-1', 'person-1', (doc) => {
      doc.getMap('test').set('half', true)
      throw new Error('in the middle')
    }),
  ).rejects.toThrow('in the middle')
  const { doc } = await rooms.read('board-1')
  expect(doc.getMap('test').size).toBe(0)
  expect((await store.head('board-1')).seq).toBe(1)
  await close()
})

test('[S12] a board opened by many at once is loaded once, and its first page made once', async () => {
  let loads = 0
  const { rooms, store, close } = await openRooms({
    wrap: (inner) => ({
      append: (entries) => inner.append(entries),
      loadAt: (boardId, seq) => inner.loadAt(boardId, seq),
      read: (boardId, range) => inner.read(boardId, range),
      head: (boardId) => inner.head(boardId),
      saveCheckpoint: (boardId, checkpoint) => inner.saveCheckpoint(boardId, checkpoint),
      looseRows: (boardId) => inner.looseRows(boardId),
      replaceRows: (boardId, segment) => inner.replaceRows(boardId, segment),
      segments: (boardId) => inner.segments(boardId),
      close: () => inner.close(),
      load(boardId) {
        loads++
        return inner.load(boardId)
      },
    }),
  })
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      index % 2 === 0
        ? rooms.create('board-1', 'person-1')
        : rooms.edit('board-1', 'person-1', (doc) => doc.getMap('test').set(`${index}`, index)),
    ),
  )
  expect(loads).toBe(1)
  const rows = await store.read('board-1', { after: 0, limit: 100 })
  expect(rows).toHaveLength(11)
  const { doc } = await rooms.read('board-1')
  expect([...recordsOf(doc).keys()].toSorted()).toEqual(['document:document', 'page:page'])
  await close()
})

test('[L6] a room that was busy leaves a checkpoint behind when it closes, and the same board opens from it', async () => {
  const { rooms, store, close } = await openRooms()
  for (let edit = 0; edit < 100; edit++) {
    await rooms.edit('board-1', 'person-1', (doc) => doc.getMap('test').set(`${edit % 10}`, edit))
  }
  const before = (await rooms.read('board-1')).doc.getMap('test').toJSON()
  await expect.poll(async () => (await store.load('board-1')).checkpoint?.seq).toBe(101)
  const { seq, doc } = await rooms.read('board-1')
  expect([seq, doc.getMap('test').toJSON()]).toEqual([101, before])
  await close()
})

test('[S11] a server that stops takes no more edits', async () => {
  const { rooms, close } = await openRooms()
  await close()
  await expect(rooms.edit('board-1', 'person-1', () => {})).rejects.toMatchObject({
    code: 'server/stopping',
  })
})
