import type { TLRecord, TLStore } from '@tldraw/tlschema'
import type * as Y from 'yjs'
import { QUIET_EDIT } from '../../../shared/board/edit.ts'
import type { BoardView, ViewChange } from '../../../shared/board/board-view.ts'
import { checkRecord } from '../../../shared/board/check-record.ts'
import { insertRecord, updateRecord } from '../../../shared/board/codec.ts'
import { keepingParts } from '../../../shared/board/keeping-parts.ts'
import { recordsOf, type RecordMap } from '../../../shared/board/layout.ts'
import { CANVAS_EDIT } from '../undo/undo-stack.ts'
import { intoBatches } from './batches.ts'
import { plain, withPending } from './merge.ts'
import { applyToStore, watchStore } from './store-edge.ts'
import { Turns } from './turns.ts'

/** Each overwritten key costs some bytes of the document for good, so a drag is written ten times a second. */
const WRITE_EVERY_MS = 100
/** A stroke under way is written whole each time, so less often. */
const WRITE_STROKE_EVERY_MS = 250

/** `quiet` edits are not undone: tldraw makes them by itself. */
export type Mode = 'recorded' | 'quiet'

export type BindingParts = {
  doc: Y.Doc
  store: TLStore
  view: BoardView
  /** False for who may only look: what their canvas does stays out of the document and is taken back. */
  mayWrite(): boolean
  /** Told after every change of the view. */
  onView(change: ViewChange): void
}

/**
 * Ties tldraw's store to the board's document, through the view that keeps bad records out.
 *
 * Local edits go to the document key by key and never bring back what is gone; an edit that the sanitiser would
 * refuse elsewhere is taken back here and never sent. Edits of others come in once a frame, with the store's
 * side effects off (else every client would write the same consequences back), under whatever this person is
 * just doing.
 */
export class CanvasBinding {
  mode: Mode = 'recorded'
  readonly #parts: BindingParts
  readonly #records: Y.Map<RecordMap>
  readonly #pending: Record<Mode, Set<string>> = { recorded: new Set(), quiet: new Set() }
  readonly #incoming = new Set<string>()
  readonly #turns: Turns
  readonly #unwatch: () => void
  readonly #pendingListeners = new Set<() => void>()
  #isWriting = false

  constructor(parts: BindingParts) {
    this.#parts = parts
    this.#records = recordsOf(parts.doc)
    this.#turns = new Turns({ write: () => this.flush(), read: () => this.#takeIncoming() })
    this.#show({ put: parts.view.canvas(), remove: [] })
    this.#records.observeDeep(this.#observe)
    this.#unwatch = watchStore(parts.store, (ids) => this.#note(ids))
  }

  close(): void {
    this.flush()
    this.#turns.close()
    this.#unwatch()
    this.#records.unobserveDeep(this.#observe)
  }

  get hasPending(): boolean {
    return this.#pending.recorded.size > 0
  }

  /** Whether anything of this canvas is not in the document yet, whoever made it. */
  get hasUnwritten(): boolean {
    return this.#pending.recorded.size + this.#pending.quiet.size > 0
  }

  /** Told whenever `hasPending` or `hasUnwritten` may have changed. */
  whenPending(listener: () => void): () => void {
    this.#pendingListeners.add(listener)
    return () => this.#pendingListeners.delete(listener)
  }

  /** Writes what is pending into the document now. */
  flush(): void {
    if (!this.#parts.mayWrite()) return this.discard()
    this.#takeIncoming()
    const { quiet, recorded } = this.#pending
    const ids = [...quiet, ...recorded]
    if (ids.length === 0) return
    const changed = [
      ...this.#write([...quiet], QUIET_EDIT),
      ...this.#write([...recorded], CANVAS_EDIT),
    ]
    this.#clearPending()
    // Looked at only once all is written: what hangs on what may have come in the other order.
    const change = this.#parts.view.update(changed)
    this.#show(change)
    this.#showAsDocumented(ids)
    this.#parts.onView(change)
  }

  /** Forgets what is pending: the store shows the document again. */
  discard(): void {
    const ids = [...this.#pending.quiet, ...this.#pending.recorded]
    this.#clearPending()
    this.#showAsDocumented(ids)
  }

  /** Brings everything that came, from others or from undo, into the store now. */
  takeNow(): void {
    this.#takeIncoming()
  }

  #note(ids: string[]): void {
    const { recorded, quiet } = this.#pending
    for (const id of ids) {
      if (this.mode === 'quiet' && !recorded.has(id)) quiet.add(id)
      else if (this.mode === 'recorded') {
        recorded.add(id)
        quiet.delete(id)
      }
    }
    const isStroke = ids.every((id) => isStrokeUnderWay(this.#get(id)))
    this.#turns.writeSoon(isStroke ? WRITE_STROKE_EVERY_MS : WRITE_EVERY_MS)
    this.#tellPending()
  }

  /** @returns the ids that were written; what others would refuse is not */
  #write(ids: string[], origin: string): string[] {
    const { doc, view } = this.#parts
    const changed = ids.filter((id) => this.#get(id) !== view.get(id) && this.#maySend(id))
    this.#isWriting = true
    try {
      for (const batch of intoBatches(changed, (id) => this.#get(id))) {
        doc.transact(() => {
          for (const id of batch) this.#writeRecord(id)
        }, origin)
      }
    } finally {
      this.#isWriting = false
    }
    return changed
  }

  #writeRecord(id: string): void {
    const [after, before] = [this.#get(id), this.#parts.view.get(id)]
    if (after && before) updateRecord(this.#records, plain(before), plain(after))
    else if (after && !this.#records.has(id)) insertRecord(this.#records, plain(after))
    else if (!after) this.#records.delete(id)
  }

  #maySend(id: string): boolean {
    const record = this.#get(id)
    return record === undefined || 'canvas' in checkRecord(plain(record))
  }

  readonly #observe = (events: Y.YEvent<Y.AbstractType<unknown>>[]): void => {
    for (const event of events) {
      const [id] = event.path
      if (typeof id === 'string') this.#incoming.add(id)
      else for (const key of event.keys.keys()) this.#incoming.add(key)
    }
    if (this.#isWriting) this.#incoming.clear()
    else this.#turns.readSoon()
  }

  #takeIncoming(): void {
    if (this.#incoming.size === 0) return
    const ids = [...this.#incoming]
    this.#incoming.clear()
    const { view } = this.#parts
    const bases = new Map([...this.#allPending()].map((id) => [id, view.get(id)]))
    const change = view.update(ids)
    const put = change.put.flatMap((record) => this.#underPending(record, bases) ?? [])
    for (const id of change.remove) this.#dropPending(id)
    this.#show({ put, remove: change.remove })
    this.#parts.onView(change)
  }

  /** What the store should show of a record that came, or null to leave the store as it is. */
  #underPending(
    record: TLRecord,
    bases: ReadonlyMap<string, TLRecord | undefined>,
  ): TLRecord | null {
    if (!bases.has(record.id)) return record
    const [base, mine] = [bases.get(record.id), this.#get(record.id)]
    if (!base || !mine) return null
    const merged = checkRecord(withPending({ base, mine }, record))
    return 'canvas' in merged ? merged.canvas : record
  }

  #showAsDocumented(ids: string[]): void {
    const put: TLRecord[] = []
    const remove: string[] = []
    for (const id of ids) {
      const record = this.#parts.view.get(id)
      if (record) put.push(record)
      else remove.push(id)
    }
    this.#show({ put, remove })
  }

  #show({ put, remove }: { put: TLRecord[]; remove: string[] }): void {
    const fresh = put.flatMap((record) => {
      const before = this.#get(record.id)
      const next = before ? keepingParts(before, record) : record
      return next === before ? [] : [next]
    })
    applyToStore(this.#parts.store, {
      put: fresh,
      remove: remove.filter((id) => this.#get(id) !== undefined),
    })
  }

  #get(id: string): TLRecord | undefined {
    return this.#parts.store.unsafeGetWithoutCapture(id as TLRecord['id'])
  }

  *#allPending(): Generator<string> {
    yield* this.#pending.quiet
    yield* this.#pending.recorded
  }

  #dropPending(id: string): void {
    this.#pending.quiet.delete(id)
    this.#pending.recorded.delete(id)
  }

  #clearPending(): void {
    this.#pending.quiet.clear()
    this.#pending.recorded.clear()
    this.#tellPending()
  }

  #tellPending(): void {
    for (const listener of this.#pendingListeners) listener()
  }
}

function isStrokeUnderWay(record: TLRecord | undefined): boolean {
  return (
    record?.typeName === 'shape' && (record.props as { isComplete?: boolean }).isComplete === false
  )
}
