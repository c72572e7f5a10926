import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { firstHash } from '../../history/hash-chain.ts'
import type { LogEntry, LogHead, LogRow } from '../log-store.ts'
import { chainEntries, checkpointsToDrop } from './log-rows.ts'

/**
 * The thread that writes the log: a connection of its own, so that waiting for the disk never holds up the
 * event loop. It answers requests strictly one after another.
 */

export type LogRequest =
  | { kind: 'append'; entries: LogEntry[] }
  | { kind: 'load'; boardId: string; upTo: number }
  | { kind: 'read'; boardId: string; after: number; limit: number }
  | { kind: 'head'; boardId: string }
  | {
      kind: 'checkpoint'
      boardId: string
      seq: number
      at: number
      state: Uint8Array
      stateVector: Uint8Array
    }
  | { kind: 'close' }

export type StoredRows = {
  checkpoint?: { seq: number; state: Uint8Array; state_vector: Uint8Array }
  tail: Uint8Array[]
}

export type LogReply = { id: number } & (
  | { ok: true; value: unknown }
  | { ok: false; message: string; code: string | null }
)

const path: string = workerData.path
const heads = new Map<string, LogHead>()
let opened = open()

if (!parentPort) throw new Error('The log writer runs in a thread of its own')
const port = parentPort
port.on('message', ({ id, request }: { id: number; request: LogRequest }) => {
  let reply: LogReply
  try {
    // It may have been closed and could not be opened again while the disk erred.
    if (!opened.database.open) opened = open()
    reply = { id, ok: true, value: answer(request) }
  } catch (error) {
    recover(error)
    reply = { id, ok: false, message: messageOf(error), code: codeOf(error) }
  }
  port.postMessage(reply)
  if (request.kind === 'close') port.close()
})

function answer(request: LogRequest): unknown {
  switch (request.kind) {
    case 'append':
      return append(request.entries)
    case 'load':
      return load(request.boardId, request.upTo)
    case 'read':
      return opened.rows.all(request.boardId, request.after, request.limit)
    case 'head':
      return headOf(request.boardId)
    case 'checkpoint':
      return saveCheckpoint(request)
    case 'close':
      return opened.database.close()
  }
}

function append(entries: LogEntry[]): number[] {
  const { database, insert } = opened
  const next = new Map<string, LogHead>()
  for (const { boardId } of entries) if (!next.has(boardId)) next.set(boardId, headOf(boardId))
  const rows = chainEntries(entries, next)
  // IMMEDIATE: the lock is had, or waited for, before anything is written.
  database.exec('BEGIN IMMEDIATE')
  for (const row of rows) insert.run(row.boardId, row.seq, row.at, row.actor, row.update, row.hash)
  database.exec('COMMIT')
  for (const [boardId, head] of next) heads.set(boardId, head)
  return rows.map((row) => row.seq)
}

function headOf(boardId: string): LogHead {
  const known = heads.get(boardId)
  if (known) return known
  const stored = opened.head.get(boardId)
  const head = stored ?? { seq: 0, hash: firstHash(boardId) }
  // Thousands of boards may come and go; a forgotten head costs one look-up.
  if (heads.size > 5000) heads.clear()
  heads.set(boardId, head)
  return head
}

function load(boardId: string, upTo: number): StoredRows {
  const checkpoint = opened.newest.get(boardId, upTo)
  const tail = opened.tail.all(boardId, checkpoint?.seq ?? 0, upTo).map((row) => row.update)
  return { checkpoint, tail }
}

function saveCheckpoint(checkpoint: LogRequest & { kind: 'checkpoint' }): void {
  const { database, keep, kept, drop } = opened
  const { boardId, seq, at, state, stateVector } = checkpoint
  database.transaction(() => {
    keep.run(boardId, seq, at, state, stateVector)
    const seqs = kept.all(boardId).map((row) => row.seq)
    for (const old of checkpointsToDrop(seqs)) drop.run(boardId, old)
  })()
}

/** After any failure nothing half-written and no head that was not committed may remain. */
function recover(error: unknown): void {
  heads.clear()
  try {
    if (opened.database.inTransaction) opened.database.exec('ROLLBACK')
    // A full disk leaves the connection sound; after other trouble with the file only a new one is sure.
    if (codeOf(error)?.startsWith('SQLITE_IOERR')) {
      opened.database.close()
      opened = open()
    }
  } catch {
    // Still in trouble: the request that failed says so, and so will the next.
  }
}

function open() {
  const database = new SQLite(path)
  database.pragma('busy_timeout = 5000')
  database.pragma('journal_mode = WAL')
  // FULL: a commit returns when its pages are on the disk, not in the system's cache.
  database.pragma('synchronous = FULL')
  return {
    database,
    insert: database.prepare(
      'INSERT INTO log (board_id, seq, at, actor, "update", hash) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    head: database.prepare<[string], LogHead>(
      'SELECT seq, hash FROM log WHERE board_id = ? ORDER BY seq DESC LIMIT 1',
    ),
    newest: database.prepare<[string, number], NonNullable<StoredRows['checkpoint']>>(
      'SELECT seq, state, state_vector FROM checkpoint WHERE board_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    ),
    tail: database.prepare<[string, number, number], { update: Uint8Array }>(
      'SELECT "update" FROM log WHERE board_id = ? AND seq > ? AND seq <= ? ORDER BY seq',
    ),
    rows: database.prepare<[string, number, number], LogRow>(
      'SELECT seq, at, actor, "update", hash FROM log WHERE board_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    ),
    keep: database.prepare(
      'INSERT OR REPLACE INTO checkpoint (board_id, seq, at, state, state_vector) VALUES (?, ?, ?, ?, ?)',
    ),
    kept: database.prepare<[string], { seq: number }>(
      'SELECT seq FROM checkpoint WHERE board_id = ?',
    ),
    drop: database.prepare('DELETE FROM checkpoint WHERE board_id = ? AND seq = ?'),
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error ? String(error.code) : null
}
