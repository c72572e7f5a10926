import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { editText, longTextOf } from '../../../shared/board/long-text.ts'
import type { Field } from '../../../shared/evidence/fields.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { languageAttributes } from '../../../shared/evidence/language.ts'
import { textOf } from '../../../shared/evidence/values.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { messages } from '../../ui/messages.ts'
import { caretAfter } from './caret-after.ts'
import { FieldFrame } from './field-frame.tsx'
import css from './fields.module.css'
import { grow } from './grow.ts'

/** Text that several people write at once: every key is an edit of its own, and the caret stays where it was. */
export function LongTextField({
  field,
  evidence,
  name,
}: {
  field: Field
  evidence: Evidence
  name: string
}) {
  const { doc } = useBoard()
  const area = useRef<HTMLTextAreaElement>(null)
  const isComposing = useRef(false)
  /** What the textarea held before the key that is being written: others may be further already. */
  const seen = useRef('')
  const value = evidence[name]
  const text = typeof value === 'string' ? value : ''

  // The textarea keeps its own text: React would put the caret at the end when others type.
  useLayoutEffect(() => {
    if (!area.current || isComposing.current) return
    // What was drawn may be a moment behind: a letter just typed would be taken away again.
    seen.current = longTextOf(doc, evidence.id, name)
    show(area.current, seen.current)
  }, [text, doc, evidence.id, name])
  useGrow(area)

  const write = (element: HTMLTextAreaElement) => {
    grow(element)
    if (isComposing.current) return
    const [base, next] = [seen.current, element.value]
    seen.current = next
    editText(doc, evidence.id, name, { base, next })
  }
  return (
    <FieldFrame field={field}>
      {(control) => (
        <textarea
          {...control}
          ref={area}
          className={css['input']}
          {...(field.type === 'longText' && field.languageIn !== undefined
            ? languageAttributes(textOf(evidence, field.languageIn))
            : {})}
          defaultValue={text}
          rows={1}
          placeholder={field.missing ?? messages.inspector.empty}
          maxLength={200_000}
          onInput={(event) => write(event.currentTarget)}
          onCompositionStart={() => {
            isComposing.current = true
          }}
          onCompositionEnd={(event) => {
            isComposing.current = false
            write(event.currentTarget)
          }}
        />
      )}
    </FieldFrame>
  )
}

function show(area: HTMLTextAreaElement, text: string): void {
  const before = area.value
  if (before === text) return
  const { selectionStart, selectionEnd, selectionDirection } = area
  area.value = text
  grow(area)
  if (document.activeElement !== area) return
  area.setSelectionRange(
    caretAfter(before, text, selectionStart),
    caretAfter(before, text, selectionEnd),
    selectionDirection,
  )
}

function useGrow(area: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const element = area.current
    if (!element) return
    const watch = new ResizeObserver(() => grow(element))
    watch.observe(element.parentElement ?? element)
    return () => watch.disconnect()
  }, [area])
}
