import type { TLRecord, TLStore } from '@tldraw/tlschema'
import { canvasSchema } from '../../shared/board/canvas-schema.ts'
import { BoardView } from '../../shared/board/board-view.ts'
import { Store } from '@tldraw/store'
import * as Y from 'yjs'
import { CanvasBinding } from '../../client/board/binding/canvas-binding.ts'
import { UndoStack } from '../../client/board/undo/undo-stack.ts'

/** A canvas without a screen: tldraw's own store, tied to a document as in the browser. */
export class CanvasClient {
  readonly doc = new Y.Doc()
  readonly view: BoardView
  readonly store: TLStore
  readonly binding: CanvasBinding
  readonly undoStack: UndoStack
  mayWrite = true

  constructor(board: Y.Doc) {
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(board))
    this.undoStack = new UndoStack(this.doc)
    this.view = new BoardView(this.doc)
    this.store = new Store({
      schema: canvasSchema,
      props: {
        defaultName: '',
        assets: {
          upload: () => Promise.reject(new Error('none')),
          resolve: () => null,
          remove: () => Promise.resolve(),
        },
        onMount: () => {},
      },
    })
    this.binding = new CanvasBinding({
      doc: this.doc,
      store: this.store,
      view: this.view,
      mayWrite: () => this.mayWrite,
      onView: () => {},
    })
  }

  /** What a person's canvas does: a change of the store by hand. */
  edit(change: (store: TLStore) => void): void {
    change(this.store)
  }

  undo(): void {
    this.binding.flush()
    this.undoStack.undo()
    this.binding.takeNow()
  }

  redo(): void {
    this.binding.flush()
    this.undoStack.redo()
    this.binding.takeNow()
  }

  mark(): void {
    this.binding.flush()
    this.undoStack.mark('mark')
  }

  bail(): void {
    this.binding.discard()
    this.undoStack.bail(null)
    this.binding.takeNow()
  }

  /** Writes out what is pending and takes in what came, as a quiet moment does. */
  settle(): void {
    this.binding.flush()
    this.binding.takeNow()
  }

  /** The board's records as the screen has them, by id. */
  records(): Record<string, TLRecord> {
    const boards = this.store.allRecords().filter(({ typeName }) => canvasTypes.has(typeName))
    return Object.fromEntries(
      boards.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map((each) => [each.id, each]),
    )
  }

  close(): void {
    this.binding.close()
    this.undoStack.close()
  }
}

const canvasTypes = new Set<string>(['document', 'page', 'asset', 'shape', 'binding'])
