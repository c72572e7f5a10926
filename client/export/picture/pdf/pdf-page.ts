import { rgb, type PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import type { LegendRun } from '../../../../shared/export/picture/legend-layout.ts'
import type { PdfFonts } from './pdf-fonts.ts'
import { drawWords, putLink, type Colour } from './pdf-words.ts'

export const MARGIN = 34

export type Parts = {
  pdf: PDFDocument
  fonts: PdfFonts
  size: [number, number]
  /** Height over the lower edge of a page where its foot ends and words may stand. */
  bottom: number
  /** Addresses that items on these pages name: a line may hold only the beginning of one. */
  addresses: readonly string[]
}

/** On paper, whatever the scheme of the pictures. */
export const colours = {
  ink: colourOf(0x23, 0x20, 0x1b),
  soft: colourOf(0x5d, 0x57, 0x4c),
  doubt: colourOf(0xb5, 0x2d, 0x26),
} satisfies Record<LegendRun['tone'], Colour>

function colourOf(r: number, g: number, b: number): Colour {
  const { red, green, blue } = rgb(r / 255, g / 255, b / 255)
  return { r: red, g: green, b: blue }
}

/** A line of words, which leads to the address that it names. `y` is its baseline, from below. */
export async function drawLine(
  { pdf, fonts, addresses, page }: Omit<Parts, 'size' | 'bottom'> & { page: PDFPage },
  line: { text: string; x: number; y: number; size: number; isBold: boolean; colour: Colour },
): Promise<void> {
  await drawWords({ pdf, page, fonts }, line)
  const href = addressIn(line.text, addresses)
  if (href === undefined) return
  const { text, x, y, size } = line
  putLink(page, { x, y: y - size * 0.3, w: fonts.widthOf(text, line), h: size * 1.3, href })
}

/** The address that a line names, whole, though the line may hold only its beginning. */
export function addressIn(line: string, addresses: readonly string[]): string | undefined {
  const found = /https?:\/\/\S+/u.exec(line)?.[0]
  if (found === undefined) return undefined
  return (
    addresses.find((address) => address.startsWith(found.replace(/[….,)]+$/u, ''))) ?? undefined
  )
}
