export type TextDirection = 'ltr' | 'rtl'

const LETTER = /\p{L}/u
const RIGHT_TO_LEFT =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Mandaic}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Syriac}\p{Script=Thaana}]/u

/** Which way a line runs: as its first letter does (Unicode Standard Annex 9, P2 and P3; `dir="auto"` in HTML). */
export function directionOf(text: string): TextDirection {
  const [first] = LETTER.exec(text) ?? []
  return first !== undefined && RIGHT_TO_LEFT.test(first) ? 'rtl' : 'ltr'
}

/** Whether some of it runs from right to left. */
export function runsBothWays(text: string): boolean {
  return RIGHT_TO_LEFT.test(text)
}
