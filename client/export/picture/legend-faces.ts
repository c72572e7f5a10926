import { asDataAddress } from '../../board/picture/small-enough.ts'

/** The font of legends, as the page has it. */
const FAMILY = 'Source Sans 3 Variable'

/** Whether a drawing brings it along, as one does that has words of cards on it. */
export function hasLegendFaces(svg: string): boolean {
  return /@font-face\s*\{[^}]*Source Sans 3 Variable/.test(svg)
}

/** Style rules with those of its files inside that some words need, so that they look the same on other computers. */
export async function legendFaces(words: string): Promise<string> {
  const letters = [...new Set(words)].map((letter) => letter.codePointAt(0) ?? 0)
  const rules = facesOfPage().filter(({ face }) => isNeeded(face, letters))
  const inside = await Promise.all(rules.map(withFileInside))
  return inside.join('')
}

type FaceOfPage = { face: CSSFontFaceRule; base: string }

function facesOfPage(): FaceOfPage[] {
  return [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) =>
      rule instanceof CSSFontFaceRule &&
      rule.style.getPropertyValue('font-family').includes(FAMILY) &&
      !rule.style.getPropertyValue('font-style').includes('italic')
        ? [{ face: rule, base: sheet.href ?? document.baseURI }]
        : [],
    ),
  )
}

/** `unicode-range` of CSS Fonts 4: `U+0-FF, U+131`. A face without one is for every letter. */
function isNeeded({ style }: CSSFontFaceRule, letters: readonly number[]): boolean {
  const ranges = [
    ...style.getPropertyValue('unicode-range').matchAll(/U\+([\da-f]+)(?:-([\da-f]+))?/gi),
  ]
  if (ranges.length === 0) return true
  return ranges.some(([, from = '', to = from]) =>
    letters.some(
      (letter) => letter >= Number.parseInt(from, 16) && letter <= Number.parseInt(to, 16),
    ),
  )
}

async function withFileInside({ face, base }: FaceOfPage): Promise<string> {
  const address = /url\("?([^")]+)"?\)/.exec(face.style.getPropertyValue('src'))?.[1]
  if (address === undefined) return face.cssText
  const answer = await fetch(new URL(address, base))
  const file = await asDataAddress(await answer.blob())
  return face.cssText.replace(address, file)
}
