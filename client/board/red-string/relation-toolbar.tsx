import {
  Box,
  TldrawUiContextualToolbar,
  TldrawUiToolbarButton,
  useEditor,
  useValue,
  type TLShapeId,
} from '@tldraw/tldraw'
import { useCallback, useEffect, useState } from 'react'
import { relations, relationTypes, type RelationType } from '../../../shared/board/relations.ts'
import { messages } from '../board-messages.ts'
import { RelationGlyph } from './relation-glyph.tsx'
import { RegionEndChoice } from './region-end-choice.tsx'
import { reverse, setRelation, stringOf } from './string-of.ts'
import { questionOn } from './new-strings.ts'

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
  return id === null ? null : <Chooser key={id} id={id} />
}

function Chooser({ id }: { id: TLShapeId }) {
  const editor = useEditor()
  const relation = useValue(
    'relation',
    () => stringOf(editor, editor.getShape(id) ?? null)?.relation ?? null,
    [editor, id],
  )
  const isAsked = useValue('asked', () => questionOn(editor).get() === id, [editor, id])
  const [wasOpened, setOpen] = useState(false)
  const isOpen = wasOpened || isAsked
  const bounds = useCallback(() => {
    const rotated = editor.getSelectionRotatedScreenBounds()
    return rotated ? new Box(rotated.x, rotated.y, rotated.w, rotated.h) : undefined
  }, [editor])
  const [byKey, setByKey] = useState(0)
  useEffect(() => {
    const container = editor.getContainer()
    return listenForKey(container, () => {
      setOpen(true)
      setByKey((times) => times + 1)
    })
  }, [editor])
  useEffect(() => {
    if (byKey > 0) focusChosen(editor.getContainer())
  }, [byKey, editor])
  useEffect(() => () => void questionOn(editor).set(null), [editor])
  const choose = (type: RelationType | null) => {
    setRelation(editor, id, type)
    setOpen(false)
    questionOn(editor).set(null)
    editor.focus()
  }
  return (
    <TldrawUiContextualToolbar
      label={words.title}
      getSelectionBounds={bounds}
      className={isOpen ? 'relation-chooser relation-chooser-open' : 'relation-chooser'}
    >
      {isOpen ? (
        [null, ...relationTypes].map((type) => (
          <TldrawUiToolbarButton
            key={type ?? 'untyped'}
            type="menu"
            isActive={type === relation}
            aria-pressed={type === relation}
            onClick={() => choose(type)}
          >
            <RelationGlyph relation={type} />
            <span>{wordOf(type)}</span>
          </TldrawUiToolbarButton>
        ))
      ) : (
        <TldrawUiToolbarButton
          type="menu"
          aria-expanded={false}
          title={words.choose}
          onClick={() => setOpen(true)}
        >
          <RelationGlyph relation={relation} />
          <span>{wordOf(relation)}</span>
        </TldrawUiToolbarButton>
      )}
      <TldrawUiToolbarButton type="menu" onClick={() => reverse(editor, id)}>
        <span>{words.reverse}</span>
      </TldrawUiToolbarButton>
      <RegionEndChoice id={id} />
    </TldrawUiContextualToolbar>
  )
}

function wordOf(type: RelationType | null): string {
  return type === null ? words.untyped : relations[type].label
}

const OPEN_EVENT = 'redstring-say-relation'

/** Opens the chooser of the selected string, if there is one, and moves the keyboard into it. */
export function focusRelationToolbar(container: HTMLElement): void {
  container.dispatchEvent(new Event(OPEN_EVENT))
}

function focusChosen(container: HTMLElement): void {
  container.querySelector<HTMLElement>('.relation-chooser [aria-pressed=true]')?.focus()
}

function listenForKey(container: HTMLElement, onKey: () => void): () => void {
  container.addEventListener(OPEN_EVENT, onKey)
  return () => container.removeEventListener(OPEN_EVENT, onKey)
}
