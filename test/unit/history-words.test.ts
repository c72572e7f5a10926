import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addCard, addText, tie } from '../../shared/board/canvas-actions.ts'
import { addEvidence, putEntry, setField } from '../../shared/board/actions.ts'
import { itemChanges } from '../../shared/board/changes/item-changes.ts'
import { setVerification } from '../../shared/board/judging.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { restoreRecords } from '../../shared/board/restoring.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { changesBetween, momentOf } from '../support/moments.ts'

function boardWithClip() {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const clip = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Clip 3' } })
  const card = addCard(doc, clip, { x: 0, y: 0 })
  return { doc, clip, card }
}

/** What a comparison of the board before and after `edit` says. */
function said(doc: Y.Doc, edit: () => void) {
  const before = momentOf(doc)
  edit()
  const { canvas, evidence } = readBoard(doc)
  return itemChanges(changesBetween(before, momentOf(doc)), {
    canvas,
    evidence: new Map(evidence.map((item) => [item.id, item])),
  })
}

test('[H53] a status that changed is said with both words and its reason', () => {
  const { doc, clip } = boardWithClip()
  const [item, ...others] = said(doc, () =>
    setVerification(doc, clip, {
      status: 'could-not-confirm',
      reason: 'No original was given.',
      by: 'Mara',
    }),
  )
  expect(others).toEqual([])
  expect(item).toMatchObject({ title: 'Clip 3', what: 'changed' })
  expect(item?.lines.map(({ label, before, after }) => [label, before, after])).toEqual([
    ['Verification', 'Unverified', 'Could not confirm: No original was given.'],
  ])
})

test('[H53] an item is added, a card moved, a text changed: each is said once, under what it is about', () => {
  const { doc, clip, card } = boardWithClip()
  const changes = said(doc, () => {
    recordsOf(doc).get(card)?.set('pos', [120, 40, 0])
    setField(doc, clip, 'title', 'Clip 3, indoors')
    addText(doc, { x: 0, y: 0, text: 'Ask again' })
    addCard(
      doc,
      addEvidence(doc, { kind: 'question', by: 'Mara', fields: { title: 'Who filmed?' } }),
      {
        x: 500,
        y: 0,
      },
    )
  })
  expect(changes.map(({ title, what }) => [title, what])).toEqual([
    ['Clip 3, indoors', 'changed'],
    ['Who filmed?', 'added'],
    ['Text: Ask again', 'added'],
  ])
  expect(changes[0]?.lines.map(({ label, before, after }) => [label, before, after])).toEqual(
    expect.arrayContaining([
      ['Title', 'Clip 3', 'Clip 3, indoors'],
      ['Place on the canvas', '', '120 to the right, 40 down'],
    ]),
  )
})

test('[H53] what only moved is called moved', () => {
  const { doc, card } = boardWithClip()
  const changes = said(doc, () => recordsOf(doc).get(card)?.set('pos', [0, -300, 0]))
  expect(changes.map(({ what }) => what)).toEqual(['moved'])
})

test('[H53] a part that was added to an item is said in its own words', () => {
  const { doc, clip } = boardWithClip()
  const [item] = said(doc, () =>
    putEntry(
      doc,
      clip,
      { field: 'requests', entry: 'request' },
      {
        askedOf: 'The agency',
        what: 'the original',
        by: 'Mara',
        at: '2024-10-25',
        outcome: 'declined',
        answer: '',
        answeredAt: '',
      },
    ),
  )
  expect(item?.lines.map(({ before, after }) => [before, after])).toEqual([
    ['', 'The agency, the original, Declined'],
  ])
})

test('[H54] a card that went comes back together with the string that was tied to it', () => {
  const { doc, card } = boardWithClip()
  const claim = addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title: 'A claim' } })
  const other = addCard(doc, claim, { x: 800, y: 0 })
  const arrow = tie(doc, 'supports', { from: card, to: other })
  const before = momentOf(doc)
  const changes = said(doc, () => {
    for (const [id, record] of before) {
      if (id === card || (record.typeName === 'binding' && record['toId'] === card))
        recordsOf(doc).delete(id)
    }
  })
  expect(changes.map(({ title, what }) => [title, what])).toEqual([
    ['Clip 3', 'changed'],
    ['Clip 3 → supports → A claim', 'changed'],
  ])
  const line = changes[0]?.lines[0]
  expect(line?.after).toBe('taken off the canvas')
  restoreRecords(doc, line?.restore ?? [])
  expect(recordsOf(doc).has(arrow)).toBe(true)
  expect(momentOf(doc)).toEqual(before)
})

test('[H54] a card and its string that went together come back tied at both ends', () => {
  const { doc, card } = boardWithClip()
  const claim = addEvidence(doc, { kind: 'claim', by: 'Mara', fields: { title: 'A claim' } })
  const arrow = tie(doc, 'supports', { from: card, to: addCard(doc, claim, { x: 800, y: 0 }) })
  const before = momentOf(doc)
  const changes = said(doc, () => {
    for (const [id, record] of before)
      if (id === card || id === arrow || record.typeName === 'binding') recordsOf(doc).delete(id)
  })
  restoreRecords(doc, changes.find(({ title }) => title === 'Clip 3')?.restore ?? [])
  expect(momentOf(doc)).toEqual(before)
})

test('[H56] a coordinate that moved shows, though both places have one name', () => {
  const { doc, clip } = boardWithClip()
  const place = { name: 'Here', lat: 43.1, lon: 131.9, precision: 'vicinity', method: '', by: 'Jo' }
  setField(doc, clip, 'place', place)
  const [item] = said(doc, () => setField(doc, clip, 'place', { ...place, lat: 43.2 }))
  expect(item?.lines[0]?.before).toContain('43.10000, 131.90000')
  expect(item?.lines[0]?.after).toContain('43.20000, 131.90000')
})

test('[H56] a hedge stands in a comparison too', () => {
  const { doc } = boardWithClip()
  const claim = addEvidence(doc, {
    kind: 'claim',
    by: 'Mara',
    fields: { statement: 'They may go.', modality: 'possible' },
  })
  const [item] = said(doc, () => setField(doc, claim, 'title', 'They go'))
  expect(item?.lines[0]?.after).toBe('Possible: They go')
})
