import {
  Box,
  TldrawUiContextualToolbar,
  TldrawUiToolbarButton,
  useEditor,
  useValue,
  type TLShapeId,
} from '@tldraw/tldraw'
import { useCallback } from 'react'
import { relations, relationTypes, type RelationType } from '../../../shared/board/relations.ts'
import { messages } from '../board-messages.ts'
import { RelationGlyph } from './relation-glyph.tsx'
import { reverse, setRelation, stringOf } from './string-of.ts'

const words = messages.relation

/** Beside a string that is selected alone: what it says. Arrow keys move along it, Enter chooses. */
export function RelationToolbar() {
  const editor = useEditor()
  const id = useValue(
    'string',
    () => {
      const shape = editor.getOnlySelectedShape()
      const isCalm =
        editor.isInAny('select.idle', 'select.pointing_shape') && !editor.getIsReadonly()
      return shape && isCalm && stringOf(editor, shape) ? shape.id : null
    },
    [editor],
  )
  const relation = useValue(
    'relation',
    () => (id === null ? null : (stringOf(editor, editor.getShape(id) ?? null)?.relation ?? null)),
    [editor, id],
  )
  return id === null ? null : <Chooser key={id} id={id} relation={relation} />
}

function Chooser({ id, relation }: { id: TLShapeId; relation: RelationType | null }) {
  const editor = useEditor()
  const bounds = useCallback(() => {
    const rotated = editor.getSelectionRotatedScreenBounds()
    return rotated ? new Box(rotated.x, rotated.y, rotated.w, rotated.h) : undefined
  }, [editor])
  return (
    <TldrawUiContextualToolbar
      label={words.title}
      getSelectionBounds={bounds}
      className="relation-chooser"
    >
      {[null, ...relationTypes].map((type) => (
        <TldrawUiToolbarButton
          key={type ?? 'untyped'}
          type="menu"
          isActive={type === relation}
          aria-pressed={type === relation}
          onClick={() => setRelation(editor, id, type)}
        >
          <RelationGlyph relation={type} />
          <span>{type === null ? words.untyped : relations[type].label}</span>
        </TldrawUiToolbarButton>
      ))}
      <TldrawUiToolbarButton type="menu" onClick={() => reverse(editor, id)}>
        <span>{words.reverse}</span>
      </TldrawUiToolbarButton>
    </TldrawUiContextualToolbar>
  )
}

/** Moves the keyboard to the chooser of the selected string, if one is shown. */
export function focusRelationToolbar(container: HTMLElement): void {
  const chosen = container.querySelector<HTMLElement>('.relation-chooser [aria-pressed=true]')
  chosen?.focus()
}
