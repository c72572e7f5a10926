import { newEvidenceId } from './new-ids.ts'
import { expectFew, type ImportPlan, type PlannedEvidence } from './import-plan.ts'
import { isSaid, linesOfRest } from './said.ts'
import { dateReader, type SheetDate } from './sheet-dates.ts'
import { filledColumnsOf, ownLabelOf, whereOfRow, type Sheet } from './sheet-rows.ts'
import { addressesIn, addressWithoutScheme, cut, hostOf, longText, webAddress } from './texts.ts'

/** Columns of an auto-archiver sheet that have a field of their own; all others are told in the notes. */
const TITLE = ['upload title', 'title']
const TEXT = ['text content']
/** When a page was published; a plain “date” may be of anything, and is told in the notes. */
const PUBLISHED = ['upload timestamp', 'date published', 'published', 'date posted', 'posted at']
const HASHES = ['hash', 'perceptual hashes']

const NAMED = /\b(links?|urls?|posts?|sources?|address|webpages?)\b/

/** Whether a column is called as one of addresses. */
export function namesAddresses(column: string): boolean {
  return NAMED.test(column.replaceAll('_', ' '))
}

/** Addresses of what was made of a page, and not of the page. */
const MADE = /screenshot|thumb|archiv|wacz|replay|media|image|picture|avatar|profile|icon/

/** The column that holds the address of each row; null where the table is of something else. */
export function addressColumnOf({ columns, rows }: Sheet): string | null {
  const filled = (name: string) =>
    rows.map(({ cells }) => cells[name] ?? '').filter((cell) => cell !== '')
  const share = (name: string) => {
    const cells = filled(name)
    return cells.filter((cell) => urlsIn(cell, NAMED.test(name)).length > 0).length / cells.length
  }
  const isMade = (name: string) => MADE.test(name)
  const own = columns.filter((name) => !isMade(name))
  return (
    own.find((name) => EXACT.includes(name) && share(name) > 0) ??
    own.find((name) => namesAddresses(name) && share(name) >= 0.5) ??
    [...own, ...columns.filter(isMade)].find(
      (name) => share(name) === 1 && filled(name).length * 2 >= rows.length,
    ) ??
    null
  )
}

const EXACT = ['link', 'url', 'address', 'source url']

/**
 * The rows of an auto-archiver sheet, or of any table with a column of addresses, as links, one for each address. What
 * the sheet says of hashes and archives is what the sheet says: nothing of it was checked.
 */
export function planOfLinks(sheet: Sheet, address: string, name: string): ImportPlan {
  const dateColumn = PUBLISHED.find((column) => sheet.columns.includes(column)) ?? null
  const readDate = dateReader(sheet.rows.map(({ cells }) => cells[dateColumn ?? ''] ?? ''))
  let leftOut = 0
  expectFew({ items: sheet.rows.length })
  const evidence = sheet.rows.flatMap(({ cells }, index): PlannedEvidence[] => {
    const urls = urlsIn(cells[address] ?? '', true)
    if (urls.length === 0) leftOut++
    const where = `${whereOfRow(sheet, { name, index, what: 'table' })}.`
    return urls.map((url) => ({
      id: newEvidenceId(),
      kind: 'link',
      fields: fieldsOf(cells, { url, address, dateColumn, readDate, where, sheet }),
    }))
  })
  const filled = (names: readonly string[]) =>
    names.find((column) => sheet.rows.some(({ cells }) => (cells[column] ?? '') !== ''))
  const taken = [address, dateColumn, filled(TITLE), filled(TEXT)]
  const inNotes = filledColumnsOf(sheet, new Set(taken.map(String)))
  return { evidence, records: [], missing: [], leftOut, inNotes }
}

function urlsIn(cell: string, mayLackScheme: boolean): string[] {
  const urls = addressesIn(cell)
  const bare = mayLackScheme && urls.length === 0 ? addressWithoutScheme(cell) : null
  return bare === null ? urls : [bare]
}

function fieldsOf(
  row: Record<string, string>,
  {
    url,
    address,
    dateColumn,
    readDate,
    where,
    sheet,
  }: {
    url: string
    address: string
    dateColumn: string | null
    readDate: (text: string) => SheetDate | null
    where: string
    sheet: Sheet
  },
): Record<string, unknown> {
  const first = (names: readonly string[]) =>
    names.map((name) => ({ name, text: row[name] ?? '' })).find(({ text }) => text !== '')
  const [title, text] = [first(TITLE), first(TEXT)]
  const read = readDate(row[dateColumn ?? ''] ?? '')
  const isWholeCell = webAddress(row[address] ?? '') === url
  // A title too long for its field is told whole in the notes.
  const isWholeTitle = title !== undefined && title.text.length <= 200
  const told = new Set([
    ...(isWholeCell ? [address] : []),
    ...(isWholeTitle ? [title.name] : []),
    ...(text ? [text.name] : []),
    ...(read && dateColumn !== null ? [dateColumn] : []),
  ])
  const asGiven = new Set([address, dateColumn, 'date'])
  const labelOf = (name: string) => {
    const label = ownLabelOf(sheet, name)
    if (HASHES.includes(name))
      return `${label}, as the table states ${name === 'hash' ? 'it' : 'them'}`
    return asGiven.has(name) ? `${label}, as given` : label
  }
  const notes = [
    ...(read?.note === undefined ? [] : [read.note]),
    ...linesOfRest(row, { told, labelOf }),
  ].filter(isSaid)
  return {
    url,
    site: cut(hostOf(url), 500),
    title: cut(title?.text ?? url.replace(/^https?:\/\/(www\.)?/, ''), 200),
    receivedFrom: cut(where, 2_000),
    ...(read && { datePublished: read.edtf }),
    ...(text && { text: longText(text.text) }),
    ...(notes.length > 0 && { description: longText(notes.join('\n')) }),
  }
}
