import { strToU8, zipSync, type Zippable } from 'fflate'

/** Spreadsheets written part by part, as no program would write them. */

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Hyperlinks = Record<string, string>

/** A workbook of one sheet per entry, from the XML of what stands in each. `more` are parts of the file by name. */
export function xlsx(
  sheets: Record<string, { rows: string; after?: string; hyperlinks?: Hyperlinks; state?: string }>,
  {
    shared = '<sst/>',
    styles = '<styleSheet/>',
    more = {},
  }: { shared?: string; styles?: string; more?: Zippable } = {},
): Uint8Array {
  const all = Object.entries(sheets)
  const files: Zippable = {
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': relations([{ id: 'r1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns:r="${office}"><sheets>${all
        .map(
          ([name, { state = 'visible' }], at) =>
            `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at + 1}" state="${state}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': relations([
      ...all.map((_, at) => ({
        id: `r${at + 1}`,
        type: 'worksheet',
        target: `worksheets/sheet${at + 1}.xml`,
      })),
      { id: 'shared', type: 'sharedStrings', target: 'sharedStrings.xml' },
      { id: 'styles', type: 'styles', target: 'styles.xml' },
    ]),
    'xl/sharedStrings.xml': strToU8(shared),
    'xl/styles.xml': strToU8(styles),
  }
  for (const [at, [, { rows, after = '', hyperlinks = {} }]] of all.entries()) {
    const links = Object.entries(hyperlinks)
    const list = links.map(([ref], link) => `<hyperlink ref="${ref}" r:id="h${link}"/>`).join('')
    files[`xl/worksheets/sheet${at + 1}.xml`] = strToU8(
      `<worksheet><sheetData>${rows}</sheetData>${after}${list && `<hyperlinks>${list}</hyperlinks>`}</worksheet>`,
    )
    files[`xl/worksheets/_rels/sheet${at + 1}.xml.rels`] = relations(
      links.map(([, target], link) => ({ id: `h${link}`, type: 'hyperlink', target })),
    )
  }
  return zipSync({ ...files, ...more })
}

/** A row of words; a cell that begins with `<` is XML already. */
export function row(at: number, cells: readonly string[]): string {
  const written = cells.map((cell, column) => {
    const ref = `${String.fromCharCode(65 + column)}${at}`
    if (cell.startsWith('<')) return cell.replace('<c', `<c r="${ref}"`)
    return cell === '' ? '' : `<c r="${ref}" t="inlineStr"><is><t>${cell}</t></is></c>`
  })
  return `<row r="${at}">${written.join('')}</row>`
}

export function rows(table: readonly (readonly string[])[]): string {
  return table.map((cells, index) => row(index + 1, cells)).join('')
}

/** One sheet of an OpenDocument spreadsheet, from the XML of its rows. */
export function ods(tableRows: string, { manifest = '<manifest/>' } = {}): Uint8Array {
  return zipSync({
    mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
    'META-INF/manifest.xml': strToU8(manifest),
    'content.xml': strToU8(
      `<office:document-content><office:body><office:spreadsheet><table:table table:name="T">${tableRows}</table:table></office:spreadsheet></office:body></office:document-content>`,
    ),
  })
}

export function odsRow(cells: readonly string[]): string {
  const written = cells.map((cell) =>
    cell.startsWith('<')
      ? cell
      : `<table:table-cell office:value-type="string"><text:p>${cell}</text:p></table:table-cell>`,
  )
  return `<table:table-row>${written.join('')}</table:table-row>`
}

function relations(all: readonly { id: string; type: string; target: string }[]): Uint8Array {
  const written = all.map(
    ({ id, type, target }) =>
      `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  )
  return strToU8(`<Relationships>${written.join('')}</Relationships>`)
}
