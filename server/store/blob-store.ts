import type { Readable } from 'node:stream'

/** Originals and working copies, each under its SHA-256 (lower-case hex), written once and never changed. */
export interface BlobStore {
  /** Moves a finished temporary file in. Keeps the one already there if the hash is known. */
  putFile(sha256: string, path: string): Promise<void>
  /** Takes one away that nothing names; nothing happens where there is none. */
  drop(sha256: string): Promise<void>
  /** @throws AppError `file/not-found` */
  size(sha256: string): Promise<number>
  /** Bytes from `start` to `end`, both inclusive. @throws AppError `file/not-found` */
  read(sha256: string, range?: { start: number; end: number }): Promise<Readable>
  /** A path on this machine's disk for tools that need one. @throws AppError `file/not-found` */
  localPath(sha256: string): Promise<string>
}
