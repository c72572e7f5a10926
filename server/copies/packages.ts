import type { Readable } from 'node:stream'
import type { Kysely } from 'kysely'
import { AppError } from '../../shared/app-error.ts'
import type { Board } from '../../shared/protocol/http.ts'
import type { PackageSize } from '../../shared/protocol/packages.ts'
import type { Directory } from '../people/directory.ts'
import { oneAtATime } from '../people/one-at-a-time.ts'
import type { DrawingParts } from '../pictures/board-drawing.ts'
import { importedPeople } from '../people/imported-people.ts'
import { Mismatch } from '../proof/proof-source.ts'
import type { BlobStore } from '../store/blob-store.ts'
import type { LogStore } from '../store/log-store.ts'
import type { Tables } from '../store/sql/tables.ts'
import { writeArchive } from './archive.ts'
import { buildVerifier } from './build-verifier.ts'
import { drawCase } from './draw-case.ts'
import { ZipBagWriter } from './zip-bag.ts'

type Parts = {
  kysely: Kysely<Tables>
  store: LogStore
  blobs: BlobStore
  people: Pick<Directory, 'all' | 'findAll'>
  /** A path for a folder that nobody else has. */
  newFolder: () => string
  /** What pictures of the board are drawn with; null where there is no browser. */
  drawing: Drawing | null
  /** So long the pictures of one case may take: nothing is sent before they are there. */
  drawingMs: number
}

export type Drawing = Pick<DrawingParts, 'chromium' | 'clientFiles' | 'operator'>

/** A whole case as one zip: its size in bytes before the first of them is read. */
export type CasePackage = { seq: number; name: string; size: number; stream: Readable }

/** Whole cases to be taken away. */
export class Packages {
  readonly #parts: Parts
  /** One browser at a time, however many cases are packed. */
  readonly #inTurn = oneAtATime()
  #verifier: Promise<Uint8Array> | null = null

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** What a package would come to, without making it: its files, to the byte, and a guess at the rest. */
  async sizeOf(boardId: string): Promise<PackageSize> {
    const { kysely, store } = this.#parts
    const { seq } = await store.head(boardId)
    const files = await kysely
      .selectFrom('board_file')
      .innerJoin('file', 'file.sha256', 'board_file.sha256')
      .select((eb) => [eb.fn.countAll().as('count'), eb.fn.sum('file.size').as('bytes')])
      .where('board_id', '=', boardId)
      .executeTakeFirstOrThrow()
    const bytes = Number(files.bytes ?? 0) + SMALL_PARTS_BYTES + seq * EDIT_BYTES
    return { edits: seq, files: Number(files.count), bytes }
  }

  /**
   * Puts a package together. What is made for it waits on disk until the stream ends; whoever does not read it to its
   * end destroys it.
   *
   * @throws AppError `package/damaged` where something of the board cannot be read
   */
  async make(board: Pick<Board, 'id' | 'title' | 'createdAt'>): Promise<CasePackage> {
    const { people, kysely, newFolder, drawing, ...parts } = this.#parts
    const root = `redstring-${board.id}`
    const bag = await ZipBagWriter.begin({ staging: newFolder(), root })
    try {
      this.#verifier ??= buildVerifier().catch((error: unknown) => {
        // Another try may find room for it.
        this.#verifier = null
        throw error
      })
      const { seq } = await writeArchive(bag, {
        ...parts,
        kysely,
        board,
        people: [...(await importedPeople(kysely, board.id)), ...(await people.all())],
        verifier: await this.#verifier,
        draw: (into, upTo) =>
          this.#inTurn(() =>
            drawCase(into, {
              parts: drawing && { ...parts, ...drawing, kysely, people },
              board,
              seq: upTo,
              folder: newFolder(),
              mostMs: this.#parts.drawingMs,
            }),
          ),
      })
      return { seq, name: nameOf(board.title), ...(await bag.open()) }
    } catch (error) {
      await bag.discard()
      throw error instanceof Mismatch
        ? new AppError('package/damaged', `The case cannot be packed. ${error.message}`, {
            cause: error,
          })
        : error
    }
  }
}

/** Verifier, page and manifests; and what an edit takes on average, with its hash. */
const SMALL_PARTS_BYTES = 1_500_000
const EDIT_BYTES = 320

/** `depot_2026-01-31_case.zip` */
function nameOf(title: string): string {
  const words = title
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .toWellFormed()
  return `${words || 'board'}_${new Date().toISOString().slice(0, 10)}_case.zip`
}
