import { atom, transact } from '@tldraw/state'
import type { Editor, TLShapeId } from '@tldraw/tldraw'
import type { CanvasBinding, Mode } from './binding/canvas-binding.ts'
import type { UndoStack } from './undo/undo-stack.ts'

type BatchOptions = { history?: 'record' | 'record-preserveRedoStack' | 'ignore' } | undefined

/**
 * Stands where tldraw keeps its own history, which restores whole records and with them undoes what others did
 * meanwhile. Marks, undo, redo and the cancelling of a gesture go to the document instead, so that tldraw's
 * buttons, keys and tools work as ever and evidence is undone with the canvas.
 */
export class CanvasHistory {
  _isInBatch = false
  readonly #editor: Editor
  readonly #binding: CanvasBinding
  readonly #stack: UndoStack
  readonly #counts = atom('undo counts', { undos: 0, redos: 0 })
  readonly #selectionAt = new Map<string, TLShapeId[]>()
  readonly #unsubscribes: (() => void)[]

  constructor(editor: Editor, { binding, stack }: { binding: CanvasBinding; stack: UndoStack }) {
    this.#editor = editor
    this.#binding = binding
    this.#stack = stack
    this.#unsubscribes = [
      stack.state.subscribe(() => this.#count()),
      binding.whenPending(() => this.#count()),
    ]
    this.#count()
  }

  readonly dispose = (): void => {
    for (const unsubscribe of this.#unsubscribes) unsubscribe()
  }

  getNumUndos(): number {
    return this.#counts.get().undos
  }

  getNumRedos(): number {
    return this.#counts.get().redos
  }

  batch(run: () => void, options?: BatchOptions): this {
    const before: Mode = this.#binding.mode
    if (before !== 'quiet' && options?.history)
      this.#binding.mode = options.history === 'ignore' ? 'quiet' : 'recorded'
    const wasInBatch = this._isInBatch
    this._isInBatch = true
    try {
      transact(run)
    } finally {
      this._isInBatch = wasInBatch
      this.#binding.mode = before
    }
    return this
  }

  undo(): this {
    this.#binding.flush()
    this.#settle(this.#stack.undo())
    return this
  }

  redo(): this {
    this.#binding.flush()
    this.#stack.redo()
    this.#binding.takeNow()
    return this
  }

  bail(): this {
    this.#binding.discard()
    this.#settle(this.#stack.bail(null))
    return this
  }

  bailToMark(id: string): this {
    if (!id) return this
    this.#binding.discard()
    this.#settle(this.#stack.bail(id))
    return this
  }

  squashToMark(id: string): this {
    this.#binding.flush()
    this.#stack.squashTo(id)
    return this
  }

  _mark(id: string): void {
    this.#binding.flush()
    this.#stack.mark(id)
    this.#selectionAt.set(id, this.#editor.getSelectedShapeIds())
    const [oldest] = this.#selectionAt.keys()
    if (this.#selectionAt.size > 500 && oldest !== undefined) this.#selectionAt.delete(oldest)
  }

  getMarkIdMatching(part: string): string | null {
    return this.#stack.markMatching(part)
  }

  clear(): void {
    this.#stack.clear()
  }

  debug() {
    return { undos: this.getNumUndos(), redos: this.getNumRedos() }
  }

  /** Shows what the document says now, and selects what was selected at the mark. */
  #settle(mark: string | null): void {
    this.#binding.takeNow()
    const selected = mark === null ? undefined : this.#selectionAt.get(mark)
    if (selected) this.#editor.setSelectedShapes(selected.filter((id) => this.#editor.getShape(id)))
  }

  #count(): void {
    const { undos, redos } = this.#stack.state.get()
    const next = { undos: undos + (this.#binding.hasPending ? 1 : 0), redos }
    const before = this.#counts.get()
    if (before.undos !== next.undos || before.redos !== next.redos) this.#counts.set(next)
  }
}

/** Puts the history in place; call when the canvas is mounted. */
export function replaceHistory(editor: Editor, history: CanvasHistory): void {
  const place = editor as unknown as { history: { dispose(): void; _mark(id: string): void } }
  const own = place.history
  place.history = history
  editor.disposables.add(history.dispose)
  own.dispose()
  // Buttons that already asked tldraw's own history ask again once it changes.
  own._mark('handed over')
}
