/**
 * A small sync server over the product's own rooms, log and route, for tests and measurements that start and kill
 * many of them: no accounts, no files, no pages.
 *
 *   PORT=3101 DATA_DIR=/tmp/sync node test/support/sync-server.ts
 *
 * - PORT (0 picks a free one), DATA_DIR (kept between starts); LOG_LEVEL (default silent); LIMITS, a JSON object
 *   of server/rooms/limits.ts; DATABASE_URL for PostgreSQL instead of SQLite.
 * - Prints `listening <port>` once it can be used. SIGTERM drains and ends it. Started with a channel to its parent
 *   it ends with that, and removes DATA_DIR.
 * - Who: `Authorization: Bearer <role>-<anything>`, role being owner, editor or viewer, is a person of that id
 *   with that role on every board. Boards exist once they are opened.
 * - `POST /roles` with `{ boardId, personId, role }` (null: none) changes a role while it runs.
 * - `GET /boards/<id>/records` answers `{ seq, records, setAside }`; `GET /memory` the process' own figures,
 *   after collecting garbage where it runs with --expose-gc.
 */
import { rmSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { z } from 'zod'
import { role as roleName, type Role } from '../../shared/protocol/http.ts'
import { Checkpoints } from '../../server/history/checkpoints.ts'
import { Log } from '../../server/history/log.ts'
import { createLogger } from '../../server/logger.ts'
import { Rooms } from '../../server/rooms/rooms.ts'
import { createSocketServer, syncRoute } from '../../server/routes/sync.ts'
import { openDatabase } from '../../server/store/sql/database.ts'
import { PostgresLogStore } from '../../server/store/sql/postgres-log-store.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'

const { PORT = '0', DATA_DIR = '', DATABASE_URL, LIMITS = '{}', LOG_LEVEL = 'silent' } = process.env

const roles = new Map<string, Role | null>()
const listeners = new Set<(boardId: string) => void>()
const boards = {
  async roleOf(boardId: string, personId: string): Promise<Role | null> {
    const set = roles.get(`${boardId} ${personId}`)
    return set === undefined ? (roleName.safeParse(personId.split('-')[0]).data ?? null) : set
  },
  async isArchived() {
    return false
  },
  onAccessChange(listener: (boardId: string) => void) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
const people = {
  async whoIs(headers: Headers) {
    const id = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1]
    return id ? { id, name: `Name of ${id}`, email: null, colour: '#336699', isOwner: false } : null
  },
}

const logger = createLogger(LOG_LEVEL)
const database = await openDatabase({ dataDir: DATA_DIR, databaseUrl: DATABASE_URL ?? null })
const store = database.sqlitePath
  ? new SqliteLogStore(database.sqlitePath)
  : new PostgresLogStore(database.kysely)
const log = new Log(store, { logger })
const rooms = new Rooms({
  store,
  log,
  checkpoints: new Checkpoints(store),
  boards,
  logger,
  limits: z.record(z.string(), z.number()).parse(JSON.parse(LIMITS)),
})

const app = new Hono()
app.route('/sync', syncRoute({ people, rooms, publicUrl: null }))
app.get('/memory', (c) => {
  globalThis.gc?.()
  return c.json({ ...process.memoryUsage(), pendingBytes: log.pendingBytes })
})
app.get('/boards/:id/records', async (c) => {
  // Only where it is asked for: tldraw's schema takes longer to load than all the rest.
  const { readBoard } = await import('../../shared/board/sanitise.ts')
  const { seq, doc } = await rooms.read(c.req.param('id'))
  const { canvas, evidence, setAside } = readBoard(doc)
  return c.json({ seq, records: [...canvas, ...evidence], setAside })
})
const roleChange = z.object({
  boardId: z.string(),
  personId: z.string(),
  role: roleName.nullable(),
})
app.post('/roles', async (c) => {
  const { boardId, personId, role } = roleChange.parse(await c.req.json())
  roles.set(`${boardId} ${personId}`, role)
  for (const listener of listeners) listener(boardId)
  return c.body(null, 204)
})

const server = serve(
  {
    fetch: app.fetch,
    hostname: '127.0.0.1',
    port: Number(PORT),
    websocket: { server: createSocketServer() },
  },
  ({ port }) => {
    process.stdout.write(`listening ${port}\n`)
    // Kept now, for most of these processes never get to end by themselves (see NODE_COMPILE_CACHE in sync-clients).
    flushCompileCache()
  },
)

/** One that is tied to whoever started it. */
process.on('disconnect', () => {
  rmSync(DATA_DIR, { recursive: true, force: true })
  process.exit()
})

process.on('SIGTERM', () => {
  void (async () => {
    server.close()
    await rooms.drain()
    await log.close()
    await database.kysely.destroy()
    process.exit(0)
  })()
})
