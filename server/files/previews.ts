import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import type { Facts } from '../../shared/evidence/fields.ts'
import type { Custody } from '../custody/custody.ts'
import type { Logger } from '../logger.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { withoutEmptyNotes } from './facts/without-empty-notes.ts'
import type { FileRow, FileRows } from './file-rows.ts'
import type { Incoming } from './incoming.ts'
import type { Placing } from './placing.ts'
import { previewPlanOf } from './preview/preview-plan.ts'
import type { FileReader } from './reader/file-reader.ts'

/** How long the answer to a brought file waits for its preview. */
const SOON_MS = 3000

const PREVIEW_NAME = 'preview.webp'
const PREVIEW_TYPE = 'image/webp'

/** Said where a picture is so large that opening it could fill a memory. Also tells that nothing is to be tried again. */
const TOO_MANY_PIXELS =
  'The picture has too many pixels to be opened safely: the original is kept and can be downloaded.'

type Parts = {
  blobs: BlobStore
  rows: FileRows
  placing: Placing
  incoming: Incoming
  reader: FileReader
  custody: Pick<Custody, 'addWhereHeld'>
  logger: Pick<Logger, 'warn'>
}

/** Working copies to look at, made in the background after an original is safe. */
export class Previews {
  readonly #parts: Parts
  readonly #work = new Map<string, Promise<void>>()
  /** Tried in this run and not made: not tried again until the next. */
  readonly #failed = new Set<string>()
  #isClosed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Gives the file's board the working copy there is, or begins to make one. */
  async shareOrStart(file: FileRow): Promise<void> {
    const { previewSha256 } = file.facts
    if (previewSha256 !== undefined) return this.#share(file.sha256, previewSha256)
    if (previewPlanOf(file) === 'too-many-pixels') return this.#note(file, TOO_MANY_PIXELS)
    void this.underWay(file)
  }

  /** The work on a file's copy, begun if it is missing (a restart can have ended it); undefined when there is nothing to wait for. */
  underWay(file: FileRow): Promise<void> | undefined {
    const running = this.#work.get(file.sha256)
    if (running || this.#isClosed || this.#failed.has(file.sha256)) return running
    const plan = previewPlanOf(file)
    const isWanted =
      plan !== 'none' && plan !== 'too-many-pixels' && file.facts.previewSha256 === undefined
    if (!isWanted) return undefined
    const work = this.#make(file)
      .catch((error: unknown) => {
        this.#failed.add(file.sha256)
        this.#parts.logger.warn({ err: error }, 'A preview could not be stored')
      })
      .finally(() => this.#work.delete(file.sha256))
    this.#work.set(file.sha256, work)
    return work
  }

  /** Waits a moment for a copy being made: most are ready before whoever brought the file can look at it. */
  async soon(file: FileRow): Promise<void> {
    const work = this.#work.get(file.sha256)
    if (!work) return
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), SOON_MS)
    await Promise.race([work, once(patience.signal, 'abort')])
    clearTimeout(timer)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#parts.reader.close()
    await Promise.allSettled(this.#work.values())
  }

  async #make(file: FileRow): Promise<void> {
    const { blobs, rows, placing, incoming, reader, custody } = this.#parts
    const target = incoming.newPath()
    try {
      const path = await blobs.localPath(file.sha256)
      const plan = previewPlanOf(file)
      const { isMade, note, hashes } = await reader.preview({
        path,
        type: file.type,
        plan,
        facts: file.facts,
        target,
      })
      if (this.#isClosed) return
      if (!isMade) this.#failed.add(file.sha256)
      const made: Pick<Facts, 'previewSha256' | 'hashes'> = { ...(hashes && { hashes }) }
      if (isMade) {
        const copy = await incoming.measure(target)
        const { sha256, size } = copy
        await placing.place({ sha256, path: target }, () =>
          rows.addUnnamed({ sha256, size, type: PREVIEW_TYPE, facts: {} }),
        )
        made.previewSha256 = copy.sha256
        await this.#share(file.sha256, copy.sha256)
        await custody.addWhereHeld(file.sha256, {
          what: 'copy-made',
          personId: 'server',
          sha256: file.sha256,
          details: { copy: copy.sha256 },
        })
      }
      await this.#add(file, made, note)
    } finally {
      await rm(target, { force: true })
    }
  }

  async #share(original: string, preview: string): Promise<void> {
    await this.#parts.rows.shareWithBoardsOf(original, { sha256: preview, name: PREVIEW_NAME })
  }

  async #note(file: FileRow, note: string): Promise<void> {
    await this.#add(file, {}, note)
  }

  async #add(
    file: FileRow,
    made: Pick<Facts, 'previewSha256' | 'hashes'>,
    note?: string,
  ): Promise<void> {
    await this.#parts.rows.changeFacts(file.sha256, (facts) =>
      withoutEmptyNotes({
        ...facts,
        ...made,
        notes: [...(facts.notes ?? []), ...(note === undefined ? [] : [note])],
      }),
    )
  }
}
