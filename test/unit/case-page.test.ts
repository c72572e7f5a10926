import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import type { Tie } from '../../shared/board/graph.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { checksOf } from '../../shared/evidence/checks.ts'
import { doubtsOf } from '../../shared/evidence/doubts.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { statusOf } from '../../shared/evidence/status.ts'
import { entriesOf, textOf } from '../../shared/evidence/values.ts'
import { humanClaimant, titleOf } from '../../shared/evidence/wording.ts'
import { casePage } from '../../shared/export/case/case-page.ts'
import { escaped } from '../../shared/export/markup.ts'
import { openSample } from '../support/sample-board.ts'

function pageOf(evidence: readonly Evidence[], ties: readonly Tie[] = []): string {
  const at = '2026-01-01T00:00:00.000Z'
  return casePage({
    board: { title: '<Depot>', moment: 'edit 2', at, evidence, ties, canvas: [] },
    boardId: 'abc',
    briefings: [],
    archivedAt: at,
    head: { seq: 2, logHash: '00', recordsHash: '11' },
    custodyRows: 3,
    versions: [],
    people: ['Ada'],
    files: [],
    pictures: { board: null, briefings: [], missing: [] },
    setAside: 0,
  })
}

test('[Z7] the page tells every item of the sample with its hedges, doubts, checks, claimants, words and relations', () => {
  const { evidence, graph } = openSample()
  const page = pageOf(evidence, graph)
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
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
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
