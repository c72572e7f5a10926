import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence, putEntry, removeEntry } from '../../shared/board/actions.ts'
import { insertRecord, keysOf, readRecord, recordOf } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import type { Marker } from '../../shared/evidence/marker.ts'
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
