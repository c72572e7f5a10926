import type { BlobStore } from '../store/blob-store.ts'
import type { FileRows } from './file-rows.ts'

/**
 * Moves files in under their hashes, and drops those that no row came to name. Works on the same bytes run one after
 * another: whoever brings a file just when an import with the same one fails keeps it.
 */
export class Placing {
  readonly #blobs: Pick<BlobStore, 'putFile' | 'drop'>
  readonly #rows: Pick<FileRows, 'known'>
  readonly #last = new Map<string, Promise<unknown>>()

  constructor({
    blobs,
    rows,
  }: {
    blobs: Pick<BlobStore, 'putFile' | 'drop'>
    rows: Pick<FileRows, 'known'>
  }) {
    this.#blobs = blobs
    this.#rows = rows
  }

  /**
   * Moves the temporary file in, and lets `note` make its row before anybody could find that it has none.
   *
   * @throws AppError `file/no-space`
   */
  place<T>({ sha256, path }: { sha256: string; path: string }, note: () => Promise<T>): Promise<T> {
    return this.#alone(sha256, async () => {
      await this.#blobs.putFile(sha256, path)
      return note()
    })
  }

  /** Only for what came in without a row: a file with one is nobody's to drop. */
  async dropUnknown(sha256s: Iterable<string>): Promise<void> {
    for (const sha256 of sha256s)
      await this.#alone(sha256, async () => {
        if (!(await this.#rows.known(sha256))) await this.#blobs.drop(sha256)
      })
  }

  #alone<T>(sha256: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(sha256) ?? Promise.resolve()
    const run = before.then(work)
    const settled = run.then(
      () => {},
      () => {},
    )
    this.#last.set(sha256, settled)
    void settled.then(() => {
      if (this.#last.get(sha256) === settled) this.#last.delete(sha256)
    })
    return run
  }
}
