import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence, putEntry, setField } from '../../shared/board/actions.ts'
import { BoardView } from '../../shared/board/board-view.ts'
import { setVerification } from '../../shared/board/judging.ts'
import { readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { restoreRecords } from '../../shared/board/restoring.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { elsewhereOf, undatedNames } from '../../shared/evidence/names-elsewhere.ts'

const LATER = '2099-01-01T00:00:00.000Z'
const MARA_ELSEWHERE = 'Mara (of the imported case)'
const place = {
  name: 'Depot',
  lat: 43.85,
  lon: 131.98,
  precision: 'vicinity' as const,
  method: 'signs',
}
const check = {
  pillar: 'date' as const,
  name: '',
  outcome: 'holds' as const,
  finding: '',
  evidence: [],
  by: 'Mara',
  at: LATER,
}

/** A board as it came; `named` gives its items as they are told here. */
function importedBoard() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const id = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Clip' } })
  setVerification(doc, id, { status: 'verified', reason: 'signs', by: 'Mara' })
  setField(doc, id, 'place', { ...place, by: 'Mara' })
  putEntry(doc, id, { field: 'checks', entry: 'check', entryId: 'date' }, { ...check, at: LATER })
  const at = new Date().toISOString()
  const items = new BoardView(doc).evidence().values()
  const elsewhere = elsewhereOf({ at, named: undatedNames(items, at) })
  return { doc, id, told: () => new BoardView(doc, { elsewhere }).evidence() }
}

const entries = (item: Evidence | undefined, field: string): unknown[] =>
  Object.values(Object(item?.[field]))

test('[J27] every name in an item that came is told as of the imported case, whatever time stands beside it', () => {
  const { id, told } = importedBoard()
  const item = told().get(id)
  expect(item).toMatchObject({
    createdBy: MARA_ELSEWHERE,
    verification: { by: MARA_ELSEWHERE },
    place: { by: MARA_ELSEWHERE, name: 'Depot' },
    checks: { date: { by: MARA_ELSEWHERE } },
  })
  expect(entries(item, 'judgements')).toEqual([expect.objectContaining({ by: MARA_ELSEWHERE })])
})

test('[J27] who works on it here keeps the own name, and bringing back what came makes it nobody else’s', async () => {
  const { doc, id, told } = importedBoard()
  const came = readRecord(id, recordsOf(doc).get(id) ?? new Y.Map())
  await new Promise((next) => setTimeout(next, 5))
  setVerification(doc, id, { status: 'disputed', reason: 'two depots', by: 'Mara' })
  putEntry(doc, id, { field: 'checks', entry: 'check', entryId: 'date' }, { ...check, by: 'Kim' })
  setField(doc, id, 'place', { ...place, by: 'Kim' })
  const own = addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title: 'Ours' } })
  expect(told().get(own)).toMatchObject({ createdBy: 'Mara' })
  expect(told().get(id)).toMatchObject({
    createdBy: MARA_ELSEWHERE,
    verification: { by: 'Mara' },
    place: { by: 'Kim' },
    checks: { date: { by: 'Kim' } },
  })
  restoreRecords(doc, [{ id, before: came, keys: ['verification', 'place', 'checks/date'] }])
  expect(told().get(id)).toMatchObject({
    verification: { by: MARA_ELSEWHERE },
    place: { by: MARA_ELSEWHERE },
    checks: { date: { by: MARA_ELSEWHERE } },
  })
})
