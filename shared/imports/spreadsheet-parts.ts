import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from 'fflate'
import { AppError } from '../app-error.ts'
import { MOST_SHEET_COLUMNS, MOST_SHEET_ROWS } from './spreadsheet-cells.ts'

/** What is read of a spreadsheet's file, packed anew. */
export type SpreadsheetParts = {
  format: 'xlsx' | 'ods'
  zip: Uint8Array
  /** Pictures in the file, none of which is read. */
  pictures: number
}

/**
 * Unpacks of a spreadsheet what its cells need, within limits: nothing embedded, linked from elsewhere or run is even
 * unpacked. Whatever reads the result meets no more than is allowed here, whatever the file says of its sizes.
 *
 * @throws AppError `import/unreadable`
 */
export function spreadsheetParts(bytes: Uint8Array): SpreadsheetParts {
  if (isOle(bytes)) throw unreadable(holdsUtf16(bytes, 'EncryptedPackage') ? PASSWORD : OLD_FORMAT)
  const { parts, pictures, isBinary } = unpacked(bytes)
  const kind = strFromU8(parts['mimetype']?.subarray(0, 100) ?? new Uint8Array())
  if (kind.startsWith('application/vnd.oasis.opendocument.spreadsheet'))
    return { format: 'ods', zip: zipSync(odsParts(parts), { level: 0 }), pictures }
  if (isBinary) throw unreadable(OTHER_FORMAT)
  if (!parts['[Content_Types].xml']) throw unreadable(BROKEN)
  return { format: 'xlsx', zip: zipSync(xlsxParts(parts), { level: 0 }), pictures }
}

const MOST_BYTES = 96 * 1024 * 1024
/** Elements of one part: a hundred for each of 20,000 rows. What reads them makes an object of each. */
const MOST_TAGS = 2_000_000

const PASSWORD =
  'It is protected by a password. Take the password off where it was made, and import it again.'
const OLD_FORMAT =
  'It is of a format from before 2007, which is not read here. Save it as .xlsx or as CSV UTF-8 and import that.'
const OTHER_FORMAT =
  'Of spreadsheets, .xlsx and .ods are read here. Save it as one of them, or as CSV UTF-8, and import that.'
export const BROKEN =
  'It cannot be read: it is broken, or no spreadsheet at all, or holds more than it says. If a program opens it, save the sheet as CSV UTF-8 there and import that.'
const TOO_LARGE =
  'There is more in it than can be read here. Split it, or save the sheet as CSV UTF-8.'

export function unreadable(sentence: string, cause?: unknown): AppError {
  return new AppError('import/unreadable', sentence, { cause })
}

function unpacked(bytes: Uint8Array): { parts: Unzipped; pictures: number; isBinary: boolean } {
  let [pictures, total, isBinary] = [0, 0, false]
  const isWanted = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (/(^|\/)(media|Pictures)\/[^/]+$/.test(name)) pictures += 1
    if (/(^|\/)workbook\.bin$/.test(name)) isBinary = true
    if (!isOfCells(name)) return false
    total += originalSize
    if (total > MOST_BYTES) throw unreadable(TOO_LARGE)
    return true
  }
  let parts: Unzipped
  try {
    parts = unzipSync(bytes, { filter: isWanted })
  } catch (error) {
    if (error instanceof AppError) throw error
    throw unreadable(BROKEN, error)
  }
  for (const part of Object.values(parts))
    if (part.reduce((tags, byte) => (byte === LESS_THAN ? tags + 1 : tags), 0) > MOST_TAGS)
      throw unreadable(TOO_LARGE)
  return { parts, pictures, isBinary }
}

const LESS_THAN = 0x3c

/** Sheets, their words and formats, and what leads to them. Comments are read to be counted. */
function isOfCells(name: string): boolean {
  if (/^(mimetype|content\.xml|META-INF\/manifest\.xml)$/.test(name)) return true
  return (
    /\.(xml|rels)$/i.test(name) &&
    !elsewhere.test(name) &&
    !/^(meta|styles|settings)\.xml$/.test(name)
  )
}

const elsewhere =
  /(^|\/)(media|drawings|diagrams|charts|chartsheets|dialogsheets|macrosheets|pivot\w*|externalLinks|theme|tables|queryTables|slicer\w*|timeline\w*|threadedComments|persons|richData|model|customXml|ctrlProps|activeX|embeddings|printerSettings|docProps|webextensions|Configurations2|Thumbnails|Object \d+)\//i

/** The reader takes no more rows and columns than it is told, without a word, and no hyperlink of merged cells. */
function xlsxParts(parts: Unzipped): Unzipped {
  return Object.fromEntries(
    Object.entries(parts).map(([name, part]) => {
      if (!/(^|\/)worksheets\/[^/]+\.xml$/i.test(name)) return [name, part]
      const xml = new TextDecoder()
        .decode(part)
        .replaceAll(/(<(?:\w+:)?hyperlink\b[^>]*?\sref="[A-Z]+\d+):[A-Z]+\d+"/gi, '$1"')
      return [name, strToU8(holdsMore(xml) ? xml.replace(/<(\w+:)?sheetData>/, `$&${MARK}`) : xml)]
    }),
  )
}

/** In the first row that is read only to see whether there is one. */
const MARK = `<row r="${MOST_SHEET_ROWS + 1}"><c r="A${MOST_SHEET_ROWS + 1}" t="str"><v>…</v></c></row>`

/** Whether something stands in a cell below or beside those that are read. */
function holdsMore(xml: string): boolean {
  for (const [, column = '', row] of xml.matchAll(
    /<(?:\w+:)?c\s[^>/]*?\br="([A-Z]+)(\d+)"[^>/]*>/gi,
  ))
    if (Number(row) > MOST_SHEET_ROWS || columnAt(column) >= MOST_SHEET_COLUMNS) return true
  return false
}

/** A → 0, AA → 26. */
function columnAt(letters: string): number {
  return (
    Array.from(letters.toUpperCase()).reduce(
      (at, letter) => at * 26 + letter.charCodeAt(0) - 64,
      0,
    ) - 1
  )
}

/**
 * The reader takes rows only where they lie in the table itself: those of a repeated heading and of a group are moved
 * there. And it takes a styled cell for a filled one, of which programs write a million in a row.
 */
function odsParts({ mimetype, ...parts }: Unzipped): Unzipped {
  if (strFromU8(parts['META-INF/manifest.xml'] ?? new Uint8Array()).includes('encryption-data'))
    throw unreadable(PASSWORD)
  const { 'content.xml': content } = parts
  if (!content || !mimetype) throw unreadable(BROKEN)
  const xml = new TextDecoder()
    .decode(content)
    .replaceAll(/<\/?table:table-(?:header-rows|row-group|rows)\b[^>]*>/g, '')
    .replaceAll(/<table:(?:covered-)?table-cell\b[^>]*\/>/g, (cell) =>
      cell.replaceAll(/\stable:(?:style-name|content-validation-name)="[^"]*"/g, ''),
    )
  return { mimetype, 'content.xml': strToU8(xml) }
}

function isOle(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, at) => bytes[at] === byte)
}

function holdsUtf16(bytes: Uint8Array, text: string): boolean {
  const wanted = Array.from(text).flatMap((letter) => [letter.charCodeAt(0), 0])
  for (
    let at = bytes.indexOf(wanted[0] ?? 0);
    at !== -1;
    at = bytes.indexOf(wanted[0] ?? 0, at + 1)
  )
    if (wanted.every((byte, offset) => bytes[at + offset] === byte)) return true
  return false
}
