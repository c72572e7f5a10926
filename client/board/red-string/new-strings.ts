import { atom, type Atom } from '@tldraw/state'
import { WeakCache, type Editor, type TLArrowShape, type TLShapeId } from '@tldraw/tldraw'
import { stringOf, untyped } from './string-of.ts'

const questions = new WeakCache<Editor, Atom<TLShapeId | null>>()

/**
 * An arrow that has just been drawn between two cards becomes red string, and stays selected, so that the
 * chooser beside it opens and asks what it says. Nothing has to be answered.
 */
export function askAboutNewStrings(editor: Editor): () => void {
  const fresh = new Set<TLShapeId>()
  const stopCreate = editor.sideEffects.registerAfterCreateHandler('shape', (shape, source) => {
    if (source === 'user' && shape.type === 'arrow' && shape.meta['relation'] === undefined)
      fresh.add(shape.id)
  })
  const onTick = () => {
    if (fresh.size === 0 || editor.inputs.isPointing || editor.isIn('select.dragging_handle'))
      return
    for (const id of fresh) dress(editor, id)
    fresh.clear()
  }
  editor.on('tick', onTick)
  return () => {
    stopCreate()
    editor.off('tick', onTick)
  }
}

/** The string that has just been drawn and that nobody has been asked about yet. */
export function questionOn(editor: Editor): Atom<TLShapeId | null> {
  return questions.get(editor, () => atom<TLShapeId | null>('new string', null))
}

function dress(editor: Editor, id: TLShapeId): void {
  const arrow = editor.getShape<TLArrowShape>(id)
  if (!arrow || stringOf(editor, arrow)?.relation !== null) return
  questionOn(editor).set(id)
  editor.updateShape<TLArrowShape>({
    id,
    type: 'arrow',
    meta: { relation: null },
    props: { ...untyped, size: 'm', font: 'sans' },
  })
}
