import type { Player } from './player.ts'

/** What the keys do besides moving about in the clip. */
export type KeyActions = {
  grab?: () => void
  crop?: () => void
  note?: () => void
  undo: () => void
  redo: () => void
}

/**
 * The keys of a player, as editors know them: J K L shuttle, comma and point step, I and O mark a range.
 *
 * @returns whether the key meant something
 */
export function pressPlayerKey(key: string, player: Player, actions: KeyActions): boolean {
  const act = actionOf(key, player, actions)
  act?.()
  return act !== undefined
}

function actionOf(key: string, player: Player, actions: KeyActions): (() => void) | undefined {
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case ',':
      return () => player.step(-1)
    case '.':
      return () => player.step(1)
    case '<':
      return () => player.step(-10)
    case '>':
      return () => player.step(10)
    case 'Home':
      return () => player.toFrame(0)
    case 'End':
      return () => player.toFrame(player.clip.count - 1)
    case 'j':
      return () => player.shuttle(-1)
    case 'k':
    case ' ':
      return () => player.toggle()
    case 'l':
      return () => player.shuttle(1)
    case 'i':
      return () => player.mark('in')
    case 'o':
      return () => player.mark('out')
    case 'r':
      return () => player.toggleLoop()
    case 'x':
      return () => player.clearMarks()
    case 'g':
      return actions.grab
    case 'c':
      return actions.crop
    case 'n':
      return actions.note
    case 'mod+z':
      return actions.undo
    case 'mod+shift+z':
    case 'mod+y':
      return actions.redo
    default:
      return undefined
  }
}
