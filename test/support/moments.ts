import * as Y from 'yjs'
import { isEqual } from '@tldraw/utils'
import { readRecord, type PlainRecord } from '../../shared/board/codec.ts'
import type { RecordChange } from '../../shared/board/changes/record-change.ts'
import { recordsOf } from '../../shared/board/layout.ts'

/** Every record of a board, as it lies in the document. */
export function momentOf(doc: Y.Doc): Map<string, PlainRecord> {
  return new Map([...recordsOf(doc)].map(([id, map]) => [id, readRecord(id, map)]))
}

/** What differs between two moments, without who did it. */
export function changesBetween(
  before: ReadonlyMap<string, PlainRecord>,
  after: ReadonlyMap<string, PlainRecord>,
): RecordChange[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [was, is] = [before.get(id) ?? null, after.get(id) ?? null]
    return isEqual(was, is) ? [] : [{ id, before: was, after: is, by: [] }]
  })
}

export function copyOfDoc(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
