import { spawnSync } from 'node:child_process'

/** Whether fontconfig is here, which says what fonts this machine has. For tests marked `skipIf(!hasFontconfig())`. */
export function hasFontconfig(): boolean {
  return spawnSync('fc-list', ['--version'], { stdio: 'ignore' }).status === 0
}

/** Whether this machine has a font with every letter of a word. */
export function hasFontFor(word: string): boolean {
  const letters = Array.from(word, (letter) => letter.codePointAt(0)?.toString(16))
  const asked = [`:charset=${letters.join(' ')}`, 'family']
  return spawnSync('fc-list', asked, { encoding: 'utf8' }).stdout.trim() !== ''
}
