import * as Y from 'yjs'
import { readRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { restoreRecords } from '../../shared/board/restoring.ts'
import { makeEdits } from '../board/make-edits.ts'
import type { Scenario } from './scenario.ts'

const RECORDS = 10_000
const EDITS = 20_000

export const restoring: Scenario = {
  name: 'restoring',
  title: 'Bringing a whole board of 10,000 records back',
  meaning: `What a page works out and writes when somebody brings a moment back that ${EDITS.toLocaleString('en')} edits lie behind (bench/board/make-edits.ts); asking the server for the comparison is "past". "Records" are those that differ and are written, "frames" what goes to the server and everybody else, one transaction each.`,
  servers: ['redstring'],
  repetitions: { full: 3, quick: 1 },
  figures: [
    { key: 'records', label: 'records brought back', unit: '' },
    { key: 'ms', label: 'bringing them back', unit: 'ms' },
    { key: 'frames', label: 'frames', unit: '' },
    { key: 'largest', label: 'largest frame', unit: 'MB' },
  ],
  async run({ board }) {
    const state = board(RECORDS)
    const doc = new Y.Doc()
    for (const update of state) Y.applyUpdate(doc, update)
    const before = all(doc)
    for (const { update } of makeEdits(state, EDITS)) Y.applyUpdate(doc, update)
    const changed = differing(doc, before)
    const frames: number[] = []
    doc.on('update', (update: Uint8Array) => frames.push(update.byteLength))
    const startedMs = performance.now()
    restoreRecords(doc, changed)
    const ms = performance.now() - startedMs
    const left = differing(doc, before).length
    if (left > 0) throw new Error(`${left} records were not brought back`)
    return {
      records: changed.length,
      ms,
      frames: frames.length,
      largest: Math.max(...frames) / 1e6,
    }
  },
}

function all(doc: Y.Doc): Map<string, PlainRecord> {
  const found = new Map<string, PlainRecord>()
  for (const [id, record] of recordsOf(doc)) found.set(id, readRecord(id, record))
  return found
}

/** What has to be brought back. Evidence that came since stays, and is not among it. */
function differing(doc: Y.Doc, before: ReadonlyMap<string, PlainRecord>) {
  const now = all(doc)
  const ids = new Set([...before.keys(), ...now.keys()])
  return [...ids].flatMap((id) => {
    const then = before.get(id) ?? null
    if (then === null && id.startsWith('evidence:')) return []
    const isSame = JSON.stringify(then) === JSON.stringify(now.get(id) ?? null)
    return isSame ? [] : [{ id, before: then }]
  })
}
