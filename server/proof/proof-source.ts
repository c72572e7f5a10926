import type { CustodyRow } from '../custody/custody-chain.ts'
import type { CustodyHead } from '../custody/custody-head.ts'
import type { Checkpoint, LogRow } from '../store/log-store.ts'

/** Something that is not what it must be, in a sentence that names it. */
export class Mismatch extends Error {
  constructor(sentence: string, options: { cause?: unknown } = {}) {
    super(sentence, options)
    this.name = 'Mismatch'
  }
}

/** A named or automatic point in the log, with what it fixes. Hashes are 32 bytes. */
export type ProofVersion = {
  id: string
  seq: number
  name: string
  logHash: Uint8Array
  recordsHash: Uint8Array
}

/** What an authority says of a version, and in `at` and `authority` what people are told that it says. */
export type ProofTimestamp = {
  versionId: string
  at: number
  authority: string
  /** RFC 3161. */
  token: Uint8Array
  /** SHA-256 over the token, 32 bytes. */
  digest: Uint8Array
}

export type ProofFile = { sha256: string; size: number; name: string }

/**
 * All that is kept of one board, read as it lies there, whether in a database or in an archive. Anything may throw a
 * Mismatch where it finds what cannot be right.
 */
export type ProofSource = {
  boardId: string
  rows(): AsyncIterable<LogRow>
  /** Position of each checkpoint, oldest first, and what it holds. An archive has none: they are caches. */
  checkpoints(): Promise<number[]>
  /** Null where it was thinned out meanwhile. */
  checkpoint(seq: number): Promise<Checkpoint | null>
  versions(): Promise<ProofVersion[]>
  timestamps(): Promise<ProofTimestamp[]>
  custody(): AsyncIterable<CustodyRow & { hash: Uint8Array }>
  /**
   * Where the custody log ends, as is kept beside it. Null where nothing is kept: no row was written yet, or the
   * archive is from before there were heads.
   *
   * @throws Mismatch where there are rows and the head is gone
   */
  custodyHead(): Promise<CustodyHead | null>
  files(): Promise<ProofFile[]>
  /** The bytes of a file. @throws Mismatch where there are none */
  bytesOf(file: ProofFile): AsyncIterable<Uint8Array>
}
