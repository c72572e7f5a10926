/**
 * Frames on `/sync/<boardId>`: y-websocket's own (a varuint type, then its body), and two of ours that are
 * sent only to a client that has asked with `mark`, for a stock client does not know them.
 *
 * - client → server `[MARK, varuint n]`: "say so when everything I sent before this is on disk".
 * - server → client `[MARK, varuint n]`: it is. Marks are answered in order.
 * - server → client `[NOTICE, varstring JSON]`: something the person should know (see Notice).
 *
 * Order on connecting: the server sends its own sync step 1 first, then answers the client's. So when a client
 * is told it is synced, its own step 2 (what the server lacked) has been sent, and a mark after it covers it.
 */
export const frameType = {
  SYNC: 0,
  AWARENESS: 1,
  AUTH: 2,
  QUERY_AWARENESS: 3,
  MARK: 100,
  NOTICE: 101,
} as const

/** Close codes: 4400–4499 tell y-websocket not to try again. */
export const closeCode = {
  /** The frame could not be read. */
  MALFORMED: 1007,
  /** The server is stopping or restarting: try again. */
  RESTART: 1012,
  /** Too slow, too many frames, or a board that cannot be opened just now: try again later. */
  TRY_LATER: 1013,
  SIGN_IN_NEEDED: 4401,
  NOT_ALLOWED: 4403,
  NO_SUCH_BOARD: 4404,
  /** The frame or the board is larger than the server takes; sending it again would not help. */
  TOO_LARGE: 4413,
  /** The document follows a newer layout than this page, or even this server, knows: reload the page. */
  RELOAD: 4426,
} as const

/** What the server tells the person through an open socket. */
export type Notice =
  | { kind: 'read-only' }
  /** Edits arrive and are passed on, but cannot be put on disk just now; confirmations wait. */
  | { kind: 'storage-trouble'; message: string }
  | { kind: 'storage-fine' }
  | { kind: 'role'; role: 'owner' | 'editor' | 'viewer' }

/** Largest update a client may send while working; larger pastes are cut into several. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024

/**
 * Largest answer to the server's sync step 1. It holds all that was done offline and comes in one frame, which
 * a stock client can't cut.
 */
export const MAX_CATCH_UP_BYTES = 64 * 1024 * 1024

/** Largest awareness state of one client, as JSON. */
export const MAX_PRESENCE_BYTES = 32 * 1024
