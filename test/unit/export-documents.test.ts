import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import { addCard, addText, tie } from '../../shared/board/canvas-actions.ts'
import { tiesOf } from '../../shared/board/graph.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { exportDocuments } from '../../shared/export/documents.ts'
import type { ExportedBoard } from '../../shared/export/exported-board.ts'
import { jsonCanvas, recordsJson } from '../../shared/export/json-canvas.ts'
import { placesGeoJson } from '../../shared/export/places-geojson.ts'
import { placesKml } from '../../shared/export/places-kml.ts'
import { registerCsv } from '../../shared/export/register-csv.ts'
import { sourcesPage } from '../../shared/export/sources-page.ts'
import { unconfirmedPage } from '../../shared/export/unconfirmed-page.ts'
import { openSample } from '../support/sample-board.ts'

function exported(doc: Y.Doc): ExportedBoard {
  const { canvas, evidence } = readBoard(doc)
  const moment = { moment: 'now', at: '2026-11-26T01:00:00.000Z' }
  return { title: 'A board', ...moment, evidence, ties: tiesOf(canvas), canvas }
}

function boardOf(fields: Record<string, unknown>): ExportedBoard {
  const doc = emptyBoard()
  addEvidence(doc, { kind: 'photo', by: 'Mara', fields })
  return exported(doc)
}

function emptyBoard(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  return doc
}

const sample = (): ExportedBoard => {
  const { canvas, evidence, graph } = openSample()
  const moment = { moment: 'now', at: '2026-11-26T01:00:00.000Z' }
  return { title: 'Sergeyevka (sample)', ...moment, evidence, ties: graph, canvas }
}

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

test('[X5] cards, texts and string of the canvas open elsewhere; the records beside them lose nothing', () => {
  const doc = emptyBoard()
  const clip = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Clip' } })
  const claim = addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title: 'Claim' } })
  const from = addCard(doc, clip, { x: 10, y: 20 })
  const to = addCard(doc, claim, { x: 900, y: 20 })
  addText(doc, { x: 0, y: 500, text: 'A heading' })
  tie(doc, 'supports', { from, to })
  const board = exported(doc)
  const canvas = JSON.parse(jsonCanvas(board).text) as {
    nodes: { text?: string }[]
    edges: unknown[]
  }
  expect(canvas.nodes.map(({ text }) => text?.split('\n')[0])).toEqual(
    expect.arrayContaining(['**Clip**', '**Claim**', 'A heading']),
  )
  expect(canvas.edges).toMatchObject([{ fromNode: from, toNode: to, label: 'supports' }])
  expect(JSON.parse(recordsJson(board).text)).toMatchObject({
    evidence: JSON.parse(JSON.stringify(board.evidence)) as unknown,
  })
})

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
