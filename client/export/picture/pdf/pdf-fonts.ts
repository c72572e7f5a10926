import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib'
import { runsBothWays } from '../../../../shared/export/picture/text-direction.ts'
import { LEGEND_FAMILY } from '../picture-fonts.ts'
import fontkit from '@cantoo/fontkit'
import cyrillicBold from '@fontsource/source-sans-3/files/source-sans-3-cyrillic-600-normal.woff?url'
import cyrillic from '@fontsource/source-sans-3/files/source-sans-3-cyrillic-400-normal.woff?url'
import cyrillicExtBold from '@fontsource/source-sans-3/files/source-sans-3-cyrillic-ext-600-normal.woff?url'
import cyrillicExt from '@fontsource/source-sans-3/files/source-sans-3-cyrillic-ext-400-normal.woff?url'
import greekBold from '@fontsource/source-sans-3/files/source-sans-3-greek-600-normal.woff?url'
import greek from '@fontsource/source-sans-3/files/source-sans-3-greek-400-normal.woff?url'
import latinBold from '@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff?url'
import latin from '@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff?url'
import latinExtBold from '@fontsource/source-sans-3/files/source-sans-3-latin-ext-600-normal.woff?url'
import latinExt from '@fontsource/source-sans-3/files/source-sans-3-latin-ext-400-normal.woff?url'
import vietnameseBold from '@fontsource/source-sans-3/files/source-sans-3-vietnamese-600-normal.woff?url'
import vietnamese from '@fontsource/source-sans-3/files/source-sans-3-vietnamese-400-normal.woff?url'

/** Source Sans 3 as static files, each with the letters of a script: variable fonts cannot be put into a PDF. */
const files: [regular: string, bold: string][] = [
  [latin, latinBold],
  [latinExt, latinExtBold],
  [cyrillic, cyrillicBold],
  [cyrillicExt, cyrillicExtBold],
  [greek, greekBold],
  [vietnamese, vietnameseBold],
]

type Loaded = { regular: PDFFont; bold: PDFFont; letters: ReadonlySet<number> }

/** A stretch of words that one font has; `font` is null where none does. */
export type Stretch = { text: string; font: PDFFont | null }

export type PdfFonts = {
  stretches: (text: string, isBold: boolean) => Stretch[]
  widthOf: (text: string, font: { size: number; isBold: boolean }) => number
}

/** The fonts that some words need, and no others. */
export async function pdfFonts(pdf: PDFDocument, words: string): Promise<PdfFonts> {
  pdf.registerFontkit(fontkit)
  const needed = new Set<number>()
  for (const letter of words) needed.add(letter.codePointAt(0) ?? 0)
  const loaded: Loaded[] = []
  for (const [at, [regular, bold]] of files.entries()) {
    if (at > 0 && needed.size === 0) break
    // oxlint-disable-next-line no-await-in-loop -- those of other scripts are fetched only where these do not do
    const each = await load(pdf, regular, bold)
    const isOfUse = [...needed].some((letter) => each.letters.has(letter))
    for (const letter of each.letters) needed.delete(letter)
    if (at === 0 || isOfUse) loaded.push(each)
  }
  const fontOf = (letter: string, isBold: boolean): PDFFont | null => {
    const has = loaded.find(({ letters }) => letters.has(letter.codePointAt(0) ?? 0))
    return has ? (isBold ? has.bold : has.regular) : null
  }
  const stretches = (text: string, isBold: boolean): Stretch[] => {
    // Which of its parts comes where is for the browser to say: it sets the line as a whole.
    if (runsBothWays(text)) return [{ text, font: null }]
    const found: Stretch[] = []
    for (const letter of text) {
      const font = fontOf(letter, isBold)
      const last = found.at(-1)
      if (last && (last.font === font || letter === ' ')) last.text += letter
      else found.push({ text: letter, font })
    }
    return found
  }
  return {
    stretches,
    widthOf: (text, { size, isBold }) =>
      stretches(text, isBold).reduce(
        (sum, { text: own, font }) =>
          sum + (font ? font.widthOfTextAtSize(own, size) : widthAs(own, { size, isBold })),
        0,
      ),
  }
}

async function load(pdf: PDFDocument, regularUrl: string, boldUrl: string): Promise<Loaded> {
  const [regular, bold] = await Promise.all(
    [regularUrl, boldUrl].map(async (url) =>
      pdf.embedFont(await (await fetch(url)).arrayBuffer(), { subset: true }),
    ),
  )
  if (!regular || !bold) throw new Error('A font is missing')
  return { regular, bold, letters: new Set(regular.getCharacterSet()) }
}

/** Letters that no font of ours has are drawn by the browser: their width is what it says. */
function widthAs(text: string, { size, isBold }: { size: number; isBold: boolean }): number {
  const context = document.createElement('canvas').getContext('2d')
  if (!context) return size * text.length
  context.font = browserFont(100, isBold)
  return (context.measureText(text).width * size) / 100
}

/** In which the browser sets letters that no font of ours has. */
export function browserFont(px: number, isBold: boolean): string {
  return `${isBold ? 600 : 400} ${px}px ${LEGEND_FAMILY}`
}
