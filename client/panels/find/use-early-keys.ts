import { useLayoutEffect, type Dispatch, type SetStateAction } from 'react'

/** Keys that would do something behind the line, and that mean nothing in it yet. */
const held = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Delete'])
/** Keys that are the line's. */
const taken = new Set(['Enter', 'Backspace'])

/**
 * Whoever types on at once after opening a line to type in is not cut off: until the line has the focus, letters are
 * written in it all the same, and reach nothing behind it. An Enter ends that: the line gets it with the focus.
 *
 * @param isLine tells the line from everything else that can have the focus
 */
export function useEarlyKeys(
  isLine: (element: Element) => boolean,
  write: Dispatch<SetStateAction<string>>,
): void {
  useLayoutEffect(() => {
    let isEntered = false
    const take = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      const { key } = event
      if (key.length > 1 && !taken.has(key) && !held.has(key)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (isEntered) return
      if (key === 'Enter') isEntered = true
      else if (key === 'Backspace') write((before) => before.slice(0, -1))
      else if (key.length === 1) write((before) => before + key)
    }
    const stop = () => {
      window.removeEventListener('keydown', take, { capture: true })
      document.removeEventListener('focusin', look)
    }
    const look = ({ target }: FocusEvent) => {
      if (!(target instanceof Element && isLine(target))) return
      stop()
      if (isEntered) queueMicrotask(() => target.dispatchEvent(enter()))
    }
    window.addEventListener('keydown', take, { capture: true })
    document.addEventListener('focusin', look)
    return stop
  }, [isLine, write])
}

function enter(): KeyboardEvent {
  return new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
}
