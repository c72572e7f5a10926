import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { editText, longTextOf } from '../../shared/board/long-text.ts'
import { putEntry, setField } from '../../shared/board/actions.ts'
import { documentInfoOf, LAYOUT_KEY, LAYOUT_VERSION, recordsOf } from '../../shared/board/layout.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { BoardDocument } from '../../server/rooms/board-document.ts'

/** Keys of a record exactly as an earlier Redstring wrote them. */
type Keys = Record<string, unknown>

const about = {
  typeName: 'evidence',
  createdAt: '2026-11-24T10:00:00.000Z',
  createdBy: 'Mara',
}

/** Claimants were a list under one key, before parts of an item got keys of their own. */
const claimWithList = (): Keys => ({
  ...about,
  kind: 'claim',
  statement: new Y.Text('At least 3,000'),
  modality: 'asserted',
  claimants: [
    { name: 'Kirby', act: 'asserts', date: '2024-10-25', through: ['Reuters'] },
    { name: 'NIS', act: 'reports', date: '', through: [] },
  ],
  // A choice that became entries of another field.
  origins: 'unknown',
})

/** Long text was a plain string where a program wrote it. */
const linkWithPlainText = (): Keys => ({
  ...about,
  kind: 'link',
  url: 'https://example.org/a',
  description: 'Typed by one person at a time',
})

test('[A12] boards of every earlier format open whole, with nothing set aside', () => {
  const doc = oldBoard({ 'evidence:claim': claimWithList(), 'evidence:link': linkWithPlainText() })
  const { evidence, canvas, setAside } = readBoard(doc)
  expect(setAside).toEqual([])
  expect(canvas.map(({ typeName }) => typeName)).toEqual(['document', 'page'])
  const claim = evidence.find(({ kind }) => kind === 'claim')
  const link = evidence.find(({ kind }) => kind === 'link')
  if (!claim || !link) throw new Error('An item was not read')
  expect(entriesOf(claim, 'claimants', 'claimant').map(({ value }) => value.name)).toEqual([
    'Kirby',
    'NIS',
  ])
  expect(link['description']).toBe('Typed by one person at a time')
})

test('[A12] a board of an earlier format is edited without losing what it held', () => {
  const doc = oldBoard({ 'evidence:claim': claimWithList(), 'evidence:link': linkWithPlainText() })
  const claimId: EvidenceId = 'evidence:claim'
  const linkId: EvidenceId = 'evidence:link'
  putEntry(
    doc,
    claimId,
    { field: 'claimants', entry: 'claimant', entryId: 'zz-new' },
    { name: 'Astra', role: '', act: 'asserts', date: '', through: [], basis: '', origin: '' },
  )
  const base = longTextOf(doc, linkId, 'description')
  editText(doc, linkId, 'description', { base, next: `${base}, and by two` })
  setField(doc, linkId, 'title', 'A page')
  const { evidence, setAside } = readBoard(doc)
  expect(setAside).toEqual([])
  const claim = evidence.find(({ id }) => id === claimId)
  const link = evidence.find(({ id }) => id === linkId)
  if (!claim || !link) throw new Error('An item was lost')
  const names = entriesOf(claim, 'claimants', 'claimant').map(({ value }) => value.name)
  expect(names.toSorted()).toEqual(['Astra', 'Kirby', 'NIS'])
  expect(link).toMatchObject({
    title: 'A page',
    description: 'Typed by one person at a time, and by two',
  })
})

test('[A13] a board from a newer Redstring is handed on as it is, and never edited here', () => {
  const doc = oldBoard({})
  documentInfoOf(doc).set(LAYOUT_KEY, LAYOUT_VERSION + 1)
  const update = Y.encodeStateAsUpdate(doc)
  const opened = storedAs(update)
  expect(opened.answerTo(Uint8Array.of(0)).length).toBeGreaterThan(0)
  const edit = new Y.Doc()
  recordsOf(edit).set('shape:a', new Y.Map())
  const newer = 'This board was made by a newer Redstring.'
  expect(() => opened.apply(Y.encodeStateAsUpdate(edit))).toThrow(newer)
  expect(() => opened.edit((changed) => recordsOf(changed).clear())).toThrow(newer)
  expect(opened.seq).toBe(1)
})

test('[A13] no client can make a board look newer than it is', () => {
  const board = storedAs(createBoardDocument())
  for (const change of [
    (info: Y.Map<unknown>) => info.set(LAYOUT_KEY, 99),
    (info: Y.Map<unknown>) => info.delete(LAYOUT_KEY),
  ]) {
    const client = new Y.Doc()
    Y.applyUpdate(client, Y.encodeStateAsUpdate(board.doc))
    const before = Y.encodeStateVector(client)
    client.transact(() => {
      change(documentInfoOf(client))
      recordsOf(client).set('shape:b', new Y.Map())
    })
    const update = Y.encodeStateAsUpdate(client, before)
    expect(() => board.apply(update)).toThrow('Only the server says which layout')
    expect(documentInfoOf(board.doc).get(LAYOUT_KEY)).toBe(LAYOUT_VERSION)
    expect(recordsOf(board.doc).has('shape:b')).toBe(false)
    expect(board.seq).toBe(1)
  }
})

function oldBoard(items: Record<string, Keys>): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  doc.transact(() => {
    for (const [id, keys] of Object.entries(items)) {
      const map = new Y.Map<unknown>()
      for (const [key, value] of Object.entries(keys)) map.set(key, value)
      recordsOf(doc).set(id, map)
    }
  })
  return doc
}

function storedAs(update: Uint8Array): BoardDocument {
  return new BoardDocument({ checkpoint: null, tail: [update], seq: 1, bytes: update.byteLength })
}
