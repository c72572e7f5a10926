/** What a person must always know about their work. */
export type SyncState =
  /** First contact; nothing to show yet. */
  | { kind: 'opening' }
  /** Everything done here is on the server's disk. */
  | { kind: 'saved' }
  | { kind: 'saving'; changes: number }
  /** `changes` edits wait for the server to be back; where `isKept`, this browser keeps them though the page is closed. */
  | { kind: 'offline'; changes: number; isKept: boolean }
  /** The server cannot write to its disk; edits reach others but are not confirmed. */
  | { kind: 'trouble'; changes: number; message: string }
  /** The person may only view the board by now; `changes` edits made here were not taken and stay in this browser. */
  | { kind: 'view-only'; changes: number }
  /** The board cannot be had: the page says why and what to do. Where `isKept`, `changes` edits stay in this browser. */
  | { kind: 'refused'; reason: RefusalReason; changes: number; isKept: boolean }

export type RefusalReason =
  | 'sign-in-needed'
  | 'not-allowed'
  | 'no-such-board'
  | 'reload'
  /** The board or what was done to it is larger than the server takes. */
  | 'too-large'
