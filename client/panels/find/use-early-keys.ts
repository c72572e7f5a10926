import { useLayoutEffect, type Dispatch, type SetStateAction } from 'react'

/** Keys that would do something behind the line, and that mean nothing in it yet. */
const held = new Set(['Enter', 'ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete'])

/**
 * Whoever types on at once after opening a line to type in is not cut off: until the line has the focus, letters are
 * written in it all the same, and reach nothing behind it.
 *
 * @param isLine tells the line from everything else that can have the focus
 */
export function useEarlyKeys(
  isLine: (element: Element) => boolean,
  write: Dispatch<SetStateAction<string>>,
): void {
  useLayoutEffect(() => {
    const take = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (event.key.length === 1) write((before) => before + event.key)
      else if (event.key === 'Backspace') write((before) => before.slice(0, -1))
      else if (!held.has(event.key)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    const stop = () => {
      window.removeEventListener('keydown', take, { capture: true })
      document.removeEventListener('focusin', look)
    }
    const look = ({ target }: FocusEvent) => {
      if (target instanceof Element && isLine(target)) stop()
    }
    window.addEventListener('keydown', take, { capture: true })
    document.addEventListener('focusin', look)
    return stop
  }, [isLine, write])
}
