import type { Editor, TLArrowShape, TLShapeId } from '@tldraw/tldraw'
import { stringOf, untyped } from './string-of.ts'

/**
 * An arrow that has just been drawn between two cards becomes red string, and stays selected, so that the
 * chooser beside it asks what it says. Nothing has to be answered.
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

function dress(editor: Editor, id: TLShapeId): void {
  const arrow = editor.getShape<TLArrowShape>(id)
  if (!arrow || stringOf(editor, arrow)?.relation !== null) return
  editor.updateShape<TLArrowShape>({
    id,
    type: 'arrow',
    meta: { relation: null },
    props: { ...untyped, size: 's', font: 'sans' },
  })
}
