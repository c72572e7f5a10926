import type { KeyboardEvent } from 'react'

/**
 * Keys pressed in a view are the view's: the canvas listens on the whole document and would nudge, delete or
 * change tools by them. Undo and redo are the board's, wherever one is.
 */
export function keepFromCanvas(event: KeyboardEvent): void {
  const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'
  if (!isUndo) event.stopPropagation()
}
