import { useEffect, type RefObject } from 'react'

/**
 * Keys pressed anywhere in the sheet around an element, but not while somebody writes or uses a control that has
 * the key itself. With Ctrl or ⌘ a key is called `mod+z`. `press` says whether it meant something.
 */
export function useKeys(inside: RefObject<HTMLElement | null>, press: (key: string) => boolean) {
  useEffect(() => {
    const sheet = inside.current?.parentElement
    const onKey = (event: KeyboardEvent) => {
      if (!sheet || !(event.target instanceof Node) || !sheet.contains(event.target)) return
      // The canvas behind would take letters for tools.
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
      if (event.altKey || event.defaultPrevented || ownsKey(event.target, event.key)) return
      if (!press(nameOf(event))) return
      event.preventDefault()
      event.stopPropagation()
    }
    // On the page's root: controls in the sheet have their keys first, and the canvas, which listens on the body, last.
    const page = document.getElementById('root') ?? document.body
    page.addEventListener('keydown', onKey)
    return () => page.removeEventListener('keydown', onKey)
  })
}

function ownsKey(target: EventTarget, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.matches('input:not([type=checkbox]), textarea, select, [contenteditable]')) return true
  const isPressed = target.matches('button, a, summary, input, [role=tab]')
  return isPressed && (key === ' ' || key === 'Home' || key === 'End')
}

function nameOf({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): string {
  if (!ctrlKey && !metaKey) return key
  return `mod+${shiftKey ? 'shift+' : ''}${key.toLowerCase()}`
}
