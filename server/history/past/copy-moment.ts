import * as Y from 'yjs'
import { insertRecord, type PlainRecord } from '../../../shared/board/codec.ts'
import { recordsOf } from '../../../shared/board/layout.ts'
import type { Moment } from './record-state.ts'

export type MomentCopy = {
  /** What makes the document of the new board that of the moment. */
  update: Uint8Array
  /** Of every file that something of the moment may name. */
  sha256s: string[]
}

/** Puts the records of a moment into a new board, whose whole state is `onto`. */
export function copyMoment(
  moment: Moment,
  { onto, fromBoard, toBoard }: { onto: Uint8Array; fromBoard: string; toBoard: string },
): MomentCopy {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, onto)
  const before = Y.encodeStateVector(doc)
  const sha256s = new Set<string>()
  doc.transact(() => {
    const records = recordsOf(doc)
    for (const id of records.keys()) if (!moment.has(id)) records.delete(id)
    for (const [id, state] of moment) {
      const json = state.json(id)
      for (const [sha256] of json.matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g))
        sha256s.add(sha256)
      insertRecord(records, recordOfBoard(state.plain(id), json, { fromBoard, toBoard }))
    }
  })
  const update = Y.encodeStateAsUpdate(doc, before)
  doc.destroy()
  return { update, sha256s: [...sha256s] }
}

/** Pictures on the canvas name the board whose file they show. */
function recordOfBoard(
  record: PlainRecord,
  json: string,
  { fromBoard, toBoard }: { fromBoard: string; toBoard: string },
): PlainRecord {
  if (record.typeName !== 'asset') return record
  const own: PlainRecord = JSON.parse(
    json.replaceAll(`/api/boards/${fromBoard}/files/`, `/api/boards/${toBoard}/files/`),
  )
  return own
}
