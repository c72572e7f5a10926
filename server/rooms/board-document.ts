import * as Y from 'yjs'
import { AppError } from '../../shared/app-error.ts'
import { documentInfoOf, LAYOUT_KEY, layoutOf, LAYOUT_VERSION } from '../../shared/board/layout.ts'
import type { Checkpoint, StoredBoard } from '../store/log-store.ts'
import { Tail } from './tail.ts'
import { step2Frame, updateFrame } from './wire.ts'

/** Nothing, as a Yjs update: no structs, no deletions. */
const EMPTY_UPDATE = Uint8Array.of(0, 0)
const NOTHING_MORE = step2Frame(EMPTY_UPDATE)

/**
 * More than this after the base, and more than a part of the base itself, is not kept update by update: a drag
 * leaves 30 bytes a step there and nothing in the document. Encoding the base again takes some 15 ms a megabyte.
 */
const LARGE_TAIL_BYTES = 64 * 1024
const LARGE_TAIL_PART = 1 / 4

/** What an update did. `news` is null where the document held all of it already. */
export type Applied = { news: Uint8Array | null; isOutOfOrder: boolean }

/**
 * The document of an open board: the bytes of a checkpoint, the updates after it, and the Y.Doc they make,
 * which is built only when somebody edits or comes back with work of their own. Whoever joins with nothing
 * gets the bytes as they are.
 */
export class BoardDocument {
  #base: Checkpoint
  #baseFrame: Buffer | null = null
  #tail: Tail
  #doc: Y.Doc | null = null
  #stateVector: Uint8Array | null = null
  #caught: Uint8Array[] = []
  #taken: { count: number; bytes: number }

  constructor({ checkpoint, tail }: StoredBoard) {
    this.#base = checkpoint ?? { seq: 0, state: EMPTY_UPDATE, stateVector: Uint8Array.of(0) }
    this.#tail = new Tail(tail)
    this.#taken = { count: tail.length, bytes: this.#tail.bytes }
  }

  /** Position in the log of the last update this document holds. */
  get seq(): number {
    return this.#base.seq + this.#tail.updates.length
  }

  /** Encoded size, bytes; never less than what a client that joins receives. */
  get bytes(): number {
    return this.#base.state.byteLength + this.#tail.bytes
  }

  /** All updates since the checkpoint that the document was opened from. */
  get taken(): { count: number; bytes: number } {
    return this.#taken
  }

  /**
   * The document itself. Change it only through `edit`.
   *
   * @throws AppError `board/newer` where a newer Redstring made the board: this one would damage it
   */
  get doc(): Y.Doc {
    this.#doc ??= this.#build()
    return this.#doc
  }

  /** Encoded; the same bytes until the next edit. */
  get stateVector(): Uint8Array {
    this.#stateVector ??= this.#doc ? Y.encodeStateVector(this.#doc) : this.#stateVectorOfBytes()
    return this.#stateVector
  }

  /**
   * Takes in an update from outside. What it needs and the document lacks is not kept: `isOutOfOrder` says that
   * it has to come again after what it needs.
   *
   * @throws AppError `frame/malformed`; the document is then as it was before. `board/newer` as `doc`
   */
  apply(update: Uint8Array): Applied {
    const doc = this.doc
    const layout = documentInfoOf(doc).get(LAYOUT_KEY)
    try {
      Y.applyUpdate(doc, update, this)
    } catch (cause) {
      if (this.#caught.length > 0 || isReadable(update)) this.#forgetDoc()
      else dropPending(doc)
      throw new AppError('frame/malformed', 'The edit could not be read.', { cause })
    }
    const isOutOfOrder = dropPending(doc)
    if (layout !== undefined && documentInfoOf(doc).get(LAYOUT_KEY) !== layout) {
      // It would lock everybody out of the board.
      this.#forgetDoc()
      throw new AppError('frame/malformed', 'Only the server says which layout a board follows.')
    }
    return { news: this.#takeNews(), isOutOfOrder }
  }

  /** Changes the document from this side of the socket. Null where nothing changed; nothing is kept if it throws. */
  edit(change: (doc: Y.Doc) => void): Uint8Array | null {
    try {
      this.doc.transact(() => change(this.doc), this)
    } catch (error) {
      this.#forgetDoc()
      throw error
    }
    return this.#takeNews()
  }

  /** What a client at `stateVector` lacks, as frames of which the last is the answer to its sync step 1. */
  answerTo(stateVector: Uint8Array): Buffer[] {
    if (!isEmptyStateVector(stateVector)) return [step2Frame(this.#since(stateVector))]
    this.#baseFrame ??= updateFrame(this.#base.state)
    return [this.#baseFrame, ...this.#tail.frames(), NOTHING_MORE]
  }

  /** All changes after `stateVector`, as the frame of one update. */
  updateSince(stateVector: Uint8Array): Buffer {
    return updateFrame(this.#since(stateVector))
  }

  /** Puts a newer checkpoint under the updates that came after it. */
  rebase(checkpoint: Checkpoint): void {
    if (checkpoint.seq <= this.#base.seq || checkpoint.seq > this.seq) return
    this.#tail = new Tail(this.#tail.updates.slice(checkpoint.seq - this.#base.seq))
    this.#base = checkpoint
    this.#baseFrame = null
  }

  destroy(): void {
    this.#doc?.destroy()
  }

  #since(stateVector: Uint8Array): Uint8Array {
    return Y.encodeStateAsUpdate(this.doc, stateVector)
  }

  #takeNews(): Uint8Array | null {
    const caught = this.#caught
    if (caught.length === 0) return null
    this.#caught = []
    const news = caught.length === 1 && caught[0] ? caught[0] : Y.mergeUpdates(caught)
    this.#tail.add(news)
    this.#taken = { count: this.#taken.count + 1, bytes: this.#taken.bytes + news.byteLength }
    this.#stateVector = null
    const most = Math.max(LARGE_TAIL_BYTES, this.#base.state.byteLength * LARGE_TAIL_PART)
    if (this.#tail.bytes > most) this.#compact()
    return news
  }

  /** Large edits that overwrite each other fill memory faster than checkpoints come. */
  #compact(): void {
    const state = Y.encodeStateAsUpdate(this.doc)
    this.rebase({ seq: this.seq, state, stateVector: this.stateVector })
  }

  #build(): Y.Doc {
    const doc = new Y.Doc()
    doc.transact(() => {
      Y.applyUpdate(doc, this.#base.state)
      for (const update of this.#tail.updates) Y.applyUpdate(doc, update)
    })
    if ((layoutOf(doc) ?? 0) > LAYOUT_VERSION) {
      doc.destroy()
      throw new AppError(
        'board/newer',
        'This board was made by a newer Redstring. Update this server to open it.',
      )
    }
    // After the building: from here on what is new is caught.
    doc.on('update', (update: Uint8Array) => this.#caught.push(update))
    return doc
  }

  /** A half-applied edit may have left anything behind: the next use builds the document from its bytes again. */
  #forgetDoc(): void {
    this.#doc?.destroy()
    this.#doc = null
    this.#caught = []
    this.#stateVector = null
  }

  /** Each update in the log followed from those before it, so the ends they name are the document's. */
  #stateVectorOfBytes(): Uint8Array {
    const clocks = Y.decodeStateVector(this.#base.stateVector)
    for (const update of this.#tail.updates) {
      for (const [client, end] of Y.parseUpdateMeta(update).to) {
        if (end > (clocks.get(client) ?? 0)) clocks.set(client, end)
      }
    }
    return Y.encodeStateVector(clocks)
  }
}

/** Whether there was anything that waited for what the document lacks. */
function dropPending({ store }: Y.Doc): boolean {
  const hadPending = store.pendingStructs !== null || store.pendingDs !== null
  store.pendingStructs = null
  store.pendingDs = null
  return hadPending
}

function isEmptyStateVector(stateVector: Uint8Array): boolean {
  return stateVector.byteLength === 1 && stateVector[0] === 0
}

function isReadable(update: Uint8Array): boolean {
  try {
    Y.decodeUpdate(update)
    return true
  } catch {
    return false
  }
}
