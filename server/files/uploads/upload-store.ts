import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FileStore } from '@tus/file-store'
import { diskErrorOf } from '../../store/disk-error.ts'

/** tus's store of unfinished uploads on disk, which here says why writing failed and is on disk when it answers. */
export class UploadStore extends FileStore {
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
