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
  /** The person may only view the board by now; `changes` edits made here were not taken and stay in this browser. */
  | { kind: 'view-only'; changes: number }
  /** The board cannot be had: the page says why and what to do. `changes` edits stay in this browser. */
  | { kind: 'refused'; reason: RefusalReason; changes: number }

export type RefusalReason =
  | 'sign-in-needed'
  | 'not-allowed'
  | 'no-such-board'
  | 'reload'
  /** The board or what was done to it is larger than the server takes. */
  | 'too-large'
