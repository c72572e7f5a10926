import type * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import type { Upload } from '../../shared/evidence/fields.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { TusOptions } from './tus-sending.ts'
import { followFacts, mendFacts } from './late-facts.ts'
import { bringHashes } from './late-hashes.ts'
import { bringPoster } from './late-poster.ts'
import { UploadQueue, type UploadOutcome, type UploadProgress } from './upload-queue.ts'
import { noteStored, noteUpload, removeUnsent, uploadOf } from './upload-records.ts'

/** Files that this tab still has, by the item they belong to: they go on when their board is opened again. */
export type FilesInHand = Map<EvidenceId, File>

type Parts = {
  inHand: FilesInHand
  boardId: string
  doc: Y.Doc
  me: { name: string }
  /** Pages that have this board open, by Yjs client id; `watch` tells when one comes or goes. */
  pages?: { has: (client: number) => boolean; watch: (listener: () => void) => () => void }
  /** Asks the person for a file; null if they think better of it. */
  askForFile: (name: string) => Promise<File | null>
  /** Says something the person should know. */
  notify: (sentence: string) => void
  /** Where the API is; the page's own origin unless set. */
  origin?: string
  watchLine?: (tell: (isThere: boolean) => void) => () => void
  delaysMs?: readonly number[]
  tus?: TusOptions
}

/** The files of one open board on their way to the server, and what becomes of the items they belong to. */
export class BoardUploads {
  readonly #parts: Parts
  readonly #queue: UploadQueue
  readonly #resume: () => void
  readonly #interrupted = new Map<EvidenceId, UploadProgress>()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#resume = () => this.resumeInHand()
    if (parts.inHand.size > 0) parts.doc.on('update', this.#resume)
    const { tus, delaysMs, watchLine } = parts
    this.#queue = new UploadQueue({
      endpoint: `${parts.origin ?? ''}/api/boards/${parts.boardId}/uploads`,
      onOutcome: (id, outcome) => this.#onOutcome(id as EvidenceId, outcome),
      onRetry: (id) => this.#noteSending(id as EvidenceId),
      ...(tus && { tus }),
      ...(delaysMs && { delaysMs }),
      ...(watchLine && { watchLine }),
    })
  }

  /** Begins to send the file of an item that is on the board. */
  send(id: EvidenceId, file: File): void {
    this.#interrupted.delete(id)
    this.#parts.inHand.set(id, file)
    noteUpload(this.#parts.doc, id, {
      name: file.name,
      size: file.size,
      by: this.#parts.me.name,
      client: this.#parts.doc.clientID,
      state: 'sending',
      message: '',
    })
    this.#queue.add(id, file)
  }

  /**
   * How far an item's file is. Null where there is nothing to tell: the item has its file, or somebody else brings it.
   */
  progressOf(id: EvidenceId): UploadProgress | null {
    const underWay = this.#queue.get(id)
    if (underWay) return underWay
    const upload = uploadOf(this.#parts.doc, id)
    if (!upload || !this.#isLeftToMe(upload)) return null
    return this.#interruptedOf(id, upload)
  }

  /** The item that waits for just this file because a page was closed while it was on its way. */
  waitingFor(file: { name: string; size: number }): EvidenceId | null {
    for (const key of recordsOf(this.#parts.doc).keys()) {
      const id = key as EvidenceId
      const upload = uploadOf(this.#parts.doc, id)
      const isIt = upload?.name === file.name && upload.size === file.size
      if (isIt && this.#isLeftToMe(upload) && !this.#queue.get(id)) return id
    }
    return null
  }

  /** Goes on with what this tab was sending when the board was left. Items may come later than the board. */
  resumeInHand(): void {
    const { doc, inHand } = this.#parts
    for (const [id, file] of inHand) {
      const upload = uploadOf(doc, id)
      if (upload && this.#isLeftToMe(upload) && !this.#queue.get(id)) this.send(id, file)
    }
  }

  /** Fetches previews that were made after the page was left. Call once the board is here whole. */
  mendLateFacts(): void {
    mendFacts(this.#late, this.#parts.me.name).catch(() => {})
  }

  subscribe = (listener: () => void): (() => void) => {
    const stops = [
      this.#queue.subscribe(listener),
      ...(this.#parts.pages ? [this.#parts.pages.watch(listener)] : []),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }

  get isBusy(): boolean {
    return this.#queue.isBusy
  }

  close(): void {
    this.#parts.doc.off('update', this.#resume)
    this.#queue.close()
  }

  /** Begun by this person, here or in a page that is gone: other pages of theirs may be sending it just now. */
  #isLeftToMe({ by, client }: Upload): boolean {
    const { me, doc, pages } = this.#parts
    return by === me.name && (client === doc.clientID || !(pages?.has(client) ?? false))
  }

  get #late() {
    const { doc, boardId, origin = '', tus } = this.#parts
    return { doc, boardId, origin, headers: tus?.headers ?? {} }
  }

  #onOutcome(id: EvidenceId, outcome: UploadOutcome): void {
    const { doc, inHand, notify } = this.#parts
    const sent = inHand.get(id)
    if (outcome.is !== 'failed') inHand.delete(id)
    if (outcome.is === 'cancelled') return removeUnsent(doc, id)
    if (outcome.is === 'stored') {
      noteStored(doc, id, outcome.file)
      // Without an answer the item keeps what it has; `mendLateFacts` asks again.
      followFacts(this.#late, id, outcome.file)
        .then(() => sent && bringPoster(this.#late, id, sent))
        .then(() => sent && bringHashes(this.#late, id, sent))
        .catch(() => {})
      return
    }
    const upload = uploadOf(doc, id)
    if (!upload) return
    noteUpload(doc, id, { ...upload, state: 'failed', message: outcome.message.slice(0, 500) })
    notify(`“${upload.name}” could not be added. ${outcome.message}`)
  }

  #noteSending(id: EvidenceId): void {
    const upload = uploadOf(this.#parts.doc, id)
    if (upload) noteUpload(this.#parts.doc, id, { ...upload, state: 'sending', message: '' })
  }

  #interruptedOf(
    id: EvidenceId,
    upload: { name: string; size: number; message: string },
  ): UploadProgress {
    const known = this.#interrupted.get(id)
    if (known) return known
    const progress: UploadProgress = {
      sent: 0,
      total: upload.size,
      state: 'interrupted',
      message:
        upload.message ||
        'The upload was interrupted. Drop the same file here again, or choose it, to go on.',
      cancel: () => {
        this.#interrupted.delete(id)
        removeUnsent(this.#parts.doc, id)
      },
      retry: () => void this.#askAgain(id, upload),
    }
    this.#interrupted.set(id, progress)
    return progress
  }

  async #askAgain(id: EvidenceId, { name, size }: { name: string; size: number }): Promise<void> {
    const file = await this.#parts.askForFile(name)
    if (!file) return
    if (file.size === size) return this.send(id, file)
    this.#parts.notify(
      `“${file.name}” is not the same file: it has another size than “${name}” had.`,
    )
  }
}
