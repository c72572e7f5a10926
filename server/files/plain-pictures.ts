import { KeptFiles, keptPictures } from './kept-files.ts'
import type { FileReader } from './reader/file-reader.ts'

/**
 * Pictures of files as they may go to strangers: drawn anew by the server, so that nothing of the file but its pixels
 * is in them (no EXIF, no names, nothing behind its end).
 */
export class PlainPictures {
  readonly #kept: KeptFiles
  readonly #reader: FileReader

  constructor({ folder, reader }: { folder: string; reader: FileReader }) {
    this.#kept = new KeptFiles(folder, keptPictures)
    this.#reader = reader
  }

  open(): Promise<void> {
    return this.#kept.open()
  }

  /**
   * Path of a WebP picture.
   *
   * @throws AppError `file/unreadable`
   */
  pictureOf({ sha256, path, type }: { sha256: string; path: string; type: string }) {
    return this.#kept.fileOf(sha256, async (target) => {
      const task = { path, type, plan: 'picture', facts: {}, target } as const
      return (await this.#reader.preview(task)).isMade
    })
  }
}
