import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AppError } from '../../shared/app-error.ts'
import { REPLAY_TYPE } from '../capture/captures.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { FileRows } from './file-rows.ts'
import type { Incoming } from './incoming.ts'
import type { FileReader } from './reader/file-reader.ts'
import { sniffType } from './sniff.ts'

type Parts = {
  blobs: BlobStore
  rows: FileRows
  incoming: Pick<Incoming, 'receive'>
  reader: Pick<FileReader, 'facts'>
}

/** What is said of a file that comes with a board. */
export type Announced = { sha256: string; name: string; type: string }

export type KeepUnplaced = (bytes: AsyncIterable<Uint8Array>, file: Announced) => Promise<void>

/**
 * Keeps a file that belongs to no board yet: nobody is served it before one holds it. Its type is told by its bytes, as
 * for every file; a replay page stays one, which is served inert whatever stands in it, and is
 * not read for facts.
 */
export function keepUnplaced({ blobs, rows, incoming, reader }: Parts): KeepUnplaced {
  return async (bytes, { sha256, name, type: stated }) => {
    if ((await rows.known(sha256)) && (await holds(blobs, sha256))) return
    const { path, size, ...received } = await incoming.receive(Readable.from(bytes))
    try {
      if (received.sha256 !== sha256)
        throw new AppError('package/refused', `The file “${name}” is not what its hash says.`)
      const sniffed = await sniffType(path, name)
      const isReplay = stated === REPLAY_TYPE && sniffed === 'text/html'
      const type = isReplay ? REPLAY_TYPE : sniffed
      await blobs.putFile(sha256, path)
      const facts = isReplay
        ? {}
        : await reader.facts({ path: await blobs.localPath(sha256), type })
      await rows.addUnnamed({ sha256, size, type, facts })
    } finally {
      await rm(path, { force: true })
    }
  }
}

async function holds(blobs: BlobStore, sha256: string): Promise<boolean> {
  return blobs.size(sha256).then(
    () => true,
    () => false,
  )
}
