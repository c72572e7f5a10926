import { createWriteStream } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { AppError } from '../../../shared/app-error.ts'
import { diskErrorOf } from '../../store/disk-error.ts'

/** tus's store of unfinished uploads on disk, which here says why writing failed and is on disk when it answers. */
export class UploadStore extends FileStore {
  readonly #reserveBytes: number

  /** `reserveBytes` is the room that an upload must leave free, so that the log can still be written. */
  constructor({ directory, reserveBytes }: { directory: string; reserveBytes: number }) {
    super({ directory })
    this.#reserveBytes = reserveBytes
  }

  /** @throws AppError `file/no-space` where a file of this size cannot fit */
  async expectRoomFor(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.directory)
    if (bytes + this.#reserveBytes < bavail * bsize) return
    throw new AppError(
      'file/no-space',
      'The server’s disk has no room for this file. Nothing of it was sent.',
    )
  }

  override async write(readable: Readable, id: string, offset: number): Promise<number> {
    const target = createWriteStream(join(this.directory, id), {
      flags: 'r+',
      start: offset,
      flush: true,
    })
    try {
      await pipeline(readable, target)
    } catch (error) {
      throw diskErrorOf(error)
    }
    return offset + target.bytesWritten
  }
}
