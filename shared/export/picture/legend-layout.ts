import type { Legend, LegendItem } from './legend.ts'
import { undrawnInLegend } from './kinds-of-letters.ts'
import { directionOf, type TextDirection } from './text-direction.ts'

export type LegendFont = { size: number; isBold: boolean }
/** How wide words are, in the units of the font's size. */
export type Measure = (text: string, font: LegendFont) => number

/** One line of words as it stands: `x` is its left end whichever way it runs, `y` its baseline. */
export type LegendRun = LegendFont & {
  text: string
  dir: TextDirection
  x: number
  y: number
  tone: 'ink' | 'soft' | 'doubt'
}
export type LegendLayout = { runs: LegendRun[]; w: number; h: number }

type Style = Pick<LegendRun, 'size' | 'isBold' | 'tone'>
/** Words that stay together; `before` is the room above them where they do not begin a column. */
type Block = { lines: Line[]; before: number; h: number }
type Line = Style & { text: string; dir: TextDirection }

const LINE = 1.32
const MOST_TOGETHER = 20
const styles = {
  title: { size: 26, isBold: true, tone: 'ink' },
  about: { size: 15, isBold: false, tone: 'soft' },
  undrawn: { size: 15, isBold: false, tone: 'doubt' },
  group: { size: 16, isBold: true, tone: 'doubt' },
  name: { size: 15, isBold: true, tone: 'ink' },
  standing: { size: 14, isBold: false, tone: 'soft' },
  words: { size: 14, isBold: false, tone: 'ink' },
  sources: { size: 13, isBold: false, tone: 'soft' },
  doubts: { size: 13, isBold: false, tone: 'doubt' },
} as const satisfies Record<string, Style>

/** Widths of a column that read well, at a factor of 1. */
const COLUMN = 380
const GAP = 36
const PADDING = 28

/**
 * Sets a legend into columns of a width. Nothing is left out or cut: it grows as tall as it must. `factor` makes
 * everything larger, for pictures that are seen much smaller than they are.
 */
export function layOutLegend(
  legend: Legend,
  { w, factor, measure }: { w: number; factor: number; measure: Measure },
): LegendLayout {
  const frame = frameOf(w, factor)
  const { by, padding, gap, count, column } = frame
  const head = headOf(legend, { frame, measure })
  const runs: LegendRun[] = []
  let y = padding
  for (const line of head) {
    y += line.size * LINE
    runs.push(placed(line, { left: padding, w: frame.inner, y, measure }))
  }
  const top = y + 14 * factor
  const blocks = blocksOf(legend, { by, factor, w: column, measure })
  const columns = inColumns(blocks, count)
  let bottom = top
  for (const [at, own] of columns.entries()) {
    let down = top
    for (const [index, block] of own.entries()) {
      if (index > 0) down += block.before
      for (const line of block.lines) {
        down += line.size * LINE
        runs.push(
          placed(line, { left: padding + at * (column + gap), w: column, y: down, measure }),
        )
      }
    }
    bottom = Math.max(bottom, down)
  }
  return { runs, w, h: (blocks.length > 0 ? bottom : y) + padding }
}

/**
 * The same on pages of a size: columns as tall as a page, one page after the other. The pages are full apart from
 * the last; a page holds at least one item.
 */
export function legendPages(
  legend: Legend,
  { w, h, factor, measure }: { w: number; h: number; factor: number; measure: Measure },
): LegendLayout[] {
  const frame = frameOf(w, factor)
  const { by, padding, gap, count, column } = frame
  const runs: LegendRun[] = []
  let y = padding
  for (const line of headOf(legend, { frame, measure })) {
    y += line.size * LINE
    runs.push(placed(line, { left: padding, w: frame.inner, y, measure }))
  }
  const pages: LegendLayout[] = [{ runs, w, h }]
  let top = y + 14 * factor
  let [at, down] = [0, top]
  const blocks = blocksOf(legend, { by, factor, w: column, measure })
  for (const block of blocks) {
    const isFirst = down === top
    if (!isFirst && down + block.before + block.h > h - padding) [at, down] = [at + 1, top]
    else if (!isFirst) down += block.before
    for (const line of block.lines) {
      if (down + line.size * LINE > h - padding) [at, down] = [at + 1, top]
      if (at === count) {
        pages.push({ runs: [], w, h })
        top = padding
        ;[at, down] = [0, top]
      }
      down += line.size * LINE
      const left = padding + at * (column + gap)
      pages.at(-1)?.runs.push(placed(line, { left, w: column, y: down, measure }))
    }
  }
  return pages
}

/** A line in its column, at the side from which it is read; `y` is where its room ends. */
function placed(
  line: Line,
  { left, w, y, measure }: { left: number; w: number; y: number; measure: Measure },
): LegendRun {
  const indent = line.dir === 'rtl' ? Math.max(0, w - measure(line.text, line)) : 0
  return { ...line, x: left + indent, y: y - line.size * 0.3 }
}

type Frame = ReturnType<typeof frameOf>

function frameOf(w: number, factor: number) {
  const padding = PADDING * factor
  const gap = GAP * factor
  const inner = w - 2 * padding
  const count = Math.max(1, Math.floor((inner + gap) / (COLUMN * factor + gap)))
  return {
    by: (style: Style): Style => ({ ...style, size: style.size * factor }),
    padding,
    gap,
    inner,
    count,
    column: (inner - gap * (count - 1)) / count,
  }
}

function headOf(
  { title, about, undrawn }: Legend,
  { frame: { by, inner }, measure }: { frame: Frame; measure: Measure },
) {
  return [
    ...wrapped(title, { style: by(styles.title), w: inner, measure }),
    ...wrapped(about.join(' · '), { style: by(styles.about), w: inner, measure }),
    ...(undrawn.length > 0
      ? wrapped(undrawnInLegend(undrawn), { style: by(styles.undrawn), w: inner, measure })
      : []),
  ]
}

function blocksOf(
  { groups }: Legend,
  {
    by,
    factor,
    w,
    measure,
  }: { by: (style: Style) => Style; factor: number; w: number; measure: Measure },
): Block[] {
  const set = (texts: readonly string[], style: Style) =>
    texts.flatMap((text) => wrapped(text, { style: by(style), w, measure }))
  const linesOf = ({ name, standing, words, sources, doubts }: LegendItem) => [
    ...set([name], styles.name),
    ...set([standing], styles.standing),
    ...set(words, styles.words),
    ...set(sources, styles.sources),
    ...set(doubts, styles.doubts),
  ]
  return groups.flatMap(({ title, items }) =>
    items.flatMap((item, index) => {
      const heading = index === 0 ? set([title], styles.group) : []
      const lines = [...heading, ...linesOf(item)]
      return inPieces(lines, (index === 0 ? 22 : 11) * factor)
    }),
  )
}

/** Lines of an item that stay together; one with very many goes on in the next column. */
function inPieces(lines: Block['lines'], before: number): Block[] {
  if (lines.length === 0) return []
  const most = lines.length <= MOST_TOGETHER * 1.5 ? lines.length : MOST_TOGETHER
  const own = lines.slice(0, most)
  const h = own.reduce((sum, { size }) => sum + size * LINE, 0)
  return [{ lines: own, before, h }, ...inPieces(lines.slice(most), 0)]
}

/** Filled one after the other, each about as tall as the others. */
function inColumns(blocks: readonly Block[], count: number): Block[][] {
  const whole = blocks.reduce((sum, { h, before }) => sum + h + before, 0)
  const tallest = Math.max(0, ...blocks.map(({ h }) => h))
  for (let most = Math.max(whole / count, tallest); ; most *= 1.04) {
    const columns = filled(blocks, most)
    if (columns.length <= count) return columns
  }
}

function filled(blocks: readonly Block[], most: number): Block[][] {
  const columns: Block[][] = []
  let used = 0
  for (const block of blocks) {
    const last = columns.at(-1)
    if (last && used + block.before + block.h <= most + 0.01) {
      last.push(block)
      used += block.before + block.h
    } else {
      columns.push([block])
      used = block.h
    }
  }
  return columns
}

/** What a reader sees as one letter, with its marks, is never taken apart. */
const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Text broken into lines of a width, at spaces where there are any. Each paragraph runs its own way. */
export function wrapped(
  text: string,
  { style, w, measure }: { style: Style; w: number; measure: Measure },
): Line[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const dir = directionOf(paragraph)
    const lines = linesOf(paragraph, { style, w, measure })
    return lines.map((each) => ({ ...style, text: each, dir }))
  })
}

function linesOf(
  paragraph: string,
  { style, w, measure }: { style: Style; w: number; measure: Measure },
): string[] {
  const lines: string[] = []
  const font = { size: style.size, isBold: style.isBold }
  const fits = (words: string) => measure(words, font) <= w
  let line = ''
  for (const word of paragraph.split(/\s+/u).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (fits(longer)) {
      line = longer
      continue
    }
    if (line !== '') lines.push(line)
    line = ''
    for (const { segment: letter } of letters.segment(word)) {
      if (line !== '' && !fits(line + letter)) {
        lines.push(line)
        line = ''
      }
      line += letter
    }
  }
  if (line !== '') lines.push(line)
  return lines
}
