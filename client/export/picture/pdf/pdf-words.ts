import {
  beginText,
  endText,
  PDFHexString,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  PDFString,
  popGraphicsState,
  pushGraphicsState,
  rgb,
  setCharacterSqueeze,
  setFontAndSize,
  setTextMatrix,
  setTextRenderingMode,
  showText,
  TextRenderingMode,
  type PDFDocument,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { directionOf } from '../../../../shared/export/picture/text-direction.ts'
import { browserFont, type PdfFonts } from './pdf-fonts.ts'

export type Colour = { r: number; g: number; b: number }
type Line = { text: string; x: number; y: number; size: number; isBold: boolean }

/** Draws a line of words; letters that no font of ours has as a picture of them, and to be copied as words all the same. */
export async function drawWords(
  { pdf, page, fonts }: { pdf: PDFDocument; page: PDFPage; fonts: PdfFonts },
  { text, x, y, size, isBold, colour }: Line & { colour: Colour },
): Promise<void> {
  let at = x
  for (const { text: own, font } of fonts.stretches(text, isBold)) {
    const w = fonts.widthOf(own, { size, isBold })
    if (font) page.drawText(own, { x: at, y, size, font, color: rgb(colour.r, colour.g, colour.b) })
    else {
      // oxlint-disable-next-line no-await-in-loop -- rare, and each goes on where the last ends
      const image = await pdf.embedPng(pictureOf(own, { isBold, colour }))
      page.drawImage(image, { x: at, y: y - size * 0.3, width: w, height: size * 1.4 })
      putUnseen({ page, fonts }, { text: own, x: at, y, size, isBold, w })
    }
    at += w
  }
}

/**
 * Puts words where they stand in a picture, without showing them: they can be searched, chosen and copied there.
 * What no font of ours has is told by /ActualText (ISO 32000-1, 14.9.4).
 */
export function putUnseen(
  { page, fonts }: { page: PDFPage; fonts: PdfFonts },
  { text, x, y, size, isBold, w }: Line & { w: number },
): void {
  const stretches = fonts.stretches(text, isBold)
  const isWhole = stretches.every(({ font }) => font !== null)
  // Something has to stand there to carry the words.
  const shown = isWhole ? text : 'x'.repeat(Math.max(1, text.length))
  const parts = isWhole ? stretches : fonts.stretches(shown, isBold)
  const natural = fonts.widthOf(shown, { size, isBold })
  const squeeze = natural > 0 ? (w / natural) * 100 : 100
  let at = x
  const operators = [
    pushGraphicsState(),
    ...(isWhole ? [] : [actualText(page, text)]),
    beginText(),
    setTextRenderingMode(TextRenderingMode.Invisible),
    setCharacterSqueeze(squeeze),
    ...parts.flatMap(({ text: own, font }) => {
      if (!font) return []
      const key = page.node.newFontDictionary(font.name, font.ref)
      const from = at
      at += (font.widthOfTextAtSize(own, size) * squeeze) / 100
      return [
        setFontAndSize(key, size),
        setTextMatrix(1, 0, 0, 1, from, y),
        showText(font.encodeText(own)),
      ]
    }),
    endText(),
    ...(isWhole ? [] : [PDFOperator.of(PDFOperatorNames.EndMarkedContent)]),
    popGraphicsState(),
  ]
  page.pushOperators(...operators)
}

function actualText(page: PDFPage, text: string): PDFOperator {
  const about = page.doc.context.obj({ ActualText: PDFHexString.fromText(text) })
  return PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, [
    PDFName.of('Span'),
    about.toString(),
  ])
}

/** Makes a rectangle of a page lead to an address of the web. */
export function putLink(
  page: PDFPage,
  { x, y, w, h, href }: { x: number; y: number; w: number; h: number; href: string },
): void {
  const { context } = page.doc
  const link = context.obj({
    Type: 'Annot',
    Subtype: 'Link',
    Rect: [x, y, x + w, y + h],
    Border: [0, 0, 0],
    A: { Type: 'Action', S: 'URI', URI: PDFString.of(encodeURI(decoded(href))) },
  })
  page.node.addAnnot(context.register(link))
}

function decoded(address: string): string {
  try {
    return decodeURI(address)
  } catch {
    return address
  }
}

const PICTURE_SIZE = 64

function pictureOf(
  text: string,
  { isBold, colour: { r, g, b } }: { isBold: boolean; colour: Colour },
): string {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) throw new Error('There is no canvas to draw on')
  const font = browserFont(PICTURE_SIZE, isBold)
  context.font = font
  canvas.width = Math.max(1, Math.ceil(context.measureText(text).width))
  canvas.height = Math.ceil(PICTURE_SIZE * 1.4)
  context.font = font
  context.direction = directionOf(text)
  context.textAlign = 'left'
  context.fillStyle = `rgb(${r * 255} ${g * 255} ${b * 255})`
  context.fillText(text, 0, PICTURE_SIZE * 1.1)
  return canvas.toDataURL('image/png')
}
