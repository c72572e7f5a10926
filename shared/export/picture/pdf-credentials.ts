import { indexOf } from './file-hash.ts'
import { encoded, joined, latin1 } from './png-xmp.ts'

/**
 * Content credentials (C2PA 2.1, A.3) in a PDF of ours: an embedded file that the catalogue names, in an incremental
 * update (ISO 32000-2, 7.5.6) behind what was exported, which stays as it is, byte for byte.
 */

type Bytes = Uint8Array<ArrayBuffer>

/** What stands before and behind a stretch of a file. */
export type Around = { before: Bytes; after: Bytes }

/** The end of a PDF is in here. */
const TAIL = 1024
const MOST_IN_CATALOGUE = 8192
/** Bytes of a line in a table of places, and how many stretches of it are looked at. */
const ENTRY = 20
const MOST_SECTIONS = 1_000

/**
 * A PDF with all that belongs to a store of so many bytes, around the place of that store. Lengths and positions are
 * said before and behind it, so the number of bytes has to be known first.
 *
 * @throws Error where the PDF is laid out in another way than ours are
 */
export function aroundStoreInPdf(pdf: Bytes, storeBytes: number): Around {
  const { size, root, table, rest } = trailerOf(pdf)
  const [specification, stream] = [size, size + 1]
  const start = pdf.length + 1
  const before = joined([pdf, encoded(`\n${headOf(stream, storeBytes)}`)])
  const end = encoded('\nendstream\nendobj\n')
  const specificationObject = encoded(
    [
      `${specification} 0 obj`,
      '<<',
      '/Type /Filespec',
      '/AFRelationship /C2PA_Manifest',
      `/F (${FILE_NAME})`,
      `/UF (${FILE_NAME})`,
      '/Desc (Content Credentials)',
      `/EF << /F ${stream} 0 R /UF ${stream} 0 R >>`,
      '>>',
      'endobj\n',
    ].join('\n'),
  )
  const catalogue = joined([
    encoded(`${root} 0 obj\n<<\n`),
    catalogueIn(pdf, { root, table }),
    encoded(
      [
        '',
        `/AF [ ${specification} 0 R ]`,
        `/Names << /EmbeddedFiles << /Names [ (${FILE_NAME}) ${specification} 0 R ] >> >>`,
        '>>',
        'endobj\n',
      ].join('\n'),
    ),
  ])
  const places = {
    specification: before.length + storeBytes + end.length,
    catalogue: before.length + storeBytes + end.length + specificationObject.length,
  }
  const close = encoded(
    [
      'xref',
      `${root} 1`,
      entryOf(places.catalogue),
      `${specification} 2`,
      entryOf(places.specification),
      entryOf(start),
      'trailer',
      '<<',
      `/Size ${size + 2}`,
      ...rest,
      `/Prev ${table}`,
      '>>',
      'startxref',
      places.catalogue + catalogue.length,
      '%%EOF\n',
    ].join('\n'),
  )
  return { before, after: joined([end, specificationObject, catalogue, close]) }
}

const FILE_NAME = 'content_credential.c2pa'

/** Beginning of the object that holds a store. */
function headOf(number: number | string, bytes: number | string): string {
  return [
    `${number} 0 obj`,
    '<<',
    TYPE,
    `/Params << /Size ${bytes} >>`,
    `/Length ${bytes}`,
    '>>',
    'stream\n',
  ].join('\n')
}

const TYPE = '/Type /EmbeddedFile\n/Subtype /application#2Fc2pa'

/** In a table of places, with the two characters that end a line there. */
function entryOf(place: number): string {
  return `${String(place).padStart(10, '0')} 00000 n `
}

/** The store in a PDF, first come first; null where there is none. Whether all else is as we write it is not said. */
export function storeInPdf(pdf: Bytes): { start: number; length: number } | null {
  const at = indexOf(pdf, encoded(TYPE))
  if (at === null) return null
  const said = new RegExp(`^${TYPE}[^>]*>>\n/Length (\\d{1,9})\n>>\nstream\n`)
  const [head, length] = said.exec(textAt(pdf, at, 256)) ?? []
  if (head === undefined) return null
  const start = at + head.length
  return start + Number(length) <= pdf.length ? { start, length: Number(length) } : null
}

/** The PDF as it was before its credentials were put in; null where anything else about it is not as we do that. */
export function withoutStore(
  pdf: Bytes,
  { start, length }: { start: number; length: number },
): Bytes | null {
  const before = textAt(pdf, Math.max(0, start - 256), Math.min(start, 256))
  const head = `\n${headOf('NUMBER', length)}`.replace('NUMBER', '\\d{1,9}')
  const [found] = new RegExp(`${head}$`).exec(before) ?? []
  if (found === undefined) return null
  const exported = pdf.subarray(0, start - found.length)
  try {
    const around = aroundStoreInPdf(exported, length)
    const isOurs =
      isSame(around.before, pdf.subarray(0, start)) &&
      isSame(around.after, pdf.subarray(start + length))
    return isOurs ? exported : null
  } catch {
    return null
  }
}

function isSame(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}

/** What the end of a PDF says: how many objects, the catalogue's number, where the table of places is, and the rest. */
function trailerOf(pdf: Bytes) {
  const end = textAt(pdf, Math.max(0, pdf.length - TAIL), Math.min(TAIL, pdf.length))
  const [, lines, table] =
    /trailer\n<<\n((?:\/[^\n]*\n)+)>>\n+startxref\n(\d{1,10})\n%%EOF$/.exec(end) ?? []
  const size = /^\/Size (\d{1,9})$/m.exec(lines ?? '')?.[1]
  const root = /^\/Root (\d{1,9}) 0 R$/m.exec(lines ?? '')?.[1]
  if (lines === undefined || size === undefined || root === undefined) throw notOurs()
  const rest = lines.trimEnd().split('\n')
  return {
    size: Number(size),
    root: Number(root),
    table: Number(table),
    rest: rest.filter((line) => !line.startsWith('/Size ')),
  }
}

/** What stands in the catalogue, without the brackets around it. */
function catalogueIn(pdf: Bytes, { root, table }: { root: number; table: number }): Bytes {
  const place = placeOf(root, pdf, table)
  const text = textAt(pdf, place, MOST_IN_CATALOGUE)
  const head = `${root} 0 obj\n<<\n`
  const end = text.indexOf('\n>>\nendobj\n')
  const entries = text.slice(head.length, end)
  const isPlain = text.startsWith(head) && end > 0 && !/\/(?:AF|Names)\b/.test(entries)
  if (!isPlain) throw notOurs()
  return pdf.subarray(place + head.length, place + end)
}

/** Where an object begins, as a table of places (ISO 32000-2, 7.5.4) says. */
function placeOf(object: number, pdf: Bytes, table: number): number {
  if (textAt(pdf, table, 5) !== 'xref\n') throw notOurs()
  let at = table + 5
  for (let section = 0; section < MOST_SECTIONS; section++) {
    const [head, first, count] = /^(\d{1,9}) (\d{1,9})\n/.exec(textAt(pdf, at, 24)) ?? []
    if (head === undefined) throw notOurs()
    const index = object - Number(first)
    at += head.length
    if (index >= 0 && index < Number(count)) return Number(textAt(pdf, at + index * ENTRY, 10))
    at += Number(count) * ENTRY
  }
  throw notOurs()
}

function textAt(pdf: Bytes, at: number, length: number): string {
  return latin1(pdf.subarray(at, at + length))
}

function notOurs(): Error {
  return new Error('This PDF is laid out in another way than ours are')
}
