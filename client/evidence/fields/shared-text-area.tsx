import {
  useEffect,
  useLayoutEffect,
  useRef,
  type ComponentPropsWithoutRef,
  type RefObject,
} from 'react'
import { editText, longTextOf } from '../../../shared/board/long-text.ts'
import { useBoard } from '../../board/board-provider.tsx'
import { caretAfter } from './caret-after.ts'
import { grow } from './grow.ts'

type Props = Omit<ComponentPropsWithoutRef<'textarea'>, 'defaultValue' | 'onInput'> & {
  /** The record and the key of the long text in it. */
  recordId: string
  name: string
  /** The text as it is drawn. */
  text: string
}

/** Text that several people write at once: every key is an edit of its own, and the caret stays where it was. */
export function SharedTextArea({ recordId, name, text, ...rest }: Props) {
  const { doc } = useBoard()
  const area = useRef<HTMLTextAreaElement>(null)
  const isComposing = useRef(false)
  /** What the textarea held before the key that is being written: others may be further already. */
  const seen = useRef('')

  // The textarea keeps its own text: React would put the caret at the end when others type.
  useLayoutEffect(() => {
    if (!area.current || isComposing.current) return
    // What was drawn may be a moment behind: a letter just typed would be taken away again.
    seen.current = longTextOf(doc, recordId, name)
    show(area.current, seen.current)
  }, [text, doc, recordId, name])
  useGrow(area)

  const write = (element: HTMLTextAreaElement) => {
    grow(element)
    if (isComposing.current) return
    const [base, next] = [seen.current, element.value]
    seen.current = next
    editText(doc, recordId, name, { base, next })
  }
  return (
    <textarea
      {...rest}
      ref={area}
      defaultValue={text}
      onInput={(event) => write(event.currentTarget)}
      onCompositionStart={() => {
        isComposing.current = true
      }}
      onCompositionEnd={(event) => {
        isComposing.current = false
        write(event.currentTarget)
      }}
    />
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
