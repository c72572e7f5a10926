import type { PDFPage } from '@cantoo/pdf-lib'
import { wrapped, type LegendRun } from '../../../../shared/export/picture/legend-layout.ts'
import type { PlacedText } from '../../../board/picture/texts-in.ts'
import type { Rect } from '../raster.ts'
import type { PdfPage } from './make-pdf.ts'
import { addressIn, colours, drawLine, MARGIN, type Parts } from './pdf-page.ts'
import { putLink, putUnseen } from './pdf-words.ts'

export type DrawnPage = PdfPage & {
  images: { bytes: ArrayBuffer; box: Rect }[]
  texts: PlacedText[]
}

type Style = Pick<LegendRun, 'size' | 'isBold' | 'tone'>

const HEADING = { size: 15, isBold: true, tone: 'ink' } as const
const SAID = { size: 11, isBold: false, tone: 'ink' } as const
const LABEL = { size: 9, isBold: true, tone: 'soft' } as const
/** Stands behind the heading on a page on which its words go on. */
export const CONTINUED = ' (continued)'
const LINE = 1.36
/** A blank line between paragraphs, in lines. */
const BLANK = 0.6
/** What of a page the picture may take where words stand under it, and what it has at least. */
const PICTURE_SHARE = 0.58
const LEAST_SHARE = 0.3

/** Where the next line goes: under `y`, measured from below. */
type Place = { page: PDFPage; y: number }

/** A picture with its heading, and under it what is said to it, on as many pages as that takes. */
export async function addPicture(parts: Parts, drawn: DrawnPage): Promise<void> {
  const { pdf, size, bottom } = parts
  const { heading, said } = drawn
  const top = size[1] - MARGIN
  const room = top - bottom
  let at: Place = { page: pdf.addPage(size), y: top }
  at = await addText(parts, { at, text: heading, style: HEADING, again: null })
  at = { ...at, y: at.y - HEADING.size * 0.5 }
  if (at.y - bottom < room * LEAST_SHARE) at = { page: pdf.addPage(size), y: top }
  const high = said.length > 0 ? Math.min(room * PICTURE_SHARE, at.y - bottom) : at.y - bottom
  at = await putPicture(parts, { at, high, drawn })
  at = { ...at, y: at.y - 10 }
  for (const { label, text } of said) {
    const again = heading
    // oxlint-disable-next-line no-await-in-loop -- one under the other
    if (label !== null) at = await addText(parts, { at, text: label, style: LABEL, again })
    // oxlint-disable-next-line no-await-in-loop
    at = await addText(parts, { at, text, style: SAID, again })
    at = { ...at, y: at.y - SAID.size }
  }
}

/** As large as it goes into the width and a height; in the middle where nothing stands under it. */
async function putPicture(
  { pdf, fonts, size, addresses }: Parts,
  { at, high, drawn }: { at: Place; high: number; drawn: DrawnPage },
): Promise<Place> {
  const { page } = at
  const { sketch, said, images, texts } = drawn
  const { w, h } = sketch.motif.area
  const wide = size[0] - 2 * MARGIN
  const times = Math.min(wide / w, high / h)
  const isAlone = said.length === 0
  const left = MARGIN + (isAlone ? (wide - w * times) / 2 : 0)
  const top = at.y - (isAlone ? (high - h * times) / 2 : 0)
  for (const { bytes, box } of images) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const image = await pdf.embedJpg(bytes)
    page.drawImage(image, {
      x: left + box.x * times,
      y: top - (box.y + box.h) * times,
      width: box.w * times,
      height: box.h * times,
    })
  }
  for (const text of texts) {
    const fontSize = Math.max(0.1, text.h * times * 0.72)
    const line = {
      x: left + text.x * times,
      y: top - (text.y + text.h * 0.78) * times,
      w: text.w * times,
    }
    putUnseen({ page, fonts }, { ...line, text: text.text, size: fontSize, isBold: false })
    const href = text.href ?? addressIn(text.text, addresses)
    if (href !== undefined)
      putLink(page, { ...line, y: top - (text.y + text.h) * times, h: text.h * times, href })
  }
  return { page, y: top - h * times }
}

/** Words from a place on, with their blank lines; where a page ends they go on on one of their own. */
async function addText(
  parts: Parts,
  {
    at,
    text,
    style,
    again,
  }: {
    at: Place
    text: string
    style: Style
    /** The heading of the pages that follow; null for a heading itself. */ again: string | null
  },
): Promise<Place> {
  const { fonts, size, bottom } = parts
  const wide = size[0] - 2 * MARGIN
  const lineH = style.size * LINE
  let { page, y } = at
  for (const paragraph of text.split(/\r?\n/)) {
    if (paragraph.trim() === '') y -= lineH * BLANK
    for (const line of wrapped(paragraph, { style, w: wide, measure: fonts.widthOf })) {
      if (y - lineH < bottom) {
        // oxlint-disable-next-line no-await-in-loop -- line by line
        ;({ page, y } = await nextPage(parts, again))
      }
      y -= lineH
      const indent = line.dir === 'rtl' ? Math.max(0, wide - fonts.widthOf(line.text, line)) : 0
      const placed = { ...line, x: MARGIN + indent, y: y + lineH * 0.28 }
      // oxlint-disable-next-line no-await-in-loop
      await drawLine({ ...parts, page }, { ...placed, colour: colours[style.tone] })
    }
  }
  return { page, y }
}

async function nextPage(parts: Parts, again: string | null): Promise<Place> {
  const { pdf, size } = parts
  const at = { page: pdf.addPage(size), y: size[1] - MARGIN }
  if (again === null) return at
  const style = { ...LABEL, size: 10 }
  const place = await addText(parts, { at, text: again + CONTINUED, style, again: null })
  return { ...place, y: place.y - style.size * 0.6 }
}
