import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence, putEntry, removeEntry } from '../../shared/board/actions.ts'
import { insertRecord, keysOf, readRecord, recordOf } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { Claimant } from '../../shared/evidence/claimant.ts'
import type { Marker } from '../../shared/evidence/marker.ts'
import { secondHalfOf } from '../../shared/evidence/split-claim.ts'
import { entriesOf } from '../../shared/evidence/values.ts'
import { copyOf, boardWith, syncDocs } from '../support/canvas-records.ts'

const markers = { field: 'markers', entry: 'marker' } as const

function marker(note: string): Marker {
  return { startS: 2, endS: 5, note, by: 'Mara', at: '2026-11-25T10:00:00.000Z' }
}

function clipOn(doc: Y.Doc) {
  const id = addEvidence(doc, { kind: 'video', by: 'Mara', fields: { title: 'Clip' } })
  return { id, notes: (of = doc) => notesOf(of, id) }
}

function notesOf(doc: Y.Doc, id: string): string[] {
  const item = readBoard(doc).evidence.find((each) => each.id === id)
  if (!item) throw new Error('The clip was set aside')
  return entriesOf(item, 'markers', 'marker').map(({ value }) => value.note)
}

test('[C2] two people who add parts to one item at once both keep theirs', () => {
  const ours = boardWith([])
  const { id, notes } = clipOn(ours)
  const theirs = copyOf(ours)
  const first = putEntry(ours, id, markers, marker('sets off'))
  putEntry(theirs, id, markers, marker('opening line'))
  syncDocs(ours, theirs)
  for (const doc of [ours, theirs])
    expect(notes(doc).toSorted()).toEqual(['opening line', 'sets off'])

  putEntry(ours, id, { ...markers, entryId: first }, marker('sets off, slowly'))
  removeEntry(theirs, id, 'markers', entryIdOf(theirs, id, 'opening line'))
  syncDocs(ours, theirs)
  for (const doc of [ours, theirs]) expect(notes(doc)).toEqual(['sets off, slowly'])
})

function entryIdOf(doc: Y.Doc, id: string, note: string): string {
  const item = readBoard(doc).evidence.find((each) => each.id === id)
  const found =
    item && entriesOf(item, 'markers', 'marker').find(({ value }) => value.note === note)
  if (!found) throw new Error(`There is no marker ${note}`)
  return found.id
}

test('[C1] parts come out of the document as they went in, in the order in which they were made', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.stringMatching(/^[\w-]{1,20}$/), { maxLength: 8 }), (ids) => {
      const entries = Object.fromEntries(
        ids.filter((id) => id !== '__proto__').map((id) => [id, marker(id)]),
      )
      const record = {
        id: 'evidence:clip',
        typeName: 'evidence',
        kind: 'video',
        createdAt: '',
        createdBy: 'Mara',
        ...(Object.keys(entries).length > 0 && { markers: entries }),
      }
      expect(recordOf(record.id, Object.entries(keysOf(record)))).toEqual(record)
      const doc = boardWith([])
      doc.transact(() => insertRecord(recordsOf(doc), record))
      const map = recordsOf(doc).get(record.id)
      expect(map && readRecord(record.id, map)).toMatchObject(record)
      expect(notesOf(doc, record.id)).toEqual(Object.keys(entries).toSorted())
    }),
  )
})

test('[C3] a part that cannot be read sets its item aside and nothing else', () => {
  const doc = boardWith([])
  const { id } = clipOn(doc)
  const other = clipOn(doc)
  recordsOf(doc).get(id)?.set('markers/bad', { startS: 'soon' })
  recordsOf(doc).get(other.id)?.set('markers/__proto__', marker('hidden'))
  const board = readBoard(doc)
  expect(board.setAside.map((each) => each.id)).toEqual([id])
  expect(other.notes()).toEqual([])
})

const claimants = { field: 'claimants', entry: 'claimant' } as const

function claimant(name: string): Claimant {
  return { name, role: '', act: 'asserts', date: '', through: [], basis: '', origin: '' }
}

function claimantsOn(doc: Y.Doc, id: string) {
  const item = readBoard(doc).evidence.find((each) => each.id === id)
  if (!item) throw new Error('The claim was set aside')
  return entriesOf(item, 'claimants', 'claimant')
}

const namesOn = (doc: Y.Doc, id: string) => claimantsOn(doc, id).map(({ value }) => value.name)

test('[E26] two people who add claimants at once both keep theirs', () => {
  const ours = boardWith([])
  const id = addEvidence(ours, { kind: 'claim', by: 'Mara' })
  const theirs = copyOf(ours)
  putEntry(ours, id, claimants, claimant('South Korea'))
  putEntry(theirs, id, claimants, claimant('Ukraine'))
  syncDocs(ours, theirs)
  for (const doc of [ours, theirs])
    expect(namesOn(doc, id).toSorted()).toEqual(['South Korea', 'Ukraine'])
})

test('[E26] a list of an older Redstring is read, changed and added to, by two people at once', () => {
  const ours = boardWith([])
  const id = addEvidence(ours, { kind: 'claim', by: 'Mara' })
  const old = ['South Korea', 'Ukraine'].map((name) => ({
    name,
    act: 'asserts',
    date: '',
    through: [],
  }))
  ours.transact(() => recordsOf(ours).get(id)?.set('claimants', old))
  const [first, second] = claimantsOn(ours, id)
  expect([first?.value, second?.value]).toEqual(['South Korea', 'Ukraine'].map(claimant))

  const theirs = copyOf(ours)
  removeEntry(ours, id, 'claimants', String(first?.id))
  putEntry(theirs, id, claimants, claimant('United States'))
  expect(namesOn(theirs, id)).toEqual(['South Korea', 'Ukraine', 'United States'])
  syncDocs(ours, theirs)
  for (const doc of [ours, theirs]) expect(namesOn(doc, id)).toContain('United States')
  expect(namesOn(ours, id)).toEqual(namesOn(theirs, id))
})

test('[E27] the second half of a claim keeps who says so and when, not the figure, the scope or the status', () => {
  const doc = boardWith([])
  const id = addEvidence(doc, {
    kind: 'claim',
    by: 'Mara',
    fields: {
      title: 'Ukraine: 12,000, some in Kursk',
      statement: '12,000 are in Russia, and some have arrived in Kursk.',
      modality: 'possible',
      date: 'XXXX-10-24',
      claimants: [claimant('Ukraine')],
      quantity: { comparator: '=', value: 12000, unit: 'troops', scope: '' },
      scope: 'Russia',
    },
  })
  const whole = readBoard(doc).evidence.find((each) => each.id === id)
  if (!whole) throw new Error('The claim was set aside')
  const half = addEvidence(doc, { kind: 'claim', by: 'Idris', fields: secondHalfOf(whole) })
  expect(claimantsOn(doc, half)).toEqual(claimantsOn(doc, id))
  const made = readBoard(doc).evidence.find((each) => each.id === half)
  expect(made).toMatchObject({
    statement: whole['statement'],
    modality: 'possible',
    date: 'XXXX-10-24',
    verification: { status: 'unverified' },
  })
  for (const key of ['title', 'quantity', 'scope']) expect(made?.[key]).toBeUndefined()
})
