import { lettersByKind } from '../../../shared/export/picture/kinds-of-letters.ts'
import { cssFont } from './picture-fonts.ts'

/** Of more letters of a kind than these, as many are looked at, from all over: a font that lacks some lacks others. */
const MOST_OF_A_KIND = 60
const SIZE = 32
const FONT = cssFont({ size: SIZE, isBold: false })
/** Where Unicode has no letter, so that no font has one: how these are drawn is how all are that are missing. */
const NONE = '\u{378}'
const ANOTHER = '\u{379}'
const NONE_FAR_OFF = '\u{1fffe}'

/** Which kinds of letters in some words this browser has no font for: it draws boxes, or nothing, in their place. */
export type FindUndrawn = (words: string) => Promise<string[]>

/** Each letter is looked at once. */
export function openLetters(): FindUndrawn {
  const looks = howLettersLook()
  const known = new Map<string, boolean>()
  const isMissing = (letter: string): boolean => {
    const before = known.get(letter)
    if (before !== undefined) return before
    const isFarOff = (letter.codePointAt(0) ?? 0) > 0xff_ff
    const isLikeNone = looks(letter) === looks(isFarOff ? NONE_FAR_OFF : NONE)
    known.set(letter, isLikeNone)
    return isLikeNone
  }
  return async (words) => {
    const kinds = [...lettersByKind(words)]
    const all = kinds.flatMap(([, letters]) => letters).join('')
    // The page's own fonts come when they are asked for.
    if (all !== '') await document.fonts.load(FONT, all)
    return kinds.flatMap(([name, letters]) => (spread(letters).some(isMissing) ? [name] : []))
  }
}

function spread(letters: readonly string[]): readonly string[] {
  const step = Math.max(1, letters.length / MOST_OF_A_KIND)
  return letters.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
}

/**
 * What tells how a letter looks: its pixels, or where a browser writes the letter's number into the box for a missing
 * one, the room that it takes, which is the same for all such boxes and hardly for two letters of a font.
 */
function howLettersLook(): (letter: string) => string | number {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('There is no canvas to draw on')
  canvas.width = SIZE * 2
  canvas.height = SIZE * 2
  context.font = FONT
  const pixels = (letter: string) => {
    context.clearRect(0, 0, canvas.width, canvas.height)
    context.fillText(letter, SIZE / 2, SIZE * 1.4)
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    let sum = 0
    for (let at = 3; at < data.length; at += 4) sum = (sum * 31 + (data[at] ?? 0)) | 0
    return sum
  }
  const room = (letter: string) => {
    const measured = context.measureText(letter)
    const { actualBoundingBoxLeft: left, actualBoundingBoxRight: right } = measured
    const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = measured
    return [measured.width, left, right, above, below].join(' ')
  }
  return pixels(NONE) === pixels(ANOTHER) ? pixels : room
}
