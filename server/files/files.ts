import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { AppError } from '../../shared/app-error.ts'
import type { Facts, OriginalFile } from '../../shared/evidence/fields.ts'
import { isUnfinished } from '../../shared/evidence/unfinished-facts.ts'
import type { CustodyDetails } from '../../shared/protocol/custody.ts'
import type { StoredFile, WorkingCopy } from '../../shared/protocol/http.ts'
import type { Act, Custody } from '../custody/custody.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { FileRow, FileRows } from './file-rows.ts'
import type { Incoming, Received } from './incoming.ts'
import type { Placing } from './placing.ts'
import type { PlainClips } from './plain-clips.ts'
import type { PlainPictures } from './plain-pictures.ts'
import type { PictureCrop } from './preview/picture-preview.ts'
import { previewPlanOf } from './preview/preview-plan.ts'
import type { Previews } from './previews.ts'
import { toldFacts } from './facts/told-facts.ts'
import type { RasterPictures } from './raster-pictures.ts'
import type { FileReader } from './reader/file-reader.ts'
import { readAgain } from './reader/read-again.ts'
import { cleanName } from './serving.ts'
import { sniffType } from './sniff.ts'
import type { WorkingCopies } from './working-copy/working-copies.ts'

/** Who brings a file to which board, what they call it, and in which way it comes. */
export type Bringing = {
  boardId: string
  personId: string
  name: string
  how?: CustodyDetails['how']
}

/** A part of what a file shows: of a picture, or the moment of a clip in seconds. */
type PicturePart = { crop?: PictureCrop; atS?: number }

/** Where files note what is done to them. */
export type FileCustody = Pick<Custody, 'add' | 'addOrWarn' | 'addWhereHeld'>

type Parts = {
  blobs: BlobStore
  rows: FileRows
  placing: Placing
  incoming: Incoming
  reader: FileReader
  previews: Previews
  workingCopies: WorkingCopies
  rasters: RasterPictures
  plain: PlainPictures
  plainClips: PlainClips
  custody: FileCustody
}

/** The originals of all boards: receive → hash → store → facts. */
export class Files {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /**
   * Takes a file in from a stream, in constant memory. On any failure nothing of it stays.
   *
   * @throws AppError `file/too-large`, `file/no-space`
   */
  async receive(stream: Readable, bringing: Bringing): Promise<StoredFile> {
    const received = await this.#parts.incoming.receive(stream)
    try {
      return await this.keep(received, bringing)
    } finally {
      await rm(received.path, { force: true })
    }
  }

  /**
   * Makes a received temporary file an original of a board. The same bytes are one original, whatever they are
   * called and however many boards hold them; only what could not be read to the end is read again. The temporary file moves in; after a failure it is still there.
   *
   * @throws AppError `file/no-space`
   */
  async keep({ path, sha256, size }: Received, bringing: Bringing): Promise<StoredFile> {
    const { blobs, rows, placing, reader, previews, workingCopies } = this.#parts
    const name = cleanName(bringing.name)
    const known = await rows.known(sha256)
    const type = known?.type ?? (await sniffType(path, name))
    const isRead = known !== undefined && !isUnfinished(known.facts)
    const { file, found } = await placing.place({ sha256, path }, async () => {
      const found = isRead
        ? known.facts
        : await reader.facts({ path: await blobs.localPath(sha256), type })
      const facts = known ? readAgain(known.facts, found) : found
      const file: FileRow = { sha256, size, type, name, facts }
      await rows.add(file, bringing)
      return { file, found }
    })
    if (known && !isRead) await rows.changeFacts(sha256, (stored) => readAgain(stored, found))
    await this.#parts.custody.add(bringing.boardId, arrivalOf(file, bringing, { isRead: !isRead }))
    await previews.shareOrStart(file)
    await workingCopies.shareOrStart(file)
    await previews.soon(file)
    return told(await this.find(bringing.boardId, sha256))
  }

  /**
   * Keeps for one board what the server itself made or recorded, under the type it was made as: no file that
   * somebody brings can have a type that no bytes are sniffed as.
   *
   * @throws AppError `file/too-large`, `file/no-space`
   */
  async keepMade(
    bytes: Uint8Array,
    { boardId, name, type }: { boardId: string; name: string; type: string },
  ): Promise<OriginalFile> {
    const { placing, rows, incoming } = this.#parts
    const { path, sha256, size } = await incoming.receive(Readable.from([bytes]))
    try {
      const file = { sha256, size, type, name: cleanName(name) }
      await placing.place({ sha256, path }, () =>
        rows.add({ ...file, facts: {} }, { boardId, personId: 'server' }),
      )
      return file
    } finally {
      await rm(path, { force: true })
    }
  }

  /** Gives a board those files of another that are among `sha256s`; see `FileRows.share`. */
  share(
    sha256s: readonly string[],
    boards: { fromBoard: string; toBoard: string },
  ): Promise<{ sha256: string; name: string; size: number }[]> {
    return this.#parts.rows.share(sha256s, boards)
  }

  /** @throws AppError `file/not-found` for what this board does not hold, whoever else may */
  async find(boardId: string, sha256: string): Promise<FileRow> {
    const row = await this.#parts.rows.onBoard(boardId, sha256)
    if (!row) throw new AppError('file/not-found', 'There is no such file on this board.')
    return row
  }

  async read(sha256: string, range?: { start: number; end: number }): Promise<Readable> {
    return this.#parts.blobs.read(sha256, range)
  }

  /**
   * A picture of a raster in these bands and this stretch: a path, and a tag that changes with what it shows.
   *
   * @throws AppError `file/not-found`, `file/unreadable`
   */
  async rasterPicture(
    boardId: string,
    sha256: string,
    view: { bands: readonly number[]; stretch: { low: number; high: number } },
  ): Promise<{ path: string; tag: string }> {
    const { type, facts } = await this.find(boardId, sha256)
    if (type !== 'image/tiff' || previewPlanOf({ type, size: 0, facts }) === 'too-many-pixels')
      throw new AppError('file/unreadable', 'Only rasters can be drawn in other bands.')
    const path = await this.#parts.blobs.localPath(sha256)
    return this.#parts.rasters.pictureOf({ sha256, path }, view)
  }

  /**
   * What the file shows, drawn anew without anything else that is in it: a path of a WebP picture.
   *
   * @param part of a picture only this; of a clip this frame, or its poster where it has no such frame
   * @throws AppError `file/not-found`, `file/unreadable`
   */
  async plainPicture(boardId: string, sha256: string, part: PicturePart = {}): Promise<string> {
    const { blobs, plain } = this.#parts
    const { type, size, facts } = await this.find(boardId, sha256)
    const path = await blobs.localPath(sha256)
    const { atS, crop } = part
    const frame = atS !== undefined && type.startsWith('video/')
    if (frame) {
      const drawn = await plain.frameOf({ sha256, path, type, facts, atS })
      if (drawn !== null) return drawn
    }
    const isCroppable = crop !== undefined && /^image\/(jpeg|png|webp|gif|avif)$/.test(type)
    if (facts.previewSha256 !== undefined && !isCroppable)
      return this.plainPicture(boardId, facts.previewSha256, crop ? { crop } : {})
    if (!type.startsWith('image/') || previewPlanOf({ type, size, facts }) === 'too-many-pixels')
      throw new AppError('file/unreadable', 'This file has no picture to be shown.')
    return plain.pictureOf({ sha256, path, type, crop })
  }

  /** Whether the server made this from a clip of the board, to be played: it then holds nothing but that. */
  isWorkingCopy(boardId: string, sha256: string): Promise<boolean> {
    return this.#parts.rows.isWorkingCopyOn(boardId, sha256)
  }

  /**
   * A clip that browsers play, without anything that is in its file besides picture and sound.
   *
   * @throws AppError `file/not-found`, `file/unreadable`
   */
  async plainClip(boardId: string, sha256: string): Promise<{ path: string; type: string }> {
    const { blobs, plainClips } = this.#parts
    const { type, size, facts } = await this.find(boardId, sha256)
    return plainClips.clipOf({ sha256, path: await blobs.localPath(sha256), type, size, facts })
  }

  /** The facts, and whether a working copy is still being made; `wait` is until it is. */
  async facts(
    boardId: string,
    sha256: string,
    { wait }: { wait: boolean },
  ): Promise<{ facts: Facts; isFinal: boolean }> {
    const file = await this.find(boardId, sha256)
    const work = this.#parts.previews.underWay(file)
    if (!work) return { facts: told(file).facts, isFinal: true }
    if (!wait) return { facts: told(file).facts, isFinal: false }
    await work
    return { facts: told(await this.find(boardId, sha256)).facts, isFinal: true }
  }

  /**
   * Reads once more what could not be read to the end, and begins the preview anew. What was read is not read again.
   *
   * @throws AppError `file/not-found`
   */
  async readAgain(boardId: string, sha256: string): Promise<StoredFile> {
    const { blobs, rows, reader, previews, custody } = this.#parts
    const { type, facts } = await this.find(boardId, sha256)
    if (isUnfinished(facts)) {
      const found = await reader.facts({ path: await blobs.localPath(sha256), type })
      await rows.changeFacts(sha256, (stored) => readAgain(stored, found))
      await custody.addOrWarn(boardId, [{ what: 'facts-read', personId: 'server', sha256 }])
      const file = await this.find(boardId, sha256)
      await previews.shareOrStart(file)
      await previews.soon(file)
    }
    return told(await this.find(boardId, sha256))
  }

  async workingCopy(
    boardId: string,
    sha256: string,
    { wait }: { wait: boolean },
  ): Promise<WorkingCopy> {
    return this.#parts.workingCopies.stateOf(await this.find(boardId, sha256), { wait })
  }

  async close(): Promise<void> {
    await this.#parts.workingCopies.close()
    await this.#parts.plainClips.close()
    await this.#parts.previews.close()
    await this.#parts.reader.close()
  }
}

/** The file with its facts as its board is told them. What is stored knows nothing of the name. */
function told(file: FileRow): FileRow {
  return { ...file, facts: toldFacts(file.facts, file) }
}

/** What happened to a file on its way in. The facts of bytes that were read before are not read again. */
function arrivalOf(
  { sha256, size, name }: FileRow,
  { personId, how = personId === 'server' ? 'server' : 'request' }: Bringing,
  { isRead }: { isRead: boolean },
): Act[] {
  return [
    { what: 'received', personId, sha256, details: { name, size, how } },
    { what: 'hashed', personId: 'server', sha256 },
    ...(isRead ? [{ what: 'facts-read' as const, personId: 'server', sha256 }] : []),
  ]
}
