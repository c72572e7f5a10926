/** One edit on its way into the log. `update` is a Yjs update, format V1. */
export type LogEntry = {
  boardId: string
  update: Uint8Array
  /** Person id, or `server`. */
  actor: string
  /** Milliseconds since 1970. */
  at: number
}

/** What is needed to open a board: the newest checkpoint and the updates after it, oldest first. */
export type StoredBoard = {
  checkpoint: { seq: number; state: Uint8Array } | null
  tail: Uint8Array[]
  /** Position of the last entry; 0 for a board without any. */
  seq: number
  /** Encoded size of checkpoint and tail, bytes. */
  bytes: number
}

/**
 * The log of every board: append-only, each row chained to the one before by hash. The log is the document;
 * a checkpoint is a cache that makes opening quick. Implementations: sql/ (SQLite, PostgreSQL).
 */
export interface LogStore {
  /**
   * Puts the entries on disk in one commit, in order, for any number of boards.
   *
   * @returns each entry's position in its board's log, once all are durable
   * @throws AppError `log/not-durable` when nothing of the batch was kept; the same batch may be tried again
   */
  append(entries: readonly LogEntry[]): Promise<number[]>
  load(boardId: string): Promise<StoredBoard>
  saveCheckpoint(boardId: string, checkpoint: { seq: number; state: Uint8Array }): Promise<void>
  close(): Promise<void>
}
