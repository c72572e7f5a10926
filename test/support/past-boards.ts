import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { onTestFinished } from 'vitest'
import * as Y from 'yjs'
import type { PlainRecord } from '../../shared/board/codec.ts'
import { insertRecord, readRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { addEvidence, putEntry, removeEntry, setField } from '../../shared/board/actions.ts'
import { editText, longTextOf } from '../../shared/board/long-text.ts'
import { BoardPast } from '../../server/history/past/board-past.ts'
import { PageFiles } from '../../server/history/past/page-files.ts'
import type { Moment } from '../../server/history/past/record-state.ts'
import type { LogEntry, LogStore } from '../../server/store/log-store.ts'
import { openDatabase } from '../../server/store/sql/database.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'

import { shapeOf } from './canvas-records.ts'

/** Logs made by people who edit at the same time, and their past. */

let boards = 0
/** A board of its own for each run of a property, in one log. */
export function newBoardId(): string {
  return `board-${++boards}`
}

/** A log in a folder of its own. */
export async function openLog(): Promise<{ store: LogStore; folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-past-'))
  const { kysely, sqlitePath } = await openDatabase({ dataDir: folder, databaseUrl: null })
  const store = new SqliteLogStore(sqlitePath ?? '')
  onTestFinished(async () => {
    await store.close()
    await kysely.destroy()
    rmSync(folder, { recursive: true, force: true })
  })
  return { store, folder }
}

export function pastOf(
  { store, folder }: { store: LogStore; folder: string },
  boardId: string,
  { entriesAPage }: { entriesAPage?: number } = {},
): BoardPast {
  const files = new PageFiles(join(folder, 'past'))
  const past = new BoardPast(boardId, { store, files, ...(entriesAPage && { entriesAPage }) })
  onTestFinished(() => past.close())
  return past
}

/** The records of a moment as anybody would read them from the log: every entry applied, one after the other. */
export function plainRecords(updates: readonly Uint8Array[]): Record<string, PlainRecord> {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const records: [string, PlainRecord][] = []
  for (const id of recordsOf(doc).keys()) {
    const map: unknown = recordsOf(doc).get(id)
    if (map instanceof Y.Map) records.push([id, readRecord(id, map)])
  }
  return asJson(Object.fromEntries(records))
}

export function plainMoment(moment: Moment): Record<string, PlainRecord> {
  return asJson(Object.fromEntries([...moment].map(([id, state]) => [id, state.plain(id)])))
}

export function asJson<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)),
  )
}

export type Step = {
  who: number
  what: keyof typeof deeds
  n: number
  waitMs: number
  sends: boolean
}

export const steps = fc.array(
  fc.record({
    who: fc.nat(1),
    what: fc.constantFrom<keyof typeof deeds>(
      'add',
      'field',
      'clear',
      'type',
      'type',
      'put',
      'take',
      'card',
      'move',
      'withdraw',
      'again',
      'oddity',
    ),
    n: fc.nat(30),
    waitMs: fc.constantFrom(200, 5_000, 50_000, 2_000_000),
    sends: fc.boolean(),
  }),
  { minLength: 5, maxLength: 60 },
)

/** Two people at work: what each does is sent now or later, and comes to the log in the order of sending. */
export function logOf(boardId: string, made: readonly Step[]): LogEntry[] {
  const entries: LogEntry[] = []
  let at = Date.UTC(2026, 2, 1)
  const take = (update: Uint8Array, actor: string) => entries.push({ boardId, update, actor, at })
  take(createBoardDocument(), 'person-0')
  const people = [0, 1].map((who) => {
    const doc = new Y.Doc()
    doc.clientID = 100 + who
    const outbox: Uint8Array[] = []
    Y.applyUpdate(doc, entries[0]?.update ?? new Uint8Array(), 'others')
    doc.on('update', (update, origin) => {
      if (origin !== 'others') outbox.push(update)
    })
    return { doc, outbox, actor: `person-${who}` }
  })
  const send = (person: (typeof people)[number]) => {
    for (const update of person.outbox.splice(0)) {
      take(update, person.actor)
      for (const other of people) if (other !== person) Y.applyUpdate(other.doc, update, 'others')
    }
  }
  for (const { who, what, n, waitMs, sends } of made) {
    const person = people[who]
    if (!person) continue
    at += waitMs
    deeds[what](person.doc, n)
    if (sends) send(person)
  }
  for (const person of people) send(person)
  return entries
}

const some = (doc: Y.Doc, n: number, type: string): string | undefined => {
  const ids = [...recordsOf(doc).keys()].filter((id) => id.startsWith(type)).toSorted()
  return ids[n % Math.max(1, ids.length)]
}
const item = (doc: Y.Doc, n: number) =>
  some(doc, n, 'evidence:') as `evidence:${string}` | undefined

const deeds = {
  add: (doc: Y.Doc, n: number) => {
    addEvidence(doc, {
      kind: n % 2 ? 'claim' : 'link',
      by: 'x',
      id: `evidence:${n}`,
      fields: { title: `Item ${n}`, description: 'As seen from the road. '.repeat(20) },
    })
  },
  field: (doc: Y.Doc, n: number) => {
    const id = item(doc, n)
    if (id) setField(doc, id, n % 3 ? 'title' : 'scope', n % 5 ? `Called ${n}` : { n })
  },
  clear: (doc: Y.Doc, n: number) => {
    const id = item(doc, n)
    if (id) setField(doc, id, n % 3 ? 'title' : 'scope', undefined)
  },
  type: (doc: Y.Doc, n: number) => {
    const id = item(doc, n)
    if (!id) return
    const base = longTextOf(doc, id, 'description')
    const cut = Math.min(base.length, n * 7)
    const next = `${base.slice(0, cut)}${n % 4 ? `“${n}” 🧵` : ''}${base.slice(cut + (n % 3) * 5)}`
    editText(doc, id, 'description', { base, next })
  },
  put: (doc: Y.Doc, n: number) => {
    const id = item(doc, n)
    const request = {
      askedOf: 'The press office',
      what: `Clip ${n}`,
      by: 'x',
      at: '',
      outcome: 'waiting' as const,
      answer: '',
      answeredAt: '',
    }
    if (id)
      putEntry(doc, id, { field: 'requests', entry: 'request', entryId: `r${n % 4}` }, request)
  },
  take: (doc: Y.Doc, n: number) => {
    const id = item(doc, n)
    if (id) removeEntry(doc, id, 'requests', `r${n % 4}`)
  },
  card: (doc: Y.Doc, n: number) => {
    const evidenceId = item(doc, n)
    if (!evidenceId) return
    const card = shapeOf('card', { id: `shape:${n}`, x: n, props: { evidenceId } })
    doc.transact(() => insertRecord(recordsOf(doc), card))
  },
  move: (doc: Y.Doc, n: number) => {
    const id = some(doc, n, 'shape:')
    if (id)
      doc.transact(() =>
        recordsOf(doc)
          .get(id)
          ?.set('pos', [n * 3, n, 0]),
      )
  },
  withdraw: (doc: Y.Doc, n: number) => {
    const id = some(doc, n, n % 2 ? 'evidence:' : 'shape:')
    if (id) doc.transact(() => recordsOf(doc).delete(id))
  },
  /** The same id over what may still be there. */
  again: (doc: Y.Doc, n: number) => {
    const id = item(doc, n)
    if (id) addEvidence(doc, { kind: 'claim', by: 'x', id, fields: { title: `Again ${n}` } })
  },
  /** What only another client could write. */
  oddity: (doc: Y.Doc, n: number) => {
    const records: Y.Map<unknown> = doc.getMap('records')
    doc.transact(() => {
      if (n % 4 === 0) records.set(`odd:${n}`, n)
      if (n % 4 === 1)
        records.set(
          `odd:${n - 1}`,
          new Y.Map([
            ['', undefined],
            ['*', 1n],
          ]),
        )
      if (n % 4 === 2) records.set(`odd:${n}`, new Y.Map())
      const id = item(doc, n)
      const map = id === undefined ? undefined : recordsOf(doc).get(id)
      if (n % 4 === 3) map?.set('nested', new Y.Map([['a', new Y.Array()]]))
      const nested = map?.get('nested')
      if (nested instanceof Y.Map) nested.set('b', n)
    })
  },
} satisfies Record<string, (doc: Y.Doc, n: number) => void>
