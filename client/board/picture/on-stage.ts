import { atom } from '@tldraw/state'
import type { Editor, TLRecord, TLShape, TLShapeId } from '@tldraw/tldraw'
import type { ShownScene } from '../../../shared/briefing/shown-scene.ts'
import type { OpenBoard } from '../open-board.ts'

/** How faint a shape is beside those that a scene lets stand out; the same as when it is presented. */
const DIMMED = 0.14

/** What a scene hides, dims and lets stand at a time, for as long as a picture of it is drawn. */
export class PictureStage {
  readonly #hidden = atom<ReadonlySet<string>>('hidden in the picture', new Set())
  readonly isHidden = (shapeId: string): boolean => this.#hidden.get().has(shapeId)

  async during<T>(
    shown: ShownScene | null,
    { editor, board }: { editor: Editor; board: OpenBoard },
    draw: () => Promise<T>,
  ): Promise<T> {
    if (!shown) return draw()
    const before = [...shown.dimmed].flatMap((id) => editor.getShape(id as TLShapeId) ?? [])
    this.#hidden.set(shown.hidden)
    board.stage.set(shown)
    quietly(editor, before.filter(isOutermost(shown)).map(dimmed))
    try {
      return await draw()
    } finally {
      quietly(
        editor,
        before.flatMap((each) => undimmed(editor, each)),
      )
      board.stage.set(null)
      this.#hidden.set(new Set())
    }
  }
}

/** What lies in something dimmed is dimmed with it. */
function isOutermost({ dimmed: all }: ShownScene) {
  return ({ parentId }: TLShape) => !all.has(parentId)
}

function dimmed(shape: TLShape): TLShape {
  return { ...shape, opacity: shape.opacity * DIMMED }
}

/** What became of it meanwhile stays. */
function undimmed(editor: Editor, { id, opacity }: TLShape): TLShape[] {
  const now = editor.getShape(id)
  return now ? [{ ...now, opacity }] : []
}

/** As if it came from elsewhere: nothing of it goes into the document. */
function quietly(editor: Editor, records: readonly TLRecord[]): void {
  editor.store.mergeRemoteChanges(() => editor.store.put([...records]))
}
