import { parentPort, workerData } from 'node:worker_threads'
import SQLite from 'better-sqlite3'
import { firstHash } from '../../history/hash-chain.ts'
import type { LogEntry, LogHead, LogRow, Segment } from '../log-store.ts'
import {
  chainEntries,
  checkpointDigest,
  checkpointsToDrop,
  checkReplacement,
  rowOfSegment,
  segmentOfRow,
  type StoredRows,
} from './log-rows.ts'
import type { Tables } from './tables.ts'

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
  | { kind: 'loose'; boardId: string }
  | { kind: 'replace'; boardId: string; segment: Segment }
  | { kind: 'segments'; boardId: string }
  | { kind: 'close' }

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
      return read(request)
    case 'head':
      return headOf(request.boardId)
    case 'checkpoint':
      return saveCheckpoint(request)
    case 'loose':
      return looseRows(request.boardId)
    case 'replace':
      return replaceRows(request.boardId, request.segment)
    case 'segments':
      return opened.segmentHeads.all(request.boardId)
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

/** One snapshot for all its queries: the command line or a server may write beside this connection. */
function load(boardId: string, upTo: number): StoredRows {
  return opened.database.transaction(() => {
    const checkpoint = opened.newest.get(boardId, upTo)
    const after = checkpoint?.seq ?? 0
    const segments = opened.segmentsBetween.all(boardId, after, upTo).map(segmentOfRow)
    const tail = opened.tail.all(boardId, after, upTo).map((row) => row.update)
    return { checkpoint, segments, tail }
  })()
}

function read({ boardId, after, limit }: LogRequest & { kind: 'read' }): {
  segments: Segment[]
  rows: LogRow[]
} {
  return opened.database.transaction(() => {
    const segments: Segment[] = []
    let missing = limit
    for (const row of opened.segmentsBetween.iterate(boardId, after, Number.MAX_SAFE_INTEGER)) {
      if (missing <= 0) break
      segments.push(segmentOfRow(row))
      missing -= row.last_seq - Math.max(after, row.first_seq - 1)
    }
    const rows = missing > 0 ? opened.rows.all(boardId, after, missing) : []
    return { segments, rows }
  })()
}

function looseRows(boardId: string): { first: number; last: number } | null {
  const first = opened.firstSeq.get(boardId)?.seq
  const last = opened.head.get(boardId)?.seq
  return first === undefined || last === undefined ? null : { first, last }
}

function replaceRows(boardId: string, segment: Segment): void {
  const { database, insertSegment, dropRows, hashAt } = opened
  database
    .transaction(() => {
      const { first, last } = looseRows(boardId) ?? { first: 0, last: 0 }
      const hash = hashAt.get(boardId, segment.lastSeq)?.hash
      checkReplacement(segment, { first, last, hash })
      insertSegment.run(rowOfSegment(boardId, segment))
      dropRows.run(boardId, segment.lastSeq)
    })
    .immediate()
}

function saveCheckpoint(checkpoint: LogRequest & { kind: 'checkpoint' }): void {
  const { database, keep, kept, drop } = opened
  const { boardId, seq, at, state, stateVector } = checkpoint
  const digest = checkpointDigest({ seq, at, state, state_vector: stateVector })
  database.transaction(() => {
    keep.run(boardId, seq, at, state, stateVector, digest)
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
    newest: database.prepare<
      [string, number],
      { seq: number; state: Uint8Array; state_vector: Uint8Array }
    >(
      'SELECT seq, state, state_vector FROM checkpoint WHERE board_id = ? AND seq <= ? ORDER BY seq DESC LIMIT 1',
    ),
    tail: database.prepare<[string, number, number], { update: Uint8Array }>(
      'SELECT "update" FROM log WHERE board_id = ? AND seq > ? AND seq <= ? ORDER BY seq',
    ),
    rows: database.prepare<[string, number, number], LogRow>(
      'SELECT seq, at, actor, "update", hash FROM log WHERE board_id = ? AND seq > ? ORDER BY seq LIMIT ?',
    ),
    firstSeq: database.prepare<[string], { seq: number }>(
      'SELECT seq FROM log WHERE board_id = ? ORDER BY seq LIMIT 1',
    ),
    hashAt: database.prepare<[string, number], { hash: Uint8Array }>(
      'SELECT hash FROM log WHERE board_id = ? AND seq = ?',
    ),
    dropRows: database.prepare('DELETE FROM log WHERE board_id = ? AND seq <= ?'),
    segmentsBetween: database.prepare<[string, number, number], Tables['log_segment']>(
      'SELECT * FROM log_segment WHERE board_id = ? AND last_seq > ? AND first_seq <= ? ORDER BY first_seq',
    ),
    segmentHeads: database.prepare<[string], Omit<Tables['log_segment'], 'data'>>(
      'SELECT board_id, first_seq, last_seq, first_at, last_at, hash_before, hash, bytes FROM log_segment WHERE board_id = ? ORDER BY first_seq',
    ),
    insertSegment: database.prepare<[Tables['log_segment']]>(
      'INSERT INTO log_segment VALUES (@board_id, @first_seq, @last_seq, @first_at, @last_at, @hash_before, @hash, @bytes, @data)',
    ),
    keep: database.prepare(
      'INSERT OR REPLACE INTO checkpoint (board_id, seq, at, state, state_vector, digest) VALUES (?, ?, ?, ?, ?, ?)',
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
