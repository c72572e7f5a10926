import {
  getArrowBindings,
  type Editor,
  type TLArrowShape,
  type TLShape,
  type TLShapeId,
} from '@tldraw/tldraw'
import { arrowPropsOf } from '../../../shared/board/canvas-actions.ts'
import { isRelationType, relations, type RelationType } from '../../../shared/board/relations.ts'
import { turnedMeta } from './region-ends.ts'

/** What an arrow between two cards says, or null where it says nothing yet. Undefined for any other shape. */
export function stringOf(
  editor: Editor,
  shape: TLShape | null,
): { relation: RelationType | null } | undefined {
  if (!shape || !editor.isShapeOfType<TLArrowShape>(shape, 'arrow')) return undefined
  const { start, end } = getArrowBindings(editor, shape)
  if (!start || !end || !isCard(editor, start.toId) || !isCard(editor, end.toId)) return undefined
  const relation = shape.meta['relation']
  return { relation: isRelationType(relation) ? relation : null }
}

/** Says what a string means: its type, and with it its label and look. One step of undo. */
export function setRelation(editor: Editor, id: TLShapeId, relation: RelationType | null): void {
  const arrow = editor.getShape<TLArrowShape>(id)
  if (!arrow) return
  editor.markHistoryStoppingPoint('relation')
  editor.updateShape<TLArrowShape>({
    id,
    type: 'arrow',
    meta: { ...arrow.meta, relation },
    props: relation === null ? { ...untyped, text: ownWords(arrow) } : arrowPropsOf(relation),
  })
}

/** Turns a string round: what pointed from one card to the other now points back. */
export function reverse(editor: Editor, id: TLShapeId): void {
  const arrow = editor.getShape<TLArrowShape>(id)
  if (!arrow) return
  const { start, end } = getArrowBindings(editor, arrow)
  if (!start || !end) return
  editor.markHistoryStoppingPoint('reverse')
  editor.updateBindings([
    { ...start, toId: end.toId, props: { ...end.props, terminal: 'start' } },
    { ...end, toId: start.toId, props: { ...start.props, terminal: 'end' } },
  ])
  editor.updateShape<TLArrowShape>({
    id,
    type: 'arrow',
    meta: turnedMeta(arrow.meta),
    props: { bend: -arrow.props.bend },
  })
}

/** A string that nobody has typed yet: plain red thread. */
export const untyped = {
  color: 'red',
  dash: 'draw',
  arrowheadStart: 'none',
  arrowheadEnd: 'none',
} as const

/** A label that somebody wrote stays; one that a relation gave goes with it. */
function ownWords(arrow: TLArrowShape): string {
  const { text } = arrow.props
  return Object.values(relations).some(({ label }) => label === text) ? '' : text
}

function isCard(editor: Editor, id: TLShapeId): boolean {
  return editor.getShape(id)?.type === 'card'
}
