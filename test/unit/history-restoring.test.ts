import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, addText, tie } from '../../shared/board/canvas-actions.ts'
import { addEvidence, putEntry, removeEntry, setField } from '../../shared/board/actions.ts'
import { editText } from '../../shared/board/long-text.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { restoredOf } from '../../shared/board/changes/restored-of.ts'
import { restoreRecords } from '../../shared/board/restoring.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { changesBetween, copyOfDoc, momentOf } from '../support/moments.ts'

function newBoard() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  return doc
}

const edits: ((doc: Y.Doc, at: number) => void)[] = [
  (doc, at) => addCard(doc, addEvidence(doc, { kind: 'video', by: 'Mara' }), { x: at, y: 0 }),
  (doc, at) => addText(doc, { x: at, y: 0, text: `Text ${at}` }),
  (doc, at) => withItem(doc, at, (id) => setField(doc, id, 'title', `Title ${at}`)),
  (doc, at) => withItem(doc, at, (id) => setField(doc, id, 'title', undefined)),
  (doc, at) =>
    withItem(doc, at, (id) => editText(doc, id, 'description', { base: '', next: `Note ${at} ` })),
  (doc, at) =>
    withItem(doc, at, (id) =>
      putEntry(
        doc,
        id,
        { field: 'requests', entry: 'request', entryId: `r${at % 3}` },
        request(at),
      ),
    ),
  (doc, at) => withItem(doc, at, (id) => removeEntry(doc, id, 'requests', `r${at % 3}`)),
  (doc, at) => {
    const cards = cardsOf(doc)
    const [from, to] = [cards[at % cards.length], cards[(at + 1) % cards.length]]
    if (from && to && from !== to) tie(doc, 'supports', { from, to })
  },
  (doc, at) => {
    const cards = cardsOf(doc)
    const card = cards[at % cards.length]
    if (card) recordsOf(doc).delete(card)
  },
  (doc, at) => {
    const card = cardsOf(doc)[at % cardsOf(doc).length]
    if (card) recordsOf(doc).get(card)?.set('pos', [at, at, 0])
  },
]

const request = (at: number) => ({
  askedOf: 'The agency',
  what: `The original, ${at}`,
  by: 'Mara',
  at: '',
  outcome: 'declined' as const,
  answer: '',
  answeredAt: '',
})

function cardsOf(doc: Y.Doc) {
  return readBoard(doc).canvas.flatMap((record) =>
    record.typeName === 'shape' && String(record.type) === 'card' ? [record.id] : [],
  )
}

function withItem(doc: Y.Doc, at: number, edit: (id: EvidenceId) => void): void {
  const items = readBoard(doc).evidence
  const item = items[at % items.length]
  if (item) edit(item.id)
}

const work = fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat(50)), { maxLength: 25 })

function doAll(doc: Y.Doc, steps: readonly [number, number][]): void {
  for (const [edit, at] of steps) edits[edit]?.(doc, at)
}

test('[H50] after a restore nothing differs from the moment but evidence that was added since', () => {
  fc.assert(
    fc.property(work, work, (first, later) => {
      const doc = newBoard()
      doAll(doc, first)
      const then = momentOf(doc)
      doAll(doc, later)
      restoreRecords(doc, changesBetween(then, momentOf(doc)))
      const left = changesBetween(then, momentOf(doc))
      expect(left.filter(({ before }) => before !== null)).toEqual([])
      expect(left.every(({ id }) => id.startsWith('evidence:'))).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('[H51] what somebody does elsewhere while another restores is kept', () => {
  fc.assert(
    fc.property(work, work, (first, later) => {
      const doc = newBoard()
      const item = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Before' } })
      doAll(doc, first)
      const then = momentOf(doc)
      setField(doc, item, 'title', 'After')
      doAll(doc, later)
      const other = copyOfDoc(doc)
      const theirs = addEvidence(other, { kind: 'quote', by: 'Jonas', fields: { title: 'New' } })
      const card = addCard(other, theirs, { x: 0, y: 0 })
      putEntry(other, item, { field: 'requests', entry: 'request' }, request(99))
      restoreRecords(doc, changesBetween(then, momentOf(doc)))
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
      expect(momentOf(doc)).toEqual(momentOf(other))
      expect(recordsOf(doc).has(theirs) && recordsOf(doc).has(card)).toBe(true)
      expect(JSON.stringify(momentOf(doc).get(item))).toContain('The original, 99')
    }),
    { numRuns: 60 },
  )
})

test('[H52] one field comes back and the others stay as they are', () => {
  const doc = newBoard()
  const item = addEvidence(doc, {
    kind: 'claim',
    by: 'Mara',
    fields: { title: 'Before', description: 'Long before' },
  })
  const before = momentOf(doc).get(item) ?? null
  setField(doc, item, 'title', 'After')
  editText(doc, item, 'description', { base: 'Long before', next: 'Long after' })
  restoreRecords(doc, [{ id: item, before, keys: ['description'] }])
  expect(momentOf(doc).get(item)).toMatchObject({ title: 'After', description: 'Long before' })
})

test('[H51] what was written into the same item while the comparison stood open is kept', () => {
  const doc = newBoard()
  const item = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Before' } })
  const then = momentOf(doc)
  setField(doc, item, 'title', 'After')
  const compared = changesBetween(then, momentOf(doc))
  putEntry(doc, item, { field: 'requests', entry: 'request' }, request(7))
  restoreRecords(doc, compared.map(restoredOf))
  expect(momentOf(doc).get(item)?.['title']).toBe('Before')
  expect(JSON.stringify(momentOf(doc).get(item))).toContain('The original, 7')
})

test('[H55] an original that came since stays with its item, and no upload comes back', () => {
  const doc = newBoard()
  const upload = { name: 'a.mp4', size: 1, by: 'Mara', client: 1, state: 'sending', message: '' }
  const item = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { upload } })
  const then = momentOf(doc)
  setField(doc, item, 'upload', undefined)
  setField(doc, item, 'file', { sha256: 'a'.repeat(64), size: 1, type: 'video/mp4', name: 'a.mp4' })
  setField(doc, item, 'facts', { durationS: 3 })
  restoreRecords(doc, changesBetween(then, momentOf(doc)).map(restoredOf))
  const after = momentOf(doc).get(item)
  expect(after).toMatchObject({ file: { name: 'a.mp4' }, facts: { durationS: 3 } })
  expect(after).not.toHaveProperty('upload')
})

test('[H50] what is no record at all does not keep the rest from coming back', () => {
  const doc = newBoard()
  const [first, second] = ['One', 'Two'].map((title) =>
    addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title } }),
  )
  const then = momentOf(doc)
  if (!first || !second) throw new Error('Nothing was added')
  recordsOf(doc).set(first, 'rubbish' as never)
  setField(doc, second, 'title', 'Other')
  restoreRecords(doc, [
    { id: first, before: then.get(first) ?? null },
    { id: second, before: then.get(second) ?? null },
  ])
  expect(momentOf(doc)).toEqual(then)
})
