/** Every table of ours, as Kysely sees it. Instants are milliseconds since 1970. (better-auth keeps its own tables.) */
export type Tables = {
  board: BoardTable
  board_member: BoardMemberTable
  log: LogTable
  log_segment: LogSegmentTable
  checkpoint: CheckpointTable
  file: FileTable
  board_file: BoardFileTable
  invitation: InvitationTable
  custody: CustodyTable
  custody_head: CustodyHeadTable
  audience_link: AudienceLinkTable
  version: VersionTable
  version_timestamp: VersionTimestampTable
  imported_person: ImportedPersonTable
  imported_board: ImportedBoardTable
}

type BoardTable = {
  id: string
  title: string
  created_at: number
  archived_at: number | null
  edited_at: number | null
}

type BoardMemberTable = { board_id: string; person_id: string; role: 'owner' | 'editor' | 'viewer' }

/** Append-only. `hash` is SHA-256 over the hash before, the position, time, actor and update. */
type LogTable = {
  board_id: string
  seq: number
  at: number
  actor: string
  update: Uint8Array
  hash: Uint8Array
}

/**
 * Consecutive rows of `log` in one, by which they were replaced; a board's rows follow its segments without a gap. The
 * columns are those of a `Segment` (log-store.ts).
 */
type LogSegmentTable = {
  board_id: string
  first_seq: number
  last_seq: number
  first_at: number
  last_at: number
  hash_before: Uint8Array
  hash: Uint8Array
  bytes: number
  data: Uint8Array
}

/** `state` is a Yjs update compressed with zstd; `state_vector` lies beside it so that opening need not decode it. */
type CheckpointTable = {
  board_id: string
  seq: number
  at: number
  state: Uint8Array
  state_vector: Uint8Array
  /** SHA-256 over the rest of the row (log-rows.ts); null in rows from before there were any. */
  digest: Uint8Array | null
}

type FileTable = { sha256: string; size: number; type: string; facts: string; created_at: number }

/** A file is served to those who may enter a board that holds it. */
type BoardFileTable = {
  board_id: string
  sha256: string
  name: string
  added_by: string
  added_at: number
}

type InvitationTable = {
  token_hash: string
  board_id: string | null
  role: 'owner' | 'editor' | 'viewer'
  invited_by: string
  created_at: number
  expires_at: number
  used_at: number | null
  used_by: string | null
}

/** Append-only. `hash` chains each row to the one before (custody-chain.ts). `details` is JSON. */
type CustodyTable = {
  board_id: string
  seq: number
  at: number
  actor: string
  /** As the person was called then. */
  actor_name: string
  what: string
  evidence_id: string | null
  sha256: string | null
  details: string
  hash: Uint8Array
}

/** The last row of each board's custody log, written in one commit with it: a log that ends earlier was cut off. */
type CustodyHeadTable = { board_id: string; seq: number; hash: Uint8Array }

/** Hashes are hex. `at` is when the entry was made that it stands at, `named_at` when it got its name. */
type VersionTable = {
  board_id: string
  id: string
  seq: number
  name: string
  note: string
  kind: 'named' | 'automatic'
  person_id: string
  person_name: string
  named_at: number
  at: number
  log_hash: string
  records_hash: string
}

/**
 * The time stamp of a version, which goes with it. `imprint` is of its `stampedText`, hex; `digest` is SHA-256 over
 * `token`, hex, so that damage shows in each of its bytes; `at` is when the authority says it was.
 */
type VersionTimestampTable = {
  board_id: string
  version_id: string
  imprint: string
  token: Uint8Array
  digest: string
  at: number
  /** Who was asked, without what follows a question mark. */
  url: string
  authority: string
  /** Whether a trusted root vouched for the authority when the token came. */
  is_vouched_for: 0 | 1
}

/** A link that only watches one briefing of a board. The token itself is in the link and nowhere else. */
type AudienceLinkTable = {
  id: string
  token_hash: string
  board_id: string
  briefing_id: string
  made_by: string
  made_at: number
  expires_at: number
  revoked_at: number | null
  /** Set with `revoked_at` where nobody took it back. */
  ended_why: 'maker-left' | null
  /** scrypt; null where none is asked. */
  password_hash: string | null
  asks_name: 0 | 1
}
/** Who worked on a board before it came here from another server. */
type ImportedPersonTable = { board_id: string; person_id: string; name: string }

/** The last rows of the log and of the custody log that came with a board from another server. */
type ImportedBoardTable = { board_id: string; log_seq: number; custody_seq: number }
