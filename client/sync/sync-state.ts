/** What a person must always know about their work. */
export type SyncState =
  /** First contact; nothing to show yet. */
  | { kind: 'opening' }
  /** Everything done here is on the server's disk. */
  | { kind: 'saved' }
  | { kind: 'saving'; changes: number }
  /** `changes` edits are kept in this browser until the server is back. */
  | { kind: 'offline'; changes: number }
  /** The server cannot write to its disk; edits reach others but are not confirmed. */
  | { kind: 'trouble'; changes: number; message: string }
  /** The board cannot be had: the page says why and what to do. */
  | { kind: 'refused'; reason: 'sign-in-needed' | 'not-allowed' | 'no-such-board' | 'reload' }
