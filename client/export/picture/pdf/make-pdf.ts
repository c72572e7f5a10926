import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import type { Legend } from '../../../../shared/export/picture/legend.ts'
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
import { colours, drawLine, MARGIN, type Parts } from './pdf-page.ts'
import { drawWords } from './pdf-words.ts'
import { addPicture, CONTINUED, type DrawnPage } from './picture-page.ts'

/** One page with a picture: of a scene, a frame, or the whole board. */
export type PdfPage = {
  sketch: Sketch
  heading: string
  /** What is said to it; nothing for a picture alone. */
  said: readonly Said[]
}

/** Words under a picture; they may have blank lines. */
export type Said = { label: string | null; text: string }

const LONG = 841.89
const SHORT = 595.28
/** Legends are set in pixels of a screen; on paper they are this much smaller. */
const LEGEND_FACTOR = 0.62
/** What a legend keeps free under it, in its own pixels: the foot has room of its own. */
const LEGEND_PADDING = 28
const FOOT = { size: 8, isBold: false, tone: 'soft' } as const
const FOOT_Y = MARGIN - 14
const FOOT_LINE = 10
/** Room for "Page 100 of 100". */
const NUMBER_W = 80

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
  const drawn: DrawnPage[] = []
  for (const [at, page] of pages.entries()) {
    const share = (done: number) => work.onDone((at + done) / pages.length)
    // oxlint-disable-next-line no-await-in-loop -- one picture in memory at a time
    drawn.push(await drawPage(studio, page, { scale, work: { ...work, onDone: share } }))
  }
  const pdf = await PDFDocument.create()
  const isHandout = pages.some(({ said }) => said.length > 0)
  const legends = pages.flatMap(({ sketch: { legend } }) => legend ?? [])
  const of = `${facts.title} · ${facts.moment === instant(facts.at) ? '' : `${facts.moment} · `}${instant(facts.at)}`
  const words = JSON.stringify([
    drawn.map(({ heading, said, texts }) => [heading, said, texts.map(({ text }) => text)]),
    legends,
    of,
    `Page of x0123456789${CONTINUED}`,
  ])
  const fonts = await pdfFonts(pdf, words)
  const addresses = addressesOf(pages)
  const size: [number, number] = isHandout ? [SHORT, LONG] : [LONG, SHORT]
  const bottom = FOOT_Y + footLines(of, { w: size[0], fonts }).length * FOOT_LINE + 6
  const parts = { pdf, fonts, size, bottom, addresses }
  for (const page of drawn) {
    // oxlint-disable-next-line no-await-in-loop -- pages in their order
    await addPicture(parts, page)
  }
  const [legend] = legends
  if (legend) {
    const undrawn = [...new Set(legends.flatMap((each) => each.undrawn))]
    const whole = { ...legend, undrawn, groups: mergedGroups(legends) }
    await addLegend(parts, whole)
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
): Promise<DrawnPage> {
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
  const images: DrawnPage['images'] = []
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

async function addLegend(parts: Parts, legend: Legend) {
  const { pdf, fonts, size, bottom } = parts
  const [w, h] = size
  // Its own margins are those of a screen.
  const inset = MARGIN - LEGEND_FACTOR * LEGEND_PADDING
  const pages = legendPages(legend, {
    w: w - 2 * inset,
    h: h - inset - bottom + LEGEND_FACTOR * LEGEND_PADDING,
    factor: LEGEND_FACTOR,
    measure: fonts.widthOf,
  })
  for (const { runs } of pages) {
    const page = pdf.addPage(size)
    for (const run of runs) {
      const at = { x: run.x + inset, y: h - inset - run.y }
      const line = { ...run, ...at, colour: colours[run.tone] }
      // oxlint-disable-next-line no-await-in-loop -- line by line
      await drawLine({ ...parts, page }, line)
    }
  }
}

/** What each page is of, whole, and which one it is. */
async function addFeet({ pdf, fonts }: Pick<Parts, 'pdf' | 'fonts'>, of: string) {
  const pages = pdf.getPages()
  for (const [at, page] of pages.entries()) {
    const number = `Page ${at + 1} of ${pages.length}`
    const x = page.getWidth() - MARGIN - fonts.widthOf(number, FOOT)
    const lines = footLines(of, { w: page.getWidth(), fonts })
    for (const [index, line] of lines.entries()) {
      const y = FOOT_Y + (lines.length - 1 - index) * FOOT_LINE
      // oxlint-disable-next-line no-await-in-loop -- page by page
      await drawWords({ pdf, page, fonts }, { ...line, x: MARGIN, y, colour: colours.soft })
    }
    // oxlint-disable-next-line no-await-in-loop
    await drawWords(
      { pdf, page, fonts },
      { ...FOOT, text: number, x, y: FOOT_Y, colour: colours.soft },
    )
  }
}

function footLines(of: string, { w, fonts }: { w: number; fonts: PdfFonts }) {
  return wrapped(of, { style: FOOT, w: w - 2 * MARGIN - NUMBER_W, measure: fonts.widthOf })
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
