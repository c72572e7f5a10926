import * as Y from 'yjs'
import { CONTINUED_EDIT, LOCAL_EDIT, QUIET_EDIT } from '../../../shared/board/edit.ts'
import { recordsOf, type RecordMap } from '../../../shared/board/layout.ts'
import { signal, type Signal } from '../../sync/signal.ts'
import { changesOf, type Change } from './changes.ts'
import { Step } from './step.ts'
import { revert, type Reverting } from './revert.ts'
import { inFrames } from './in-frames.ts'
import { NEVER, Stamps, writerOf } from './stamps.ts'
import { TextTrail } from './text-trail.ts'

/** Origin of edits made on the canvas: undone together until the canvas marks a new gesture. */
export const CANVAS_EDIT = 'canvas-edit'

const MAX_STEPS = 300
/** Edits of panels that come this soon after each other are one step: adding an item and its card, typing. */
const TOGETHER_MS = 60
const TYPING_MS = 1_500

type Entry = { mark: string } | { step: Step }

/**
 * Undo and redo of one person's own edits, canvas and evidence alike, over the board's document.
 *
 * A step takes back each key that it changed only where the document still holds exactly what the step wrote;
 * a record that it made goes only while nobody else has written in it or tied anything to it. So undo never
 * touches what others did, before or after. It has no memory beyond the page.
 */
export class UndoStack {
  readonly state: Signal<{ undos: number; redos: number }>
  readonly #state = signal({ undos: 0, redos: 0 })
  readonly #doc: Y.Doc
  readonly #records: Y.Map<RecordMap>
  readonly #stamps = new Stamps()
  readonly #trail = new TextTrail()
  readonly #own = new Set<number>()
  #undos: Entry[] = []
  #redos: Entry[] = []
  #open = new Step()
  #panel: { at: number; keys: string } | null = null
  /** Where the changes of a transaction of our own go while one runs. */
  #reverted: Step | null = null

  constructor(doc: Y.Doc) {
    this.#doc = doc
    this.#records = recordsOf(doc)
    this.state = this.#state
    this.#records.observeDeep(this.#observe)
  }

  close(): void {
    this.#records.unobserveDeep(this.#observe)
  }

  /** Ends the gesture: what comes now is undone apart from what came before. */
  mark(id: string): void {
    this.#closeStep()
    this.#undos.push({ mark: id })
    this.#tell()
  }

  /** @returns the mark that was reached, if any */
  undo(): string | null {
    this.#closeStep()
    while (isMark(this.#undos.at(-1))) this.#redos.push(...this.#undos.splice(-1))
    return this.#take({ toRedo: true, until: null })
  }

  redo(): void {
    this.#closeStep()
    while (isMark(this.#redos.at(-1))) this.#undos.push(...this.#redos.splice(-1))
    const entry = this.#redos.pop()
    if (entry && 'step' in entry) this.#undos.push({ step: this.#revert(entry.step) })
    this.#tell()
  }

  /** Takes back everything since the mark, or since the last one, as if it had never been. */
  bail(markId: string | null): string | null {
    this.#closeStep()
    if (markId !== null && !this.#undos.some((entry) => isMark(entry) && entry.mark === markId))
      return null
    return this.#take({ toRedo: false, until: markId })
  }

  /** Makes one step of all steps since the mark. */
  squashTo(markId: string): void {
    this.#closeStep()
    const at = this.#undos.findLastIndex((entry) => isMark(entry) && entry.mark === markId)
    if (at < 0) return
    const step = new Step()
    for (const entry of this.#undos.splice(at + 1)) {
      if ('step' in entry) for (const change of entry.step) step.add(change, this.#stamps)
    }
    if (!step.isEmpty) this.#undos.push({ step })
    this.#tell()
  }

  markMatching(part: string): string | null {
    const entry = this.#undos.findLast((each) => isMark(each) && each.mark.includes(part))
    return isMark(entry) ? entry.mark : null
  }

  clear(): void {
    this.#undos = []
    this.#redos = []
    this.#open = new Step()
    this.#tell()
  }

  /** Pops steps down to a mark: the one named, or the next one. */
  #take({ toRedo, until }: { toRedo: boolean; until: string | null }): string | null {
    let reached: string | null = null
    for (let entry = this.#undos.pop(); entry; entry = this.#undos.pop()) {
      if (isMark(entry)) {
        if (toRedo) this.#redos.push(entry)
        reached = entry.mark
        if (until === null || entry.mark === until) break
      } else {
        const reverted = this.#revert(entry.step)
        if (toRedo) this.#redos.push({ step: reverted })
      }
    }
    this.#tell()
    return reached
  }

  /** Takes a step back and returns the step that would bring it again. */
  #revert(step: Step): Step {
    const reverted = new Step()
    this.#reverted = reverted
    try {
      const on: Reverting = {
        records: this.#records,
        stamps: this.#stamps,
        trail: this.#trail,
        isOwn: (client: number) => this.#own.has(client),
      }
      for (const part of inFrames(step).toReversed())
        this.#doc.transact(() => revert(part, on), this)
    } finally {
      this.#reverted = null
    }
    return reverted
  }

  readonly #observe = (
    events: Y.YEvent<Y.AbstractType<unknown>>[],
    { origin, local }: Y.Transaction,
  ): void => {
    if (!local) return
    this.#own.add(this.#doc.clientID)
    const changes = changesOf(events, this.#records).map((change) => this.#known(change))
    if (origin === this && this.#reverted) {
      for (const change of changes) this.#reverted.add(change, this.#stamps)
    } else if (origin === CANVAS_EDIT || origin === LOCAL_EDIT || origin === CONTINUED_EDIT) {
      if (origin === LOCAL_EDIT) this.#panelEdit(changes)
      else this.#panel = null
      for (const change of changes) this.#open.add(change, this.#stamps)
      if (changes.length > 0) this.#redos = []
      this.#tell()
    } else if (origin === QUIET_EDIT) this.#amend(changes)
  }

  /** A key that was never set in a restored record may have been cleared in the one it stands for. */
  #known(change: Change): Change {
    if (change.kind !== 'field' || change.beforeStamp !== NEVER) return change
    const map: unknown = this.#records.get(change.id)
    const beforeStamp = map instanceof Y.Map ? this.#stamps.absent(map, change.key) : NEVER
    return { ...change, beforeStamp }
  }

  /** Panels do not mark: each of their edits is a step, but for typing and edits made in one go. */
  #panelEdit(changes: Change[]): void {
    const keys = changes
      .map((change) => `${change.id} ${change.kind === 'record' ? '' : change.key}`)
      .join()
    const now = Date.now()
    const before = this.#panel
    this.#panel = { at: now, keys }
    const isSame =
      before &&
      (now - before.at < TOGETHER_MS || (now - before.at < TYPING_MS && keys === before.keys))
    if (!isSame) this.mark('panel')
  }

  /** A quiet edit of one's own value changes nothing about who may take it back. */
  #amend(changes: Change[]): void {
    for (const change of changes) {
      if (change.kind !== 'field') continue
      const writer = writerOf(this.#stamps.known(change.beforeStamp))
      const map: unknown = this.#records.get(change.id)
      if (writer !== null && this.#own.has(writer) && map instanceof Y.Map)
        this.#stamps.restore(map, change.key, change.beforeStamp)
    }
  }

  #closeStep(): void {
    if (!this.#open.isEmpty) this.#undos.push({ step: this.#open })
    this.#open = new Step()
    this.#panel = null
    if (this.#undos.length > MAX_STEPS * 2)
      this.#undos.splice(0, this.#undos.length - MAX_STEPS * 2)
  }

  #tell(): void {
    const undos =
      this.#undos.filter((entry) => 'step' in entry).length + (this.#open.isEmpty ? 0 : 1)
    const redos = this.#redos.filter((entry) => 'step' in entry).length
    const before = this.#state.get()
    if (before.undos !== undos || before.redos !== redos) this.#state.set({ undos, redos })
  }
}

function isMark(entry: Entry | undefined): entry is { mark: string } {
  return entry !== undefined && 'mark' in entry
}
