import Papa from 'papaparse'
import { oneLine, webAddress } from './texts.ts'

/** A table by the names of its columns, in lower case. */
export type Sheet = {
  columns: string[]
  /** Each column's name as it was written. */
  labels: ReadonlyMap<string, string>
  rows: SheetRow[]
  /** What stands above the row of names; empty where nothing does. */
  title: string
  /** Why its rows cannot be taken, in a sentence; null where they can. Any table may be kept as a document. */
  fault: string | null
}

type SheetRow = {
  /** As spreadsheets count: the first row of the file is 1, empty rows count. */
  at: number
  cells: Record<string, string>
}

/** A column as whoever made the table called it, with a capital. */
export function ownLabelOf({ labels }: Sheet, column: string): string {
  const label = labels.get(column) ?? column
  return label.charAt(0).toUpperCase() + label.slice(1)
}

/** Columns that say something anywhere and are not `taken`, as the table calls them. */
export function filledColumnsOf(sheet: Sheet, taken: ReadonlySet<string>): string[] {
  return sheet.columns
    .filter((name) => !taken.has(name) && sheet.rows.some(({ cells }) => cells[name] !== ''))
    .map((name) => ownLabelOf(sheet, name))
}

/** "From the table “x.csv” (Incidents in May), row 7". */
export function whereOfRow(
  { title, rows }: Sheet,
  { name, index, what }: { name: string; index: number; what: 'table' | 'events' },
): string {
  const under = title === '' ? '' : ` (${oneLine(title, 300)})`
  return `From the ${what} “${name}”${under}, row ${rows[index]?.at ?? index + 2}`
}

const MOST_ROWS = 5_000
const TOO_LONG = `It has more than ${MOST_ROWS.toLocaleString('en')} rows. Split the file.`
const NOT_CLOSED = 'A quotation mark in it is never closed, so its rows cannot be told apart.'
/** Empty ones too, of which spreadsheets write many. */
const MOST_LINES = 4 * MOST_ROWS
const MOST_TITLE_ROWS = 5
/** No table holds it, so that each line is one cell. */
const NO_SEPARATOR = '\u0002'

type Line = { at: number; cells: string[] }

/**
 * A table as spreadsheets and scripts write them (RFC 4180 and its relatives): the separator is found out, lines above
 * the names are its title, and cells beyond the names are columns without one. Null where it is no table.
 */
export function readSheet(text: string): Sheet | null {
  const [, separator, body = ''] = /^\uFEFF?(?:sep=(.)\r?\n)?([\s\S]*)$/i.exec(text) ?? []
  const skipped = separator === undefined ? 0 : 1
  const { lines, fault } = linesOf(body, { separator, skipped })
  const { above, title, rest } = withoutTitle(lines)
  if (isOneColumn(rest)) {
    const whole = linesOf(body, { separator: NO_SEPARATOR, skipped })
    return sheetOf(whole.lines.slice(above), { title, fault: whole.fault })
  }
  return sheetOf(rest, { title, fault })
}

/** A table of a spreadsheet, whose cells are parted already. Null where it is none. */
export function sheetOfCells(lines: readonly Line[]): Sheet | null {
  const trimmed = lines.map(({ at, cells }) => ({ at, cells: cells.map((cell) => cell.trim()) }))
  const { title, rest } = withoutTitle(trimmed)
  return sheetOf(rest, { title, fault: null })
}

function withoutTitle(lines: readonly Line[]): { above: number; title: string; rest: Line[] } {
  const above = titleRowsOf(lines)
  const title = lines
    .slice(0, above)
    .map(({ cells }) => cells.filter((cell) => cell !== '').join(' '))
    .join(' ')
  return { above, title, rest: lines.slice(above) }
}

function sheetOf(
  lines: readonly Line[],
  { title, fault }: { title: string; fault: string | null },
): Sheet | null {
  const [first] = lines
  if (!first) return null
  // A list without names: its first row is a row.
  const isNamed = !first.cells.some((cell) => webAddress(cell) !== null)
  const all = isNamed ? lines.slice(1) : lines
  const body = all.slice(0, MOST_ROWS)
  const width = body.reduce((most, { cells }) => Math.max(most, cells.length), first.cells.length)
  const labels = new Map<string, string>()
  const columns = Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, index) => {
    const written = isNamed ? (first.cells[index] ?? '') : ''
    const label = written === '' ? `Column ${index + 1}` : written
    const isTaken = labels.has(label.toLowerCase())
    const name = isTaken ? `${label.toLowerCase()} (column ${index + 1})` : label.toLowerCase()
    labels.set(name, isTaken ? `${label} (column ${index + 1})` : label)
    return name
  })
  const rows = body.map(({ at, cells }) => ({
    at,
    cells: Object.fromEntries(
      columns.map((name, index) => [
        name,
        // A row longer than any sheet keeps its end in the last column.
        index === MOST_COLUMNS - 1 ? cells.slice(index).join(' ') : (cells[index] ?? ''),
      ]),
    ),
  }))
  return { columns, labels, rows, title, fault: all.length > MOST_ROWS ? TOO_LONG : fault }
}

const MOST_COLUMNS = 1_000

function linesOf(
  text: string,
  { separator, skipped }: { separator: string | undefined; skipped: number },
): { lines: Line[]; fault: string | null } {
  const { data, meta, errors } = Papa.parse<string[]>(text, {
    preview: MOST_LINES,
    delimiter: separator ?? separatorOf(text),
  })
  const lines = data
    .map((cells, index) => ({ at: index + 1 + skipped, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (meta.truncated) return { lines, fault: TOO_LONG }
  return { lines, fault: errors.some(({ type }) => type === 'Quotes') ? NOT_CLOSED : null }
}

/** What parts the most of the first rows into equally many cells; of those alike, into the most. */
function separatorOf(text: string): string {
  const head = text.slice(0, 500_000).trimStart()
  const found = SEPARATORS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(head, {
      delimiter,
      preview: LOOKED_AT,
      skipEmptyLines: true,
    })
    const widths = Map.groupBy(data, ({ length }) => length)
    const [width = 1, alike = []] =
      [...widths]
        .filter(([cells]) => cells > 1)
        .toSorted(([, a], [, b]) => b.length - a.length)[0] ?? []
    return { delimiter, width, share: alike.length / Math.max(1, data.length) }
  })
  const [best] = found.toSorted((a, b) => b.share - a.share || b.width - a.width)
  return best?.delimiter ?? ','
}

const SEPARATORS = [',', '\t', ';', '|', '\u001E', '\u001F']
const LOOKED_AT = 50

/** How many lines of a single cell stand above a row of at least two names. */
function titleRowsOf(lines: readonly Line[]): number {
  const names = lines
    .slice(0, MOST_TITLE_ROWS + 1)
    .findIndex(({ cells }) => cells.filter((cell) => cell !== '').length > 1)
  if (names < 1) return 0
  const above = lines.slice(0, names).flatMap(({ cells }) => cells)
  const own = lines[names]?.cells ?? []
  const isData = [...above, ...own].some((cell) => webAddress(cell) !== null || isNumber(cell))
  return isData || own.some((cell) => cell.length > 60) ? 0 : names
}

/** One name and no separator beside it: what looks like one in an address is part of the address. */
function isOneColumn([first, ...rest]: readonly Line[]): boolean {
  return first?.cells.length === 1 && rest.some(({ cells }) => cells.length > 1)
}

function isNumber(cell: string): boolean {
  return cell !== '' && Number.isFinite(Number(cell))
}
