import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { OtherBoard } from '../../client/board/board-provider.tsx'
import type { OpenBoard } from '../../client/board/open-board.ts'
import { CurtainsOpen } from '../../client/evidence/curtain.tsx'
import { EvidenceCard } from '../../client/evidence/evidence-card.tsx'
import { keepsHidden } from '../../client/evidence/keeps-hidden.ts'
import { MatchBody } from '../../client/evidence/match-body.tsx'
import { ComparisonBody } from '../../client/satellite/comparison-body.tsx'
import { addEvidence, putEntry } from '../../shared/board/actions.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { Evidence, EvidenceId, KindName } from '../../shared/evidence/kinds.ts'
import { rectangleOf } from '../../shared/evidence/region-outline.ts'

/** Two pictures, one of which is not for every eye, and what shows them together. */
function openBoard() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const add = (id: EvidenceId, kind: KindName, fields: Record<string, unknown>) =>
    addEvidence(doc, { kind, by: 'Mara', id, fields })
  const picture = (sha256: string) => ({
    file: { sha256: sha256.repeat(64), size: 1, type: 'image/png', name: 'a.png' },
    facts: { width: 400, height: 300 },
  })
  const calm = add('evidence:calm', 'satellite', { title: 'Before', ...picture('a') })
  const graphic = add('evidence:graphic', 'satellite', {
    title: 'After',
    sensitivity: 'graphic',
    ...picture('b'),
  })
  const comparison = add('evidence:comparison', 'comparison', { alignedBy: 'frame' })
  for (const [order, of] of [calm, graphic].entries())
    putEntry(doc, comparison, { field: 'snapshots', entry: 'snapshot' }, { of, order })
  const match = add('evidence:match', 'match', { pictureA: calm, pictureB: graphic })
  const region = {
    number: 1,
    outline: rectangleOf({ x: 0.1, y: 0.1, w: 0.2, h: 0.2 }),
    label: '',
    note: '',
    by: 'Mara',
    at: '',
  }
  for (const of of [calm, graphic])
    putEntry(doc, of, { field: 'regions', entry: 'region', entryId: 'one' }, region)
  const pair = { a: 'one', b: 'one', grade: 'strong', note: '', by: 'Mara', at: '' } as const
  putEntry(doc, match, { field: 'pairs', entry: 'pair' }, pair)
  const { evidence } = readBoard(doc)
  const get = (id: EvidenceId) => evidence.find((each) => each.id === id)
  const item = (id: EvidenceId): Evidence => {
    const found = get(id)
    if (!found) throw new Error(`${id} is not on the board`)
    return found
  }
  return { evidence, get, item }
}

const still = <T,>(value: T) => ({ subscribe: () => () => {}, get: () => value, all: () => value })

function drawn(id: EvidenceId, { isStill = true, isAsked = false } = {}): string {
  const { evidence, get, item } = openBoard()
  const handle = {
    viewing: { ...still(null), open: () => {} },
    evidence: { ...still(evidence), get },
    boardId: 'b',
    role: 'editor',
    duplicates: still(new Map()),
    ties: still([]),
  }
  const board = { handle } as unknown as OpenBoard
  const shown = item(id)
  const body = { boardId: 'b', isActive: false, isStill, mediaTimeS: 0, isStanding: false }
  const props = { ...body, evidence: shown, onMediaTime: undefined }
  return renderToStaticMarkup(
    <QueryClientProvider client={new QueryClient()}>
      <CurtainsOpen value={isAsked}>
        <OtherBoard board={board}>
          {shown.kind === 'comparison' ? (
            <ComparisonBody {...props} />
          ) : shown.kind === 'match' ? (
            <MatchBody {...props} />
          ) : (
            <EvidenceCard evidence={shown} boardId="b" isStill={isStill} />
          )}
        </OtherBoard>
      </CurtainsOpen>
    </QueryClientProvider>,
  )
}

const behindCurtain = ['evidence:graphic', 'evidence:comparison', 'evidence:match'] as const

test.each(behindCurtain)(
  '[X63] in a picture the curtain before %s is its warning alone: nothing of the sensitive picture, and nothing to press',
  (id) => {
    expect(drawn(id)).toContain('Graphic content, hidden')
    expect(drawn(id)).not.toContain('<img')
    expect(drawn(id)).not.toContain('<button')
    // On the board it can be asked for.
    expect(drawn(id, { isStill: false })).toContain('>Show</button>')
    const asked = drawn(id, { isAsked: true })
    expect(asked).not.toContain('Graphic content, hidden')
    expect(asked).toContain('<img')
  },
)

test('[X63] a picture is known to keep something hidden, also where it only shows it beside something else', () => {
  const { get, item } = openBoard()
  for (const id of behindCurtain) expect(keepsHidden(item(id), get)).toBe(true)
  expect(keepsHidden(item('evidence:calm'), get)).toBe(false)
})
