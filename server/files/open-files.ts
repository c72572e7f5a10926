import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Logger } from '../logger.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { FileRows } from './file-rows.ts'
import { Files, type FileCustody } from './files.ts'
import { Incoming } from './incoming.ts'
import { Placing } from './placing.ts'
import { PlainClips } from './plain-clips.ts'
import { PlainPictures } from './plain-pictures.ts'
import { Previews } from './previews.ts'
import { RasterPictures } from './raster-pictures.ts'
import { FileReader } from './reader/file-reader.ts'
import { RoomOnDisk } from './room-on-disk.ts'
import { Uploads } from './uploads/uploads.ts'
import { WorkingCopies } from './working-copy/working-copies.ts'

/** Room that uploads leave free, so that the log can still be written. */
export const RESERVE_BYTES = 256 * 1024 * 1024

type Options = {
  dataDir: string
  maxFileBytes: number
  blobs: BlobStore
  kysely: Kysely<Tables>
  custody: FileCustody
  logger: Pick<Logger, 'warn'>
  room?: RoomOnDisk
  reserveBytes?: number
  /** The program that makes working copies of clips. */
  ffmpeg?: string
}

/** Everything about files, ready for routes: one place that knows how its parts fit. Close it when the server stops. */
export async function openFiles({
  dataDir,
  maxFileBytes,
  blobs,
  kysely,
  custody,
  logger,
  reserveBytes = RESERVE_BYTES,
  room = new RoomOnDisk({ folder: dataDir, reserveBytes }),
  ffmpeg = 'ffmpeg',
}: Options) {
  const incoming = new Incoming({ folder: join(dataDir, 'incoming'), maxBytes: maxFileBytes })
  await incoming.open()
  const rows = new FileRows(kysely)
  const reader = new FileReader(logger)
  const placing = new Placing({ blobs, rows })
  const previews = new Previews({ blobs, rows, placing, incoming, reader, custody, logger })
  const workingCopies = new WorkingCopies({
    blobs,
    rows,
    placing,
    incoming,
    custody,
    logger,
    ffmpeg,
    reserveBytes,
  })
  const rasters = new RasterPictures({ folder: join(dataDir, 'raster-pictures'), reader })
  await rasters.open()
  const plain = new PlainPictures({ folder: join(dataDir, 'plain-pictures'), reader })
  await plain.open()
  const plainClips = new PlainClips({ folder: join(dataDir, 'plain-clips'), ffmpeg })
  await plainClips.open()
  const files = new Files({
    blobs,
    rows,
    placing,
    incoming,
    reader,
    previews,
    workingCopies,
    rasters,
    plain,
    plainClips,
    custody,
  })
  const folder = join(dataDir, 'uploads')
  await mkdir(folder, { recursive: true })
  const uploads = new Uploads({ folder, maxFileBytes, room, files, incoming, logger })
  return {
    files,
    uploads,
    incoming,
    rows,
    placing,
    reader,
    close: async () => {
      await uploads.close()
      await files.close()
    },
  }
}
