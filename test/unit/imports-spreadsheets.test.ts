import { strToU8, zipSync } from 'fflate'
import { writeOds } from 'hucre/ods'
import { writeXlsx } from 'hucre/xlsx'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { sortImports } from '../../client/imports/offer.ts'
import { planInWords, type ImportPlan } from '../../shared/imports/import-plan.ts'
import { planSheets, readImport } from '../../shared/imports/read-import.ts'
import { readSpreadsheet } from '../../shared/imports/read-spreadsheet.ts'
import { boardOf } from '../support/imported.ts'
import { ods, odsRow, row, rows, xlsx } from '../support/spreadsheets.ts'

const sheetsOf = async (bytes: Uint8Array, name = 'x.xlsx') =>
  planSheets(await readSpreadsheet(bytes), name)

async function planOf(bytes: Uint8Array, name = 'x.xlsx'): Promise<ImportPlan> {
  const [first] = await sheetsOf(bytes, name)
  if (!first?.plan || 'problem' in first.plan) throw new Error(JSON.stringify(first))
  return first.plan
}

const itemsOf = async (bytes: Uint8Array, name?: string) =>
  boardOf(await planOf(bytes, name)).evidence

/** Without what is made up anew each time, and what names the file. */
const fieldsOf = (plan: ImportPlan) =>
  plan.evidence.map(({ kind, fields }) => ({ kind, fields: { ...fields, receivedFrom: '' } }))

const TABLES = {
  archived: [
    ['link', 'archive status', 'upload timestamp', 'upload title', 'hash', 'wacz'],
    ['https://t.me/a/1', 'success', '2024-10-18', 'Seen', 'SHA256:ab', 'https://x.org/a.wacz'],
    ['https://t.me/a/2', 'nothing archived', '2024-10-19T08:30:00', '', '', ''],
    ['', '', '', 'no address', '', ''],
  ],
  events: [
    ['id', 'date', 'description', 'latitude', 'longitude', 'source_1', 'Confidence'],
    ['A1', '2024-10-18', 'Blast', '43.85', '131.98', 'https://x.org/1', 'low'],
    ['A2', '18 or 19 October', 'Smoke', '0', '0', '', ''],
  ],
}

test.each(Object.entries(TABLES))(
  '[J22] a table of %s comes from .xlsx and .ods as it does from CSV',
  async (_what, table) => {
    const csv = readImport(Papa.unparse(table), { name: 'x.csv' })
    if (!csv) throw new Error('No table')
    for (const bytes of [
      await writeXlsx({ sheets: [{ name: 'S', rows: table }] }),
      await writeOds({ sheets: [{ name: 'S', rows: table }] }),
      xlsx({ S: { rows: rows(table) } }),
      ods(table.map(odsRow).join('')),
    ]) {
      const plan = await planOf(bytes, 'x.csv')
      expect(fieldsOf(plan)).toEqual(fieldsOf(csv))
      expect(planInWords(plan)).toBe(planInWords(csv))
    }
  },
)

test('[J22] dates are days without a time zone, and no more exact than the sheet shows', async () => {
  const day = Date.UTC(2024, 9, 23)
  const [shown, expected] = [
    [
      [day, 'yyyy-mm-dd'],
      [day, 'dd.mm.yyyy'],
      [day + (8 * 60 + 30) * 60_000, 'yyyy-mm-dd hh:mm'],
      [day, 'mmm yyyy'],
      [day, 'yyyy'],
      [day, 'd-mmm'],
      [day, '[$-409]d mmmm yyyy;@'],
    ] as const,
    [
      '2024-10-23',
      '2024-10-23',
      '2024-10-23T08:30:00',
      '2024-10',
      '2024',
      'XXXX-10-23',
      '2024-10-23',
    ],
  ]
  const cells = new Map(
    shown.map(([at, numFmt], index) => [
      `${index + 1},1`,
      { value: new Date(at), type: 'date' as const, style: { numFmt } },
    ]),
  )
  const table = [
    ['link', 'published'],
    ...shown.map((_, index) => [`https://t.me/a/${index}`, null]),
  ]
  const items = await itemsOf(await writeXlsx({ sheets: [{ name: 'S', rows: table, cells }] }))
  expect(items.map((item) => ('datePublished' in item ? item.datePublished : null))).toEqual(
    expected,
  )
})

test('[J22] numbers, times and what is true or false are words, as they are where they were typed', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="h:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
  const table = rows([
    ['link', 'a', 'b', 'c', 'd', 'e'],
    [
      'https://t.me/a/1',
      '<c><v>0.30000000000000004</v></c>',
      '<c><v>12000</v></c>',
      '<c s="1"><v>0.5</v></c>',
      '<c t="b"><v>1</v></c>',
      '<c t="e"><v>#REF!</v></c>',
    ],
  ])
  const [item] = await itemsOf(xlsx({ S: { rows: table } }, { styles }))
  expect(item).toMatchObject({ description: 'A: 0.3\nB: 12000\nC: 12:00:00\nD: TRUE\nE: #REF!' })
})

test('[J22] a hyperlink is kept where the cell shows something else, also one of merged cells and of a formula', async () => {
  const bytes = xlsx({
    S: {
      rows: rows([
        ['link', 'upload title', 'Thumbnail', 'Lead'],
        ['The clip', 'One', '<c t="str"><f>IMAGE("https://x.org/t.jpg")</f><v></v></c>', 'Mara'],
        ['https://t.me/a/2', 'Two', '', ''],
        ['', 'Three', '', 'Kim'],
      ]),
      hyperlinks: {
        A2: 'https://t.me/a/1',
        'A3:A4': 'https://t.me/a/2/',
        D4: 'mailto:kim@example.org',
        D1: '#S!A1',
      },
      after: '<mergeCells><mergeCell ref="A3:A4"/><mergeCell ref="D2:D3"/></mergeCells>',
    },
  })
  expect(
    (await itemsOf(bytes)).map((item) =>
      'url' in item ? [item.url, item.title, item.description] : [],
    ),
  ).toEqual([
    [
      'https://t.me/a/1',
      'One',
      'Link (as shown): The clip\nThumbnail (hyperlink): https://x.org/t.jpg\nLead: Mara',
    ],
    ['https://t.me/a/2', 'Two', 'Lead: Mara'],
    ['https://t.me/a/2', 'Three', 'Lead: Kim\nLead (hyperlink): mailto:kim@example.org'],
  ])
})

test('[J22] no formula is worked out: its kept value is taken, and one without is counted', async () => {
  const plan = await planOf(
    xlsx(
      {
        S: {
          rows: rows([
            ['link', 'a', 'b'],
            [
              'https://t.me/a/1',
              '<c><f>1+1</f><v>3</v></c>',
              '<c><f>WEBSERVICE("https://x.org")</f></c>',
            ],
          ]),
        },
      },
      {
        more: {
          'xl/media/image1.png': strToU8('x'),
          'xl/externalLinks/externalLink1.xml': strToU8('<'),
        },
      },
    ),
  )
  expect(boardOf(plan).evidence[0]).toMatchObject({ description: 'A: 3' })
  expect(planInWords(plan)).toBe(
    '1 link. In the notes, for no field takes them: A. Not taken over: formula without a value, picture in the spreadsheet.',
  )
})

test('[J22] an OpenDocument sheet comes with its repeated heading, groups, times and links, and without its empty million', async () => {
  const empty = '<table:table-cell table:style-name="ce1" table:number-columns-repeated="16384"/>'
  const link =
    '<table:table-cell office:value-type="string"><text:p><text:a xlink:href="https://t.me/a/1">The clip</text:a></text:p></table:table-cell>'
  const time = '<table:table-cell office:value-type="time" office:time-value="PT08H30M00S"/>'
  const bytes = ods(
    `<table:table-header-rows>${odsRow(['link', 'hour'])}</table:table-header-rows>` +
      `<table:table-row-group>${odsRow([link, time, empty])}</table:table-row-group>` +
      `<table:table-row table:number-rows-repeated="1048574">${empty}</table:table-row>`,
  )
  const [item] = await itemsOf(bytes, 'x.ods')
  expect(item).toMatchObject({
    url: 'https://t.me/a/1',
    receivedFrom: 'From the table “x.ods”, row 2.',
    description: 'Link (as shown): The clip\nHour: 08:30:00',
  })
})

test('[J23] of several sheets the first in sight with a table is offered, and every other one can be taken', async () => {
  const table = (name: string) => rows([['link'], [`https://t.me/${name}/1`]])
  const bytes = xlsx({
    Hidden: { rows: table('h'), state: 'veryHidden' },
    Empty: { rows: '' },
    Words: { rows: rows([['nothing'], ['here']]) },
    First: { rows: table('f') },
    Second: { rows: table('s') },
  })
  const { offers } = await sortImports([new File([Uint8Array.from(bytes)], 'x.xlsx')], {
    readSpreadsheet,
  })
  const [{ plan, sheets = [] } = { plan: null }] = offers
  expect(sheets.map(({ name }) => name)).toEqual(['Hidden (hidden)', 'Words', 'First', 'Second'])
  expect(sheets.find((sheet) => sheet.plan === plan)?.name).toBe('First')
  expect(sheets[1]?.plan).toEqual({ problem: 'No addresses or events were found in this sheet.' })
  if (!plan || 'problem' in plan) throw new Error('No plan')
  expect(boardOf(plan).evidence[0]).toMatchObject({
    receivedFrom: 'From the table “x.xlsx” (sheet “First”), row 2.',
  })
})

test('[J23] a spreadsheet of something else is a document like any other, unless it was meant to be imported', async () => {
  const bytes = Uint8Array.from(
    xlsx({
      S: {
        rows: rows([
          ['Budget', 'Sum'],
          ['Vans', '3'],
        ]),
      },
    }),
  )
  const file = new File([bytes], 'budget.xlsx')
  const dropped = await sortImports([file], { readSpreadsheet })
  expect([dropped.offers, dropped.rest]).toEqual([[], [file]])
  const asked = await sortImports([file], { readSpreadsheet, isAsked: true })
  expect(asked.offers.map(({ plan }) => plan)).toEqual([
    { problem: expect.stringContaining('can be kept as a document') },
  ])
})

const head = row(1, ['link', 'title'])
const link = row(2, ['https://t.me/a/1', 'Seen'])
const ole = (text = '') => {
  const bytes = new Uint8Array(4096)
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  bytes.set(new Uint8Array(Buffer.from(text, 'utf16le')), 600)
  return bytes
}

test.each<[what: string, bytes: () => Uint8Array, says: RegExp]>([
  ['text', () => strToU8('link,title\nhttps://t.me/a/1,Seen'), /cannot be read/],
  ['nothing', () => new Uint8Array(), /cannot be read/],
  ['any other zip', () => zipSync({ 'a.txt': strToU8('x') }), /cannot be read/],
  [
    'a document of Word',
    () =>
      zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': strToU8('<d/>') }),
    /cannot be read/,
  ],
  ['a file cut short', () => xlsx({ S: { rows: head + link } }).subarray(0, 900), /cannot be read/],
  [
    'a binary workbook',
    () => zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/workbook.bin': strToU8('x') }),
    /\.xlsx and \.ods are read/,
  ],
  ['the old format', () => ole(), /before 2007/],
  ['a password', () => ole('EncryptedPackage'), /protected by a password/],
  [
    'a password of OpenDocument',
    () => ods('', { manifest: '<m><encryption-data/></m>' }),
    /protected by a password/,
  ],
  ['a bomb', () => xlsx({ S: { rows: ' '.repeat(120_000_000) } }), /more in it than can be read/],
  [
    'a bomb of elements',
    () => xlsx({ S: { rows: head } }, { shared: `<sst>${'<si/>'.repeat(2_000_001)}</sst>` }),
    /more in it than can be read/,
  ],
  [
    'cells repeated without end',
    () =>
      ods(
        `<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>`,
      ),
    /holds more than it says/,
  ],
  [
    'a letter repeated without end',
    () =>
      ods(
        odsRow(
          Array.from(
            { length: 1000 },
            () =>
              '<table:table-cell office:value-type="string"><text:p>x<text:s text:c="900000000"/></text:p></table:table-cell>',
          ),
        ),
      ),
    /more text in it/,
  ],
  [
    'values nested without end',
    () =>
      ods(
        odsRow([
          `<table:table-cell office:value-type="string"><text:p>${'<text:span>'.repeat(50_000)}${'</text:span>'.repeat(50_000)}</text:p></table:table-cell>`,
        ]),
      ),
    /cannot be read/,
  ],
])('[J24] %s ends in a sentence', async (_what, bytes, says) => {
  await expect(readSpreadsheet(bytes())).rejects.toMatchObject({
    code: 'import/unreadable',
    message: expect.stringMatching(says),
  })
})

test('[J24] a size that lies takes no more memory than it says', async () => {
  const bytes = xlsx({ S: { rows: head + link + ' '.repeat(120_000_000) } })
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length - 30; at++)
    for (const [mark, size] of [
      [0x02014b50, 24],
      [0x04034b50, 22],
    ] as const)
      if (view.getUint32(at, true) === mark && view.getUint32(at + size, true) > 100_000_000)
        view.setUint32(at + size, 1_000, true)
  const before = process.memoryUsage().arrayBuffers
  const { sheets } = await readSpreadsheet(bytes)
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000)
  expect(sheets.map(({ lines }) => lines.length)).toEqual([2])
})

test('[J24] a cell far away, a merge of all there is and names of a prototype take nothing along', async () => {
  const far = await planOf(
    xlsx({
      S: {
        rows: `${head}${link}<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row>`,
        after: `<mergeCells>${'<mergeCell ref="A2:XFD1048576"/>'.repeat(50_000)}</mergeCells>`,
      },
    }),
  )
  expect(planInWords(far)).toBe(
    '1 link. Not taken over: what stands below row 20,000 or beside column 1,000.',
  )
  const odd = rows([
    ['link', '__proto__', 'constructor'],
    ['https://t.me/a/1', 'one', 'two'],
  ])
  const [item] = await itemsOf(xlsx({ S: { rows: odd } }))
  expect(item).toMatchObject({ description: '__proto__: one\nConstructor: two' })
})

test('[J24] a sheet of more rows than can be taken in says so', async () => {
  const many = Array.from({ length: 6_000 }, (_, index) =>
    row(index + 2, [`https://t.me/a/${index}`]),
  )
  const [sheet] = await sheetsOf(xlsx({ S: { rows: head + many.join('') } }))
  expect(sheet?.plan).toEqual({ problem: 'It has more than 5,000 rows. Split the file.' })
})
