import { useEffect } from 'react'

/** "⌘" on a Mac, "Ctrl" elsewhere. */
export const modKey = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl'

/**
 * Runs on a key pressed anywhere on the page but in something that is typed into.
 *
 * @param keys `?`, or `mod+j` with Ctrl or ⌘
 */
export function useShortcut(keys: string, run: () => void): void {
  useEffect(() => {
    const wantsMod = keys.startsWith('mod+')
    const key = keys.slice(wantsMod ? 4 : 0)
    const onKey = (event: KeyboardEvent) => {
      const isMod = event.ctrlKey || event.metaKey
      if (event.key.toLowerCase() !== key || isMod !== wantsMod || event.altKey) return
      if (!wantsMod && isTyping(event.target)) return
      event.preventDefault()
      event.stopPropagation()
      run()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  })
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select') !== null
}
