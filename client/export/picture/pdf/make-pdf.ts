import { PDFDocument, PDFName, rgb, type PDFPage } from '@cantoo/pdf-lib'
import { legendPages, wrapped } from '../../../../shared/export/picture/legend-layout.ts'
import { NO_HASH, withOwnHash } from '../../../../shared/export/picture/file-hash.ts'
import { xmpOf } from '../../../../shared/export/picture/picture-facts.ts'
import { instant } from '../../../../shared/export/page.ts'
import { textOf } from '../../../../shared/evidence/values.ts'
import type { PlacedText } from '../../../board/picture/texts-in.ts'
import type { KnownFacts } from '../encode.ts'
import { planOf } from '../pieces.ts'
import { paintPiece, type Rect, type Work } from '../raster.ts'
import type { Sketch, Studio } from '../studio.ts'
import { pdfFonts, type PdfFonts } from './pdf-fonts.ts'
import { drawWords, putLink, putUnseen } from './pdf-words.ts'

/** One page with a picture: of a scene, a frame, or the whole board. */
export type PdfPage = {
  sketch: Sketch
  heading: string
  /** What is said to it; none for a picture alone. */
  notes: string
}

const LONG = 841.89
const SHORT = 595.28
const MARGIN = 34
const HEADING = 15
const FOOT = 8
/** Legends are set in pixels of a screen; on paper they are this much smaller. */
const LEGEND_FACTOR = 0.62
const NOTES = { size: 11, isBold: false, tone: 'ink' } as const
const NOTES_LINE = 15
/** What of a page the picture may take where there are notes under it. */
const PICTURE_SHARE = 0.58

type Drawn = PdfPage & {
  images: { bytes: ArrayBuffer; box: Rect }[]
  texts: PlacedText[]
}

/**
 * A PDF with a page for each picture, then what is said of the items on all of them. Words on cards can be searched
 * and copied where they stand, addresses lead there, and every page says what it is of.
 */
export async function makePdf(
  studio: Studio,
  {
    pages,
    facts,
    scale,
    work,
  }: {
    pages: readonly PdfPage[]
    facts: KnownFacts
    scale: number
    work: Work
  },
): Promise<{ blob: Blob; pixels: string }> {
  const drawn: Drawn[] = []
  for (const [at, page] of pages.entries()) {
    const share = (done: number) => work.onDone((at + done) / pages.length)
    // oxlint-disable-next-line no-await-in-loop -- one picture in memory at a time
    drawn.push(await drawPage(studio, page, { scale, work: { ...work, onDone: share } }))
  }
  const pdf = await PDFDocument.create()
  const isHandout = pages.some(({ notes }) => notes !== '')
  const legends = pages.flatMap(({ sketch: { legend } }) => legend ?? [])
  const of = `${facts.title} · ${facts.moment === instant(facts.at) ? '' : `${facts.moment} · `}${instant(facts.at)}`
  const words = JSON.stringify([
    drawn.map(({ heading, notes, texts }) => [heading, notes, texts.map(({ text }) => text)]),
    legends,
    of,
    'Page of x0123456789',
  ])
  const fonts = await pdfFonts(pdf, words)
  const addresses = addressesOf(pages)
  const size: [number, number] = isHandout ? [SHORT, LONG] : [LONG, SHORT]
  for (const page of drawn) {
    // oxlint-disable-next-line no-await-in-loop -- pages in their order
    await addPicture({ pdf, fonts, size, addresses }, page)
  }
  const [legend] = legends
  if (legend) {
    const whole = { ...legend, groups: mergedGroups(legends) }
    await addLegend({ pdf, fonts, size, addresses }, whole)
  }
  await addFeet({ pdf, fonts }, of)
  pdf.setTitle(`${facts.title}, ${facts.moment}`)
  pdf.setLanguage('en')
  pdf.setCreator('Redstring')
  pdf.setProducer('Redstring')
  return finished(pdf, facts)
}

async function drawPage(
  { pictures }: Studio,
  page: PdfPage,
  { scale, work }: { scale: number; work: Work },
): Promise<Drawn> {
  const { motif } = page.sketch
  const layout = {
    w: motif.area.w,
    h: motif.area.h,
    drawing: { ...motif.area, x: 0, y: 0 },
    legend: null,
  }
  const plan = planOf(layout, { scale })
  const pieces = plan.is === 'pieces' ? plan.pieces : [{ x: 0, y: 0, w: plan.w, h: plan.h }]
  const texts: PlacedText[] = []
  const images: Drawn['images'] = []
  for (const [at, piece] of pieces.entries()) {
    // oxlint-disable-next-line no-await-in-loop -- one piece in memory at a time
    const canvas = await paintPiece(piece, {
      pictures,
      motif,
      layout,
      scale,
      work: {
        ...work,
        onDone: (done) => work.onDone((at + done) / pieces.length),
        onTexts: (found) => texts.push(...found),
      },
    })
    // oxlint-disable-next-line no-await-in-loop
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.92))
    canvas.width = 0
    if (!blob) throw new Error('This browser could not keep the picture')
    // oxlint-disable-next-line no-await-in-loop
    images.push({ bytes: await blob.arrayBuffer(), box: piece })
  }
  return {
    ...page,
    images: images.map(({ bytes, box }) => ({ bytes, box: shrunk(box, scale) })),
    texts,
  }
}

type Parts = {
  pdf: PDFDocument
  fonts: PdfFonts
  size: [number, number]
  /** Addresses that items on these pages name: a line may hold only the beginning of one. */
  addresses: readonly string[]
}

async function addPicture(parts: Parts, { sketch, heading, notes, images, texts }: Drawn) {
  const { pdf, fonts, size } = parts
  const [pageW, pageH] = size
  const page = pdf.addPage(size)
  const top = pageH - MARGIN - HEADING * 1.7
  await drawWords(
    { pdf, page, fonts },
    {
      text: heading,
      x: MARGIN,
      y: pageH - MARGIN - HEADING,
      size: HEADING,
      isBold: true,
      colour: INK,
    },
  )
  const room = {
    w: pageW - 2 * MARGIN,
    h: notes === '' ? top - MARGIN - 16 : (pageH - 2 * MARGIN) * PICTURE_SHARE,
  }
  const { w, h } = sketch.motif.area
  const times = Math.min(room.w / w, room.h / h)
  const left = MARGIN + (notes === '' ? (room.w - w * times) / 2 : 0)
  const high = notes === '' ? top - (room.h - h * times) / 2 : top
  for (const { bytes, box } of images) {
    // oxlint-disable-next-line no-await-in-loop
    const image = await pdf.embedJpg(bytes)
    page.drawImage(image, {
      x: left + box.x * times,
      y: high - (box.y + box.h) * times,
      width: box.w * times,
      height: box.h * times,
    })
  }
  for (const text of texts) {
    const fontSize = Math.max(0.1, text.h * times * 0.72)
    const line = {
      x: left + text.x * times,
      y: high - (text.y + text.h * 0.78) * times,
      w: text.w * times,
    }
    putUnseen({ page, fonts }, { ...line, text: text.text, size: fontSize, isBold: false })
    const href = text.href ?? addressIn(text.text, parts.addresses)
    if (href !== undefined)
      putLink(page, { ...line, y: high - (text.y + text.h) * times, h: text.h * times, href })
  }
  if (notes !== '') await addNotes(parts, { page, from: high - h * times - 22, notes })
}

/** Notes go on where the page ends, on one of their own. */
async function addNotes(
  parts: Parts,
  { page, from, notes }: { page: PDFPage; from: number; notes: string },
) {
  const { pdf, fonts, size } = parts
  const lines = wrapped(notes, { style: NOTES, w: size[0] - 2 * MARGIN, measure: fonts.widthOf })
  let [at, y] = [page, from]
  for (const line of lines) {
    if (y < MARGIN + 24) {
      at = pdf.addPage(size)
      y = size[1] - MARGIN - NOTES.size
    }
    // oxlint-disable-next-line no-await-in-loop -- line by line
    await drawWords({ pdf, page: at, fonts }, { ...line, x: MARGIN, y, colour: INK })
    const href = addressIn(line.text, parts.addresses)
    if (href !== undefined)
      putLink(at, { x: MARGIN, y: y - 3, w: fonts.widthOf(line.text, NOTES), h: NOTES_LINE, href })
    y -= NOTES_LINE
  }
}

async function addLegend(parts: Parts, legend: Parameters<typeof legendPages>[0]) {
  const { pdf, fonts, size } = parts
  const [w, h] = size
  const pages = legendPages(legend, {
    w,
    h: h - 20,
    factor: LEGEND_FACTOR,
    measure: fonts.widthOf,
  })
  for (const { runs } of pages) {
    const page = pdf.addPage(size)
    for (const run of runs) {
      const colour = run.tone === 'ink' ? INK : run.tone === 'soft' ? SOFT : DOUBT
      const line = { ...run, y: h - run.y, colour }
      // oxlint-disable-next-line no-await-in-loop -- line by line
      await drawWords({ pdf, page, fonts }, line)
      const href = addressIn(run.text, parts.addresses)
      if (href !== undefined)
        putLink(page, {
          x: run.x,
          y: line.y - run.size * 0.3,
          w: fonts.widthOf(run.text, run),
          h: run.size * 1.3,
          href,
        })
    }
  }
}

/** What each page is of, and which one it is. */
async function addFeet({ pdf, fonts }: Pick<Parts, 'pdf' | 'fonts'>, of: string) {
  const pages = pdf.getPages()
  for (const [at, page] of pages.entries()) {
    const y = MARGIN - 14
    const number = `Page ${at + 1} of ${pages.length}`
    const numberW = fonts.widthOf(number, { size: FOOT, isBold: false })
    const line = { y, size: FOOT, isBold: false, colour: SOFT }
    // oxlint-disable-next-line no-await-in-loop -- page by page
    await drawWords({ pdf, page, fonts }, { ...line, text: of, x: MARGIN })
    // oxlint-disable-next-line no-await-in-loop
    await drawWords(
      { pdf, page, fonts },
      { ...line, text: number, x: page.getWidth() - MARGIN - numberW },
    )
  }
}

/** What the PDF says of itself comes last, as it is, with the hash of the whole file in it. */
async function finished(pdf: PDFDocument, facts: KnownFacts) {
  await pdf.flush()
  const xmp = xmpOf({ ...facts, pixels: NO_HASH, covers: 'file' })
  const about = { Type: 'Metadata', Subtype: 'XML' }
  const stream = pdf.context.stream(new TextEncoder().encode(xmp), about)
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(stream))
  const laid = await pdf.save({ useObjectStreams: false })
  const { bytes, hash } = withOwnHash(Uint8Array.from(laid), 'last')
  return { blob: new Blob([bytes], { type: 'application/pdf' }), pixels: hash }
}

function addressesOf(pages: readonly PdfPage[]): string[] {
  const all = pages.flatMap(({ sketch: { motif } }) =>
    motif.evidence.flatMap((item) => [textOf(item, 'url'), textOf(item, 'sourceUrl')]),
  )
  return [...new Set(all)].filter((address) => address !== undefined)
}

/** The address that a line names, whole, though the line may hold only its beginning. */
function addressIn(line: string, addresses: readonly string[]): string | undefined {
  const found = /https?:\/\/\S+/u.exec(line)?.[0]
  if (found === undefined) return undefined
  return (
    addresses.find((address) => address.startsWith(found.replace(/[….,)]+$/u, ''))) ?? undefined
  )
}

/** Items of all pages, each once, under the headings of the first page that has them. */
function mergedGroups(legends: readonly Parameters<typeof legendPages>[0][]) {
  const groups = new Map<
    string,
    Map<string, (typeof legends)[number]['groups'][number]['items'][number]>
  >()
  for (const { groups: own } of legends)
    for (const { title, items } of own) {
      const known = groups.get(title) ?? new Map()
      for (const item of items) known.set(JSON.stringify(item), item)
      groups.set(title, known)
    }
  return [...groups].map(([title, items]) => ({ title, items: [...items.values()] }))
}

function shrunk({ x, y, w, h }: Rect, scale: number): Rect {
  return { x: x / scale, y: y / scale, w: w / scale, h: h / scale }
}

/** On paper, whatever the scheme of the pictures. */
const INK = colourOf(0x23, 0x20, 0x1b)
const SOFT = colourOf(0x5d, 0x57, 0x4c)
const DOUBT = colourOf(0xb5, 0x2d, 0x26)

function colourOf(r: number, g: number, b: number) {
  const { red, green, blue } = rgb(r / 255, g / 255, b / 255)
  return { r: red, g: green, b: blue }
}
