import type { SyntheticEvent } from 'react'

const keepFromCanvas = (event: SyntheticEvent) => event.stopPropagation()

/**
 * For what can be pressed on a card: the press stays with it instead of dragging the card, and Tab reaches it
 * only on the chosen card, not on ten thousand others.
 */
export function pressable(isActive: boolean) {
  return {
    tabIndex: isActive ? 0 : -1,
    onPointerDown: keepFromCanvas,
    onPointerUp: keepFromCanvas,
    onTouchStart: keepFromCanvas,
    onTouchEnd: keepFromCanvas,
    onDoubleClick: keepFromCanvas,
    onKeyDown: keepFromCanvas,
  }
}
