import { newEvidenceId } from './new-ids.ts'
import type { ImportPlan, PlannedEvidence } from './import-plan.ts'
import { dateOfSheet, slashOrderOf, type SlashOrder } from './sheet-dates.ts'
import type { Sheet } from './sheet-rows.ts'
import { cut, hostOf, webAddress } from './texts.ts'

/** Columns of an auto-archiver sheet that have a field of their own; all others are told in the notes. */
const ADDRESS = ['link', 'url', 'address', 'source url']
const TITLE = ['upload title', 'title']
const DATE = ['upload timestamp', 'date']
const TEXT = ['text content']
const PERCEPTUAL = 'perceptual hashes'

/** The column that holds the address of each row; null where the table is of something else. */
export function addressColumnOf({ columns, rows }: Sheet): string | null {
  const named = ADDRESS.find((name) => columns.includes(name))
  if (named !== undefined && rows.some((row) => webAddress(row[named] ?? '') !== null)) return named
  const filled = rows.filter((row) => Object.values(row).some((text) => text !== ''))
  return (
    columns.find(
      (name) => filled.length > 0 && filled.every((row) => webAddress(row[name] ?? '') !== null),
    ) ?? null
  )
}

/**
 * The rows of an auto-archiver sheet, or of any table with a column of addresses, as links. What the sheet says of
 * hashes and archives is what the sheet says: nothing of it was checked.
 */
export function planOfLinks(sheet: Sheet, address: string, sheetName: string): ImportPlan {
  const dateColumn = DATE.find((name) => sheet.columns.includes(name))
  const order = slashOrderOf(sheet.rows.map((row) => row[dateColumn ?? ''] ?? ''))
  let leftOut = 0
  const evidence = sheet.rows.flatMap((row, index): PlannedEvidence[] => {
    const url = webAddress(row[address] ?? '')
    if (url === null) {
      leftOut++
      return []
    }
    const where = `From the table “${sheetName}”, row ${index + 2}.`
    return [
      { id: newEvidenceId(), kind: 'link', fields: fieldsOf(row, { url, address, order, where }) },
    ]
  })
  return { evidence, records: [], missing: [], leftOut }
}

function fieldsOf(
  row: Record<string, string>,
  {
    url,
    address,
    order,
    where,
  }: { url: string; address: string; order: SlashOrder; where: string },
): Record<string, unknown> {
  const first = (names: readonly string[]) =>
    names.map((name) => ({ name, text: row[name] ?? '' })).find(({ text }) => text !== '')
  const [title, date, text] = [first(TITLE), first(DATE), first(TEXT)]
  const read = date ? dateOfSheet(date.text, order) : null
  const told = new Set([address, title?.name, text?.name, ...(read ? [date?.name] : [])])
  const notes = Object.entries(row)
    .filter(([name, words]) => words !== '' && !told.has(name))
    .map(([name, words]) => `${labelOf(name)}: ${words}`)
  return {
    url,
    site: cut(hostOf(url), 500),
    title: cut(title?.text ?? url.replace(/^https?:\/\/(www\.)?/, ''), 200),
    receivedFrom: cut(where, 2_000),
    ...(read && { datePublished: read.edtf }),
    ...(text && { text: cut(text.text, 100_000) }),
    ...(notes.length > 0 && {
      description: cut(
        [...(read?.note === undefined ? [] : [read.note]), ...notes].join('\n'),
        50_000,
      ),
    }),
  }
}

function labelOf(name: string): string {
  if (name === 'hash') return 'Hash, as the table states it'
  if (name === PERCEPTUAL) return 'Perceptual hashes, as the table states them'
  if (DATE.includes(name)) return `${capital(name)}, as given`
  return capital(name)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
