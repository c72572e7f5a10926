import type { Cell, CellValue, Sheet as ReadSheet } from 'hucre/xlsx'

/** Targets of hyperlinks that say more than their cells show: by the row's number, then by the column, from 0. */
export type CellLinks = Map<number, Map<number, string>>

/** The cells of one sheet as words. */
export type SpreadsheetSheet = {
  name: string
  isHidden: boolean
  /** Rows in which anything stands. `at` is as spreadsheets count: the first row is 1. */
  lines: { at: number; cells: string[] }[]
  links: CellLinks
  /** There is more below or beside than is read. */
  isCut: boolean
  /** Formulas whose result the file does not hold. They are never worked out here. */
  unvalued: number
  comments: number
}

export const MOST_SHEET_ROWS = 20_000
export const MOST_SHEET_COLUMNS = 1_000

export function cellsOfSheet(sheet: ReadSheet): SpreadsheetSheet {
  const { name, rows, cells = new Map<string, Cell>() } = sheet
  const links: CellLinks = new Map()
  let [unvalued, comments] = [0, 0]
  for (const [key, cell] of cells) {
    const [row = 0, column = 0] = key.split(',').map(Number)
    const link = linkOf(cell)
    if (link !== null) putLink(links, { at: row + 1, column, link })
    if (cell.comment) comments++
    if (cell.formula !== undefined && cell.value === null && link === null) unvalued++
  }
  const words = rows
    .slice(0, MOST_SHEET_ROWS)
    .map((row, rowAt) =>
      row
        .slice(0, MOST_SHEET_COLUMNS)
        .map((value, column) => wordsOfCell(value, cells.get(`${rowAt},${column}`)?.style?.numFmt)),
    )
  fillMerged(words, { merges: sheet.merges ?? [], links })
  return {
    name,
    isHidden: sheet.hidden === true || sheet.veryHidden === true,
    lines: words
      .map((row, index) => ({ at: index + 1, cells: withoutEnd(row) }))
      .filter((line) => line.cells.length > 0 || links.has(line.at)),
    links,
    isCut:
      rows.slice(MOST_SHEET_ROWS).some((row) => row.some(isFilled)) ||
      rows.some((row) => row.slice(MOST_SHEET_COLUMNS).some(isFilled)),
    unvalued,
    comments,
  }
}

function putLink(
  links: CellLinks,
  { at, column, link }: { at: number; column: number; link: string },
) {
  const row = links.get(at) ?? new Map<number, string>()
  links.set(at, row.set(column, link))
}

/** Of a hyperlink, or of a formula that only shows an address: that is read, not worked out. */
function linkOf({ hyperlink, formula }: Cell): string | null {
  if (hyperlink && hyperlink.location === undefined && !/^(#|$)/.test(hyperlink.target))
    return hyperlink.target.trim()
  return /\b(?:HYPERLINK|IMAGE)\(\s*"{1,2}(https?:\/\/[^"\s]+)"/i.exec(formula ?? '')?.[1] ?? null
}

/** A cell that was merged over several rows is said once and meant for each of them in which anything else stands. */
function fillMerged(
  words: string[][],
  { merges, links }: { merges: NonNullable<ReadSheet['merges']>; links: CellLinks },
): void {
  let left = MOST_FILLED
  const isRow = words.map((line) => line.some((cell) => cell !== ''))
  for (const { startRow, endRow, startCol } of merges) {
    const said = words[startRow]?.[startCol] ?? ''
    const link = links.get(startRow + 1)?.get(startCol)
    if (said === '' && link === undefined) continue
    for (let row = startRow + 1; row <= endRow && row < words.length && left > 0; row++, left--) {
      const line = words[row]
      if (!line || isRow[row] !== true || (line[startCol] ?? '') !== '') continue
      while (line.length <= startCol) line.push('')
      line[startCol] = said
      if (link !== undefined) putLink(links, { at: row + 1, column: startCol, link })
    }
  }
}

const MOST_FILLED = 1_000_000

/** As the sheet shows it, as far as that says the same everywhere: numbers and dates have no local form. */
export function wordsOfCell(value: CellValue, format?: string): string {
  if (value === null) return ''
  if (value instanceof Date) return wordsOfDate(value, format)
  if (typeof value === 'number') return wordsOfNumber(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return wordsOfDuration(value) ?? value.replaceAll('\0', '')
}

/** Spreadsheets keep fifteen digits; what is beyond them was made by arithmetic. */
function wordsOfNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  return String(Number.isInteger(value) ? value : Number(value.toPrecision(15)))
}

/**
 * EDTF, with no time zone, for a sheet has none, and no more exact than the cell shows: "Oct 2024" is kept as its
 * first day, and "23 Oct" with the year in which it was typed.
 */
function wordsOfDate(date: Date, format = ''): string {
  const ms = Math.round(date.getTime() / 1000) * 1000
  if (!Number.isFinite(ms)) return ''
  const [day = '', time = ''] = new Date(ms).toISOString().slice(0, -5).split('T')
  const shows = shownBy(format)
  // A time of no day is kept as one of the day before the calendar begins.
  if (!shows.year && !shows.day && ms < Date.UTC(1900, 0, 1)) return time
  if (!/^\d{4}-/.test(day)) return ''
  if (time !== '00:00:00' || shows.time) return time === '00:00:00' ? day : `${day}T${time}`
  if (shows.day && !shows.year && shows.month) return `XXXX${day.slice(4)}`
  if (shows.year && !shows.day) return day.slice(0, shows.month ? 7 : 4)
  return day
}

function shownBy(format: string) {
  const codes = format
    .replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
    .split(';')[0]
    ?.toLowerCase()
  const has = (letter: string) => codes?.includes(letter) === true
  return { year: has('y'), month: has('m'), day: has('d'), time: has('h') || has('s') }
}

/** "PT12H30M00S", as an OpenDocument sheet keeps a time. */
function wordsOfDuration(text: string): string | null {
  const [, hours, minutes, seconds] =
    /^PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$/.exec(text) ?? []
  if (hours === undefined || minutes === undefined || seconds === undefined) return null
  return [hours, minutes, seconds].map((part) => part.padStart(2, '0')).join(':')
}

function withoutEnd(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
}

function isFilled(value: CellValue): boolean {
  return value !== null && value !== ''
}
