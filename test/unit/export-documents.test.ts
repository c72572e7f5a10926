import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence, putEntry } from '../../shared/board/actions.ts'
import { addCard, addText, tie } from '../../shared/board/canvas-actions.ts'
import { tiesOf } from '../../shared/board/graph.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { briefingsOf } from '../../shared/briefing/briefings.ts'
import type { KindName } from '../../shared/evidence/kinds.ts'
import type { Capture } from '../../shared/evidence/capture.ts'
import { fileNameOf } from '../../shared/export/exported-board.ts'
import { formulaSafe } from '../../shared/export/formula-safe.ts'
import { exportDocuments } from '../../shared/export/documents.ts'
import { wordsOn } from '../../shared/export/canvas-words.ts'
import { jsonCanvas } from '../../shared/export/json-canvas.ts'
import { placesGeoJson } from '../../shared/export/places-geojson.ts'
import { placesKml } from '../../shared/export/places-kml.ts'
import {
  canvasZip,
  recordsJson,
  type BoardWithBriefings,
} from '../../shared/export/records-json.ts'
import { registerCsv } from '../../shared/export/register-csv.ts'
import { sourcesPage } from '../../shared/export/sources-page.ts'
import { unconfirmedPage } from '../../shared/export/unconfirmed-page.ts'
import { openSample } from '../support/sample-board.ts'

function exported(doc: Y.Doc): BoardWithBriefings {
  const { canvas, evidence, briefings } = readBoard(doc)
  const moment = { moment: 'now', at: '2026-11-26T01:00:00.000Z' }
  const ties = tiesOf(canvas)
  return { title: 'A board', ...moment, evidence, ties, canvas, briefings: briefingsOf(briefings) }
}

function boardOf(fields: Record<string, unknown>, kind: KindName = 'photo'): BoardWithBriefings {
  const doc = emptyBoard()
  addEvidence(doc, { kind, by: 'Mara', fields })
  return exported(doc)
}

function emptyBoard(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  return doc
}

const sample = (): BoardWithBriefings => ({
  ...exported(openSample().doc),
  title: 'Sergeyevka (sample)',
})

test('[X1] every document says of which board it is, and its name is one that any system takes', async () => {
  const board = { ...sample(), title: '../A: "board" / one?' }
  const made = await Promise.all(
    Object.values(exportDocuments).map(async ({ make }) => make(board, noFile)),
  )
  for (const file of made) {
    expect(file.name).toMatch(/^[\p{L}\p{N}._-]+$/u)
    expect(file.name.startsWith('.')).toBe(false)
    expect(('text' in file ? file.text : file.bytes).length).toBeGreaterThan(100)
  }
})

const noFile = async (): Promise<Uint8Array> => new Uint8Array()

test('[X2] no hedge, no “could not confirm” and no doubt of the sample is lost in any document for people', () => {
  const board = sample()
  for (const make of [unconfirmedPage, registerCsv, sourcesPage, jsonCanvas]) {
    const { text } = make(board)
    expect(text).toContain('Possible: ')
    expect(text).toContain('No original held.')
  }
  expect(unconfirmedPage(board).text).toMatch(/Could not be confirmed[\s\S]*Clip 3/)
  expect(unconfirmedPage(board).text).toContain('Owner: ')
  expect(registerCsv(board).text).toContain('Could not confirm')
  expect(registerCsv(board).text).toContain('at least 3,000')
})

test('[X3] nothing in the register is run as a formula, and every row has every column', () => {
  const { text } = registerCsv(
    boardOf({ title: '=HYPERLINK("http://x")', description: '+1\n"two"' }),
  )
  expect(text.startsWith('\uFEFF')).toBe(true)
  expect(text).toContain(`"'=HYPERLINK(""http://x"")"`)
  const rows = parseCsv(text.slice(1))
  expect(new Set(rows.map(({ length }) => length)).size).toBe(1)
  for (const row of rows) for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/)
})

test('[X4] a claimed place and an established one are two, each with its precision; unknown is not zero', () => {
  const place = {
    name: 'Here',
    lat: 43.85,
    lon: 131.98,
    precision: 'vicinity',
    method: 'M',
    by: 'Jo',
  }
  const board = boardOf({
    title: 'A <picture> & "more"',
    place,
    claimedPlace: { ...place, name: 'There', lat: null, lon: null },
  })
  const { features } = JSON.parse(placesGeoJson(board).text) as { features: unknown[] }
  expect(features).toHaveLength(1)
  expect(features[0]).toMatchObject({
    geometry: { type: 'Point', coordinates: [131.98, 43.85] },
    properties: { what: 'established place', Precision: '±100 m', Method: 'M', By: 'Jo' },
  })
  const kml = placesKml(board).text
  expect(kml).toContain('<coordinates>131.98,43.85</coordinates>')
  expect(kml).toContain('A &lt;picture&gt; &amp; &quot;more&quot;')
})

test('[X13] a footprint over the antimeridian is cut there, and one beside it is whole', () => {
  const over = boardOf({ title: 'x', facts: { footprint: [179.5, 50, -179.5, 51] } }, 'satellite')
  const { features } = JSON.parse(placesGeoJson(over).text) as {
    features: { geometry: { type: string; coordinates: number[][][][] } }[]
  }
  const geometry = features[0]?.geometry
  expect(geometry?.type).toBe('MultiPolygon')
  const spans = geometry?.coordinates.map(([ring = []]) => {
    const lons = ring.map(([lon = NaN]) => lon)
    expect(ring[0]).toEqual(ring.at(-1))
    return [Math.min(...lons), Math.max(...lons)]
  })
  expect(spans).toEqual([
    [179.5, 180],
    [-180, -179.5],
  ])
  const kml = placesKml(over).text
  expect(kml.match(/<MultiGeometry>(<Polygon>.*?<\/Polygon>){2}<\/MultiGeometry>/)).not.toBeNull()
  expect(
    kml.match(/-?\d+(\.\d+)?(?=,5[01])/g)?.every((lon) => Math.abs(Number(lon)) >= 179.5),
  ).toBe(true)
  const beside = boardOf({ title: 'x', facts: { footprint: [-180, 50, -179, 51] } }, 'satellite')
  expect(placesGeoJson(beside).text).toContain('"Polygon"')
  expect(placesKml(beside).text).not.toContain('MultiGeometry')
})

test('[X5] cards, texts and string of the canvas open elsewhere, with the words that stand on arrows', () => {
  const { board, from, to } = drawn()
  const { nodes, edges } = canvasIn(board)
  expect(nodes.map(({ text }) => text?.split('\n')[0])).toEqual(
    expect.arrayContaining([
      '**Clip**',
      '**Claim**',
      'A heading',
      String.raw`\%\%50\%\% \$x\$ \=\=hi\=\=`,
      'Perhaps the same lorry',
    ]),
  )
  expect(edges).toEqual([
    expect.objectContaining({ fromNode: from, toNode: to, label: 'supports', toEnd: 'arrow' }),
    expect.objectContaining({ label: 'consistent with', fromEnd: 'none', toEnd: 'none' }),
    expect.objectContaining({ label: 'corroborates', fromEnd: 'arrow', toEnd: 'arrow' }),
    expect.objectContaining({ label: 'seen together, Kim thinks' }),
  ])
})

test('[X5] the records beside the canvas lose nothing, and lead from its nodes to items and to what is not drawn', () => {
  const { board, from, clip, silent } = drawn()
  const made = canvasZip(board)
  const files = Object.entries(unzipSync(made.bytes)).map(([name, bytes]): [string, unknown] => [
    name,
    JSON.parse(new TextDecoder().decode(bytes)),
  ])
  expect(files.map(([name]) => name.split('.').at(-1))).toEqual(['canvas', 'json'])
  const [, records] = files[1] ?? []
  const { evidence, ties, canvas, briefings } = board
  expect(records).toMatchObject(
    JSON.parse(JSON.stringify({ evidence, ties, canvas, briefings })) as object,
  )
  expect(records).toMatchObject({
    nodes: { [from]: clip },
    leftOut: [silent],
  })
  expect(JSON.parse(recordsJson(board).text)).toEqual(records)
})

test('[X5] every word and every string on the sample’s canvas is in its JSON Canvas', () => {
  const board = sample()
  const { nodes, edges } = canvasIn(board)
  const said = JSON.stringify([nodes, edges]).replaceAll('\\\\', '')
  for (const record of board.canvas) {
    if (record.typeName !== 'shape') continue
    const words = wordsOn(record).split('\n')[0] ?? ''
    expect(said).toContain(JSON.stringify(words).slice(1, -1).replaceAll('\\', ''))
  }
  expect(edges.length).toBeGreaterThanOrEqual(board.ties.length)
})

function canvasIn(board: BoardWithBriefings) {
  return JSON.parse(jsonCanvas(board).text) as {
    nodes: { text?: string }[]
    edges: { label?: string }[]
  }
}

/** Two cards with four strings between them, a text with signs of Obsidian, and arrows that lead to nothing. */
function drawn() {
  const doc = emptyBoard()
  const clip = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Clip' } })
  const claim = addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title: 'Claim' } })
  const from = addCard(doc, clip, { x: 10, y: 20 })
  const to = addCard(doc, claim, { x: 900, y: 20 })
  addText(doc, { x: 0, y: 500, text: 'A heading' })
  addText(doc, { x: 0, y: 600, text: '%%50%% $x$ ==hi==' })
  tie(doc, 'supports', { from, to })
  tie(doc, 'consistent-with', { from, to })
  tie(doc, 'corroborates', { from, to })
  const loose = tie(doc, 'supports', { from, to })
  const free = tie(doc, 'supports', { from, to })
  const silent = tie(doc, 'supports', { from, to })
  const said = new Map<string, string>([
    [loose, 'seen together, Kim thinks'],
    [free, 'Perhaps the same lorry'],
    [silent, ''],
  ])
  const unbound = new Set<string>([free, silent])
  const board = exported(doc)
  const canvas = board.canvas
    .filter((each) => each.typeName !== 'binding' || !unbound.has(each.fromId))
    .map((each) => {
      const text = said.get(each.id)
      return text !== undefined && each.typeName === 'shape' && each.type === 'arrow'
        ? { ...each, meta: {}, props: { ...each.props, text } }
        : each
    })
  return { board: { ...board, canvas, ties: tiesOf(canvas) }, from, to, clip, silent }
}

test('[X6] what people wrote cannot become markup of a page', () => {
  const board = boardOf({
    title: '<img src=x onerror=alert(1)>',
    source: '</div><script>1</script>',
  })
  for (const make of [unconfirmedPage, sourcesPage]) {
    expect(make(board).text).not.toMatch(/<img|<script/)
    expect(make(board).text).toContain('&lt;img src=x')
  }
})

test('[X8] a question that was answered is told with its answer, apart from those that are open', () => {
  const doc = emptyBoard()
  const ask = (fields: Record<string, string>) =>
    addEvidence(doc, { kind: 'question', by: 'Mara', fields })
  ask({ title: 'Who filmed?', asks: 'Who filmed clip 1?', owner: 'Kim' })
  const answered = ask({ title: 'Which base?', asks: 'At which base?', answer: 'At Sergeyevka.' })
  const quote = addEvidence(doc, { kind: 'quote', by: 'Mara', fields: { title: 'The agency' } })
  const [from, to] = [addCard(doc, quote, { x: 0, y: 0 }), addCard(doc, answered, { x: 900, y: 0 })]
  tie(doc, 'answers', { from, to })
  const { text } = unconfirmedPage(exported(doc))
  const [open = '', told = ''] = text.split('<h2>Questions that were answered</h2>')
  expect(open).toMatch(
    /Open questions[\s\S]*Who filmed\?[\s\S]*Who filmed clip 1\?[\s\S]*Owner: <bdi>Kim/,
  )
  expect(open).not.toContain('Which base?')
  expect(told).toMatch(/Which base\?[\s\S]*At which base\?[\s\S]*Answer: <bdi>At Sergeyevka\./)
  expect(told).toContain('answers, said of it by: <bdi>The agency')
})

test('[X9] each source stands with its addresses, captures and archives as links, and with the method behind it', () => {
  const doc = emptyBoard()
  const link = addEvidence(doc, {
    kind: 'link',
    by: 'Mara',
    fields: {
      title: 'Post',
      url: 'https://t.me/astra/1',
      description:
        'Archive location: https://web.archive.org/web/2024/https://t.me/astra/1, see (https://example.org/a_(b)).',
      place: {
        name: 'Gate',
        lat: 43.85,
        lon: 131.98,
        precision: 'vicinity',
        method: 'The roof, from above',
        by: 'Kim',
      },
    },
  })
  const capture: Capture = {
    outcome: 'failed',
    url: 'https://t.me/astra/2',
    capturedAt: '2024-10-18T09:00:00.000Z',
    by: 'Redstring',
    reason: 'It was gone.',
  }
  putEntry(doc, link, { field: 'captures', entry: 'capture', entryId: 'a' }, capture)
  putEntry(
    doc,
    link,
    { field: 'checks', entry: 'check', entryId: 'location' },
    {
      pillar: 'location',
      name: '',
      outcome: 'holds',
      finding: 'Roof fits',
      evidence: [],
      by: 'Kim',
      at: '2024-10-19T00:00:00.000Z',
    },
  )
  putEntry(
    doc,
    link,
    { field: 'requests', entry: 'request', entryId: 'b' },
    {
      askedOf: 'Astra',
      what: 'The original',
      by: 'Mara',
      at: '2024-10-20',
      outcome: 'declined',
      answer: '',
      answeredAt: '',
    },
  )
  const { text } = sourcesPage(exported(doc))
  const leads = [...text.matchAll(/(\w[\w ]*): <a href="([^"]+)"|from <a href="([^"]+)"/g)].map(
    ([, label = 'from', url, from]) => [label, url ?? from],
  )
  expect(leads).toEqual([
    ['Address', 'https://t.me/astra/1'],
    ['from', 'https://t.me/astra/2'],
    ['Archived at', 'https://web.archive.org/web/2024/https://t.me/astra/1'],
    ['Also written down', 'https://example.org/a_(b)'],
  ])
  expect(text).toMatch(
    /Geolocated: <bdi>Gate, ±100 m, 43\.85000, 131\.98000, The roof, from above, by Kim/,
  )
  expect(text).toMatch(/Checked: <bdi>Location, Holds, Roof fits \(Kim, 2024-10-19 00:00 UTC\)/)
  expect(text).toMatch(/Asked: <bdi>Astra, The original, Declined \(Mara, 20 Oct/)
})

test('[X11] an address that would run is no link, and is told', () => {
  const { text } = sourcesPage(boardOf({ title: 'x', sourceUrl: 'javascript:alert(1)' }, 'quote'))
  expect(text).toContain('javascript:alert(1)')
  expect(text).not.toMatch(/href="javascript/i)
})

test('[X12] whichever way a title runs, the doubt beside it stands outside of it', () => {
  const title = 'Gate \u202E txet'
  const verification = { status: 'could-not-confirm', reason: 'R', by: 'Kim', at: '' }
  const board = boardOf({ title, verification })
  expect(sourcesPage(board).text).toContain(`<bdi>${title}</bdi> (could not confirm)`)
})

test('[X1] a name keeps the marks of its letters, and is cut between letters', () => {
  const at = '2024-10-25T00:00:00Z'
  expect(fileNameOf({ title: 'हिन्दी नाम', at }, 'register')).toBe('हिन्दी-नाम_2024-10-25_register')
  const long = fileNameOf({ title: `a${'𠀀'.repeat(40)}`, at }, 'register')
  expect(long.isWellFormed()).toBe(true)
})

test('[X3] a formula after any kind of line or blank line is text', () => {
  for (const before of ['a\r\n', 'a\n\n', 'a\n \r\n', 'a;\t ', ';;', ' \r\n'])
    expect(formulaSafe(`${before}=1`)).toMatch(/'=1$/)
})

/** RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let isQuoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text.charAt(at)
    if (isQuoted) {
      if (sign !== '"') cell += sign
      else if (text.charAt(at + 1) === '"') {
        cell += sign
        at++
      } else isQuoted = false
    } else if (sign === '"') isQuoted = true
    else if (sign === ',') {
      rows.at(-1)?.push(cell)
      cell = ''
    } else if (sign === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      rows.push([])
    } else if (sign !== '\r') cell += sign
  }
  return rows.filter((row) => row.length > 0)
}
