import type { TLRecord } from '@tldraw/tlschema'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import type { Tie } from '../../shared/board/graph.ts'
import { addCard, addShape, addText, tie } from '../../shared/board/canvas-actions.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { checksOf } from '../../shared/evidence/checks.ts'
import { doubtsOf } from '../../shared/evidence/doubts.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { entriesOf, textOf } from '../../shared/evidence/values.ts'
import { humanClaimant, titleOf } from '../../shared/evidence/wording.ts'
import { casePage, type CaseToTell } from '../../shared/export/case/case-page.ts'
import { escaped } from '../../shared/export/markup.ts'
import { openSample } from '../support/sample-board.ts'

type Told = {
  ties?: readonly Tie[]
  canvas?: readonly TLRecord[]
  files?: CaseToTell['files']
  custody?: CaseToTell['custody']
}

function pageOf(
  evidence: readonly Evidence[],
  { ties = [], canvas = [], files = [], custody = [] }: Told = {},
): string {
  const at = '2026-01-01T00:00:00.000Z'
  return casePage({
    board: { title: '<Depot>', moment: 'edit 2', at, evidence, ties, canvas },
    boardId: 'abc',
    briefings: [],
    archivedAt: at,
    head: { seq: 2, logHash: '00', recordsHash: '11' },
    custodyRows: 3,
    custody,
    versions: [],
    people: ['Ada'],
    files,
    pictures: { board: null, briefings: [], missing: [] },
    setAside: 0,
  })
}

test('[Z7] the page tells every item of the sample with its hedges, doubts, checks, claimants, words and relations', () => {
  const { evidence, graph } = openSample()
  const page = pageOf(evidence, { ties: graph })
  for (const item of evidence) {
    const { id } = item
    const [, own = ''] = page.split(`<article id="${id.replace(':', '-')}">`)
    const article = own.split('</article>')[0] ?? ''
    const said = [
      titleOf(item),
      statusOf(item).label,
      ...doubtsOf(item),
      ...checksOf(item).flatMap(({ check }) => (check ? [check.finding] : [])),
      ...entriesOf(item, 'claimants', 'claimant').map(({ value }) => humanClaimant(value)),
      ...entriesOf(item, 'requests', 'request').map(({ value }) => value.what),
      ...['words', 'translation', 'statement', 'standIn'].flatMap(
        (name) => textOf(item, name) ?? [],
      ),
    ]
    for (const words of said) expect(article).toContain(escaped(words))
  }
  expect(page.match(/said of it by/g)?.length).toBe(graph.length)
})

test('[Z7] markup in any text is told as text, and an address that would run is no link', () => {
  const doc = emptyBoard()
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
  addEvidence(doc, {
    kind: 'quote',
    by: evil,
    fields: {
      title: evil,
      words: evil,
      language: evil,
      speaker: evil,
      sourceUrl: 'javascript:alert(1)',
      chain: [evil],
      claimedPlace: { name: evil, lat: 1, lon: 2, precision: 'exact', method: evil, by: evil },
    },
  })
  const page = pageOf(readBoard(doc).evidence)
  expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(6)
  expect(page).not.toMatch(/<script|<img|<iframe|href="javascript/i)
  // Nothing is asked for when it is opened.
  expect(page).not.toMatch(/(src|href)="(https?:)?\/\//i)
  expect(page).toContain("default-src 'none'")
})

test('[Z10] what is written on the canvas itself is told: texts, frames, and words on arrows with what they lead to', () => {
  const doc = emptyBoard()
  const [clip, claim] = ['Clip', 'Claim'].map((title) =>
    addEvidence(doc, { kind: 'quote', by: 'Ada', fields: { title } }),
  )
  if (!clip || !claim) throw new Error('Nothing was added')
  const from = addCard(doc, clip, { x: 0, y: 1000 })
  const to = addCard(doc, claim, { x: 900, y: 1000 })
  const arrow = tie(doc, 'supports', { from, to })
  const frame = addShape(doc, {
    type: 'frame',
    x: 0,
    y: 0,
    props: { w: 600, h: 400, name: 'At the gate', color: 'black' },
  })
  addText(doc, { x: 10, y: 500, text: '<b>Not</b> from the same day?\nAsk Kim' })
  const { evidence, canvas, setAside } = readBoard(doc)
  expect(setAside).toEqual([])
  const said = canvas.map((each) =>
    each.id === arrow && each.typeName === 'shape' && each.type === 'arrow'
      ? { ...each, props: { ...each.props, text: 'Kim thinks so' } }
      : each.typeName === 'shape' && each.type === 'text'
        ? { ...each, parentId: frame }
        : each,
  )
  const page = pageOf(evidence, { canvas: said })
  const [, section = ''] = page.split('<h2 id="canvas">Written on the canvas</h2>')
  const lines = [...(section.split('</section>')[0]?.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g) ?? [])]
  expect(lines.map(([, line = '']) => line.replaceAll(/<[^>]+>/g, ''))).toEqual([
    'Frame: At the gate',
    'Text in the frame At the gate: &lt;b&gt;Not&lt;/b&gt; from the same day?\nAsk Kim',
    'Arrow from Clip to Claim (supports): Kim thinks so',
  ])
})

test('[Z11] graphic material lies behind a warning; clips play, and files are saved under their names', () => {
  const [photo, clip] = ['a'.repeat(64), 'b'.repeat(64)]
  const doc = emptyBoard()
  const file = (sha256: string, name: string, type: string) => ({ sha256, size: 3, type, name })
  addEvidence(doc, {
    kind: 'photo',
    by: 'Ada',
    fields: { file: file(photo, 'p"1.jpg', 'image/jpeg'), sensitivity: 'graphic' },
  })
  addEvidence(doc, { kind: 'video', by: 'Ada', fields: { file: file(clip, 'c.mp4', 'video/mp4') } })
  const files = [
    { ...file(photo, 'p"1.jpg', 'image/jpeg'), addedAt: 0 },
    { ...file(clip, 'c.mp4', 'video/mp4'), addedAt: 0 },
  ]
  const page = pageOf(readBoard(doc).evidence, { files })
  expect(page).toMatch(/<details><summary>Graphic[^<]*<\/summary><figure><img [^>]*aaaa/)
  expect(page.match(/<img /g)).toHaveLength(1)
  expect(page).toMatch(/<video controls preload="none" src="data\/files\/bbbb/)
  expect(page).toContain(`<a href="data/files/${photo}" download="p&quot;1.jpg">`)
  expect(page).toContain("media-src 'self' file:")
})

test('[Z12] a title cannot turn round the doubt beside it', () => {
  const doc = emptyBoard()
  const title = 'Gate \u202E txet'
  const verification = { status: 'could-not-confirm', reason: 'R', by: 'Kim', at: '' }
  addEvidence(doc, { kind: 'photo', by: 'Ada', fields: { title, verification } })
  expect(pageOf(readBoard(doc).evidence)).toContain(`<bdi>${title}</bdi> (could not confirm)</a>`)
})

test('[Z16] the custody log is told, each row with who, when and of what; one that is cut says so', () => {
  const doc = emptyBoard()
  const id = addEvidence(doc, { kind: 'photo', by: 'Ada', fields: { title: 'Gate' } })
  const row = { at: 0, actorName: '<b>Ada</b>', evidenceId: id, sha256: null }
  const page = pageOf(readBoard(doc).evidence, {
    custody: [
      { ...row, seq: 2, what: 'withdrawn' },
      { ...row, seq: 3, what: 'something-newer' },
    ],
  })
  expect(page).toMatch(/1970-01-01 00:00 UTC.*&lt;b&gt;Ada.*Withdrawn.*<a href="#evidence-.*Gate/)
  expect(page).toContain('something-newer')
  expect(page).toContain('The newest 2 rows of 3')
})

function emptyBoard(): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  return doc
}
