import { useState } from 'react'

/**
 * For a dialog that is drawn only while it is open: gives the keyboard back to what had it before. Called before
 * whatever the dialog leads to, so that this can take the keyboard on.
 */
export function useReturnFocus(): () => void {
  const [before] = useState(() => document.activeElement)
  return () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
}
