import { MAX_CATCH_UP_BYTES, MAX_FRAME_BYTES } from '../../shared/protocol/frames.ts'

/** What one person, one socket or one board may ask of the server. */
export type Limits = {
  /** One edit, bytes. */
  updateBytes: number
  /** The answer to the server's sync step 1, bytes. */
  catchUpBytes: number
  /** Any other frame, bytes. */
  otherBytes: number
  /** Encoded document of one board, bytes. */
  boardBytes: number
  /** Frames a second from one socket, and how many may come at once. A socket over it is read more slowly. */
  framesPerSecond: number
  framesAtOnce: number
  /** Edits held back from one socket until what they need has come: number and bytes. */
  heldFrames: number
  heldBytes: number
  /** Marks and sync steps of one socket that wait for the disk. */
  waiting: number
  /** Edits of a viewer that are dropped before the socket is closed. */
  refusedEdits: number
  /** Edits of all boards that wait for the disk, bytes; past it nothing more is read. */
  pendingBytes: number
  connectionsPerRoom: number
  connectionsPerPerson: number
  /** How long a room stays open after the last person has left, ms. */
  idleMs: number
}

export const defaultLimits: Limits = {
  updateBytes: MAX_FRAME_BYTES,
  catchUpBytes: MAX_CATCH_UP_BYTES,
  otherBytes: 1024 * 1024,
  boardBytes: 256 * 1024 * 1024,
  framesPerSecond: 1000,
  framesAtOnce: 10_000,
  heldFrames: 256,
  heldBytes: MAX_FRAME_BYTES,
  waiting: 10_000,
  refusedEdits: 8,
  pendingBytes: 64 * 1024 * 1024,
  connectionsPerRoom: 1000,
  connectionsPerPerson: 2000,
  idleMs: 30_000,
}
