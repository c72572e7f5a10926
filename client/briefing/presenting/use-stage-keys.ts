import { useEffect, useRef } from 'react'

export type StageKeys = {
  onward: () => void
  back: () => void
  first: () => void
  last: () => void
  /** Leaves what is on top: a number half typed, black, a tool; the presentation last of all. */
  escape: () => void
  digit: (digit: string) => void
  /** Drops the last digit; false where none was typed. */
  undigit: () => boolean
  /** Goes where the digits say; false where none were typed. */
  enter: () => boolean
  undo: () => unknown
  redo: () => unknown
  /** By frames of the clip: below 0 backwards. */
  step: (by: number) => void
  /** By lines, where there is something to read: below 0 upwards. */
  scroll?: (by: number) => void
  /** By the letter that calls it. */
  letters: Record<string, () => void>
}

/** `leading` is what a clicker sends, and undo, while something else on the stage has the keyboard. */
export type KeysTaken = 'all' | 'leading' | 'off'

const leading: ReadonlySet<string> = new Set(['PageDown', 'PageUp', 'b', 'B', '.', 'F5'])

/**
 * Keys of a presentation, and what clickers send. They are taken before the canvas sees them, so that no key changes
 * the board; what is typed into a field and what has a dialog open keeps its keys.
 */
export function useStageKeys(keys: StageKeys, taken: KeysTaken): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (taken === 'off') return
    const onKey = (event: KeyboardEvent) => {
      if (isForItself(event)) return
      if (taken === 'leading' && !isLeading(event)) return
      const isTaken = take(event, latest.current)
      event.stopPropagation()
      if (isTaken) event.preventDefault()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [taken])
}

function take(event: KeyboardEvent, keys: StageKeys): boolean {
  if (event.ctrlKey || event.metaKey) return takeUndo(event, keys)
  if (event.altKey) return false
  // A key that is held down is one press, but for going through a clip or notes.
  if (event.repeat && !event.shiftKey) return true
  if (event.shiftKey && (event.key === 'ArrowRight' || event.key === 'ArrowLeft')) {
    keys.step(event.key === 'ArrowRight' ? 1 : -1)
    return true
  }
  if (event.shiftKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    keys.scroll?.(event.key === 'ArrowDown' ? 1 : -1)
    return true
  }
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
    case 'PageDown':
    case ' ':
      keys.onward()
      return true
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'PageUp':
      keys.back()
      return true
    case 'Backspace':
      if (!keys.undigit()) keys.back()
      return true
    case 'Home':
      keys.first()
      return true
    case 'End':
      keys.last()
      return true
    case 'Enter':
      if (!keys.enter()) keys.onward()
      return true
    case 'Escape':
      keys.escape()
      return true
    case 'F5':
      // Clickers send it to begin; it would load the page again.
      return true
    default:
      return takeLetter(event.key, keys)
  }
}

function takeLetter(key: string, keys: StageKeys): boolean {
  if (/^\d$/.test(key)) {
    keys.digit(key)
    return true
  }
  const run = keys.letters[key.toLowerCase()]
  run?.()
  return run !== undefined
}

function takeUndo(event: KeyboardEvent, keys: StageKeys): boolean {
  if (event.key.toLowerCase() !== 'z') return false
  if (event.shiftKey) keys.redo()
  else keys.undo()
  return true
}

function isLeading({ key, target, ctrlKey, metaKey }: KeyboardEvent): boolean {
  // Undo from within what is looked at would take back what was done before the presentation.
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'z') return true
  // What is looked at closely closes itself, unless it has lost the keyboard.
  return leading.has(key) || (key === 'Escape' && target === document.body)
}

/** Whatever has the focus and does something of its own with the key. */
function isForItself({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]'))
    return true
  return (key === ' ' || key === 'Enter') && target.closest('button, a, summary') !== null
}
