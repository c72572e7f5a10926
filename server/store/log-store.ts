/** One edit on its way into the log. `update` is a Yjs update, format V1. */
export type LogEntry = {
  boardId: string
  update: Uint8Array
  /** Person id, or `server`. */
  actor: string
  /** Milliseconds since 1970. */
  at: number
}

/** The whole document after entry `seq`, as one Yjs update (format V1), and its encoded state vector. */
export type Checkpoint = { seq: number; state: Uint8Array; stateVector: Uint8Array }

/** One row of the log as it lies on disk. */
export type LogRow = {
  seq: number
  at: number
  actor: string
  update: Uint8Array
  hash: Uint8Array
}

/** Consecutive old rows in one (history/segments): nothing of them is lost. */
export type Segment = {
  firstSeq: number
  lastSeq: number
  /** Of the first and the last row, milliseconds since 1970. */
  firstAt: number
  lastAt: number
  /** Hash of the row before the first, and of the last: the chain goes through. */
  hashBefore: Uint8Array
  hash: Uint8Array
  /** Of the updates before they were packed. */
  bytes: number
  data: Uint8Array
}

/** Where a board's log ends. The hash of an empty log is the board's own first hash (history/hash-chain.ts). */
export type LogHead = { seq: number; hash: Uint8Array }

/** What is needed to open a board: the newest checkpoint and the updates after it, oldest first. */
export type StoredBoard = {
  checkpoint: Checkpoint | null
  tail: Uint8Array[]
  /** Position of the last entry; 0 for a board without any. */
  seq: number
  /** Encoded size of checkpoint and tail, bytes. */
  bytes: number
}

/**
 * The log of every board: append-only, each row chained to the one before by hash. The log is the document;
 * a checkpoint is a cache that makes opening quick. Whether a row lies by itself or in a segment shows nowhere but in
 * `looseRows` and `segments`. Implementations: sql/ (SQLite, PostgreSQL).
 */
export interface LogStore {
  /**
   * Puts the entries on disk in one commit, in order, for any number of boards.
   *
   * @returns each entry's position in its board's log, once all are durable
   * @throws AppError `log/not-durable` when nothing of the batch was kept; the same batch may be tried again.
   *   Where a database vanishes between commit and answer, a retry of the same entries finds them written.
   */
  append(entries: readonly LogEntry[]): Promise<number[]>
  load(boardId: string): Promise<StoredBoard>
  /** The document as it stood after entry `seq`: the newest checkpoint not after it, and the updates up to it. */
  loadAt(boardId: string, seq: number): Promise<StoredBoard>
  /** Rows after position `after`, oldest first, at most `limit`. @throws DamagedSegment */
  read(boardId: string, range: { after: number; limit: number }): Promise<LogRow[]>
  head(boardId: string): Promise<LogHead>
  /** Keeps a checkpoint beside the log. Older ones may be thinned out; log rows never are. */
  saveCheckpoint(boardId: string, checkpoint: Checkpoint): Promise<void>
  /** The first and last of the rows that lie by themselves, which are the newest; null for an empty log. */
  looseRows(boardId: string): Promise<{ first: number; last: number } | null>
  /**
   * Puts a segment in the place of the rows that it holds, in one commit.
   *
   * @throws Error where they are not the oldest loose rows, or none would be left; nothing is changed then
   */
  replaceRows(boardId: string, segment: Segment): Promise<void>
  /** Oldest first. */
  segments(boardId: string): Promise<Omit<Segment, 'data'>[]>
  close(): Promise<void>
}
