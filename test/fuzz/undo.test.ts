import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { LOCAL_EDIT, QUIET_EDIT } from '../../shared/board/edit.ts'
import { recordsOf, type RecordMap } from '../../shared/board/layout.ts'
import { CANVAS_EDIT, UndoStack } from '../../client/board/undo/undo-stack.ts'
import { syncDocs } from '../support/canvas-records.ts'

/**
 * Two people edit one document. Each value says who wrote it (`m…` is mine, `t…` theirs) and is written once, so
 * that every change an undo makes can be traced to the one whose work it takes back.
 */

type Op =
  | { op: 'set'; who: Who; record: number; key: number }
  | { op: 'clear'; who: Who; record: number; key: number }
  | { op: 'add' | 'remove'; who: Who; record: number }
  | { op: 'type'; who: Who; record: number; at: number; length: number }
  | { op: 'erase'; who: Who; record: number; at: number; length: number }
  | { op: 'quiet'; record: number; key: number }
  | { op: 'mark' | 'undo' | 'redo' | 'bail' | 'sync' }
type Who = 'mine' | 'theirs'

const who = fc.constantFrom<Who>('mine', 'theirs')
const record = fc.nat(2)
const key = fc.nat(1)
const place = { at: fc.nat(30), length: fc.integer({ min: 1, max: 6 }) }
const edit = (by: fc.Arbitrary<Who>): fc.Arbitrary<Op> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ op: fc.constant('set' as const), who: by, record, key }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('clear' as const), who: by, record, key }),
    },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('add' as const), who: by, record }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('remove' as const), who: by, record }) },
    {
      weight: 3,
      arbitrary: fc.record({ op: fc.constant('type' as const), who: by, record, ...place }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ op: fc.constant('erase' as const), who: by, record, ...place }),
    },
  )
const command = (...names: ('mark' | 'undo' | 'redo' | 'bail' | 'sync')[]): fc.Arbitrary<Op> =>
  fc.constantFrom(...names.map((op) => ({ op })))

class Table {
  readonly mine = new Y.Doc()
  readonly theirs = new Y.Doc()
  readonly undo = new UndoStack(this.mine)
  readonly removedBy = new Map<string, Who>()
  /** Every time an undo took back what was not mine. */
  readonly faults: string[] = []
  #next = 0

  constructor() {
    this.theirs.transact(() => this.#add(this.theirs, 0, 'theirs'))
    syncDocs(this.mine, this.theirs)
  }

  do(op: Op): void {
    switch (op.op) {
      case 'mark':
        return this.undo.mark(`${this.#next++}`)
      case 'undo':
        return this.#checked(() => this.undo.undo())
      case 'bail':
        return this.#checked(() => this.undo.bail(null))
      case 'redo':
        return this.undo.redo()
      case 'sync':
        return this.#sync()
      case 'quiet':
        return this.mine.transact(() => this.#set(this.mine, op, 'mine'), QUIET_EDIT)
      default:
        return this.#edit(op)
    }
  }

  #edit(op: Exclude<Op, { op: 'mark' | 'undo' | 'redo' | 'bail' | 'sync' | 'quiet' }>): void {
    const doc = this[op.who]
    doc.transact(() => {
      if (op.op === 'set') this.#set(doc, op, op.who)
      else if (op.op === 'clear') mapOf(doc, op.record)?.delete(`k${op.key}`)
      else if (op.op === 'add') this.#add(doc, op.record, op.who)
      else if (op.op === 'remove') this.#remove(doc, op.record, op.who)
      else if (op.op === 'type' || op.op === 'erase') this.#write(doc, op)
    }, CANVAS_EDIT)
  }

  #set(doc: Y.Doc, { record, key }: { record: number; key: number }, by: Who): void {
    mapOf(doc, record)?.set(`k${key}`, `${by[0]}${this.#next++}`)
  }

  #add(doc: Y.Doc, record: number, by: Who): void {
    if (mapOf(doc, record)) return
    const map: RecordMap = new Y.Map()
    map.set('k0', `${by[0]}${this.#next++}`)
    map.set('text', new Y.Text(by === 'mine' ? 'mmmm' : 'tttt'))
    recordsOf(doc).set(`r${record}`, map)
  }

  #remove(doc: Y.Doc, record: number, by: Who): void {
    if (by === 'mine' && mapOf(doc, record)) this.removedBy.set(`r${record}`, by)
    recordsOf(doc).delete(`r${record}`)
  }

  #write(
    doc: Y.Doc,
    op: { op: 'type' | 'erase'; who: Who; record: number; at: number; length: number },
  ): void {
    const text = mapOf(doc, op.record)?.get('text')
    if (!(text instanceof Y.Text)) return
    const at = Math.min(op.at, text.length)
    if (op.op === 'type') text.insert(at, (op.who === 'mine' ? 'm' : 't').repeat(op.length))
    else text.delete(at, Math.min(op.length, text.length - at))
  }

  #sync(): void {
    const before = contentOf(this.mine)
    syncDocs(this.mine, this.theirs)
    for (const id of Object.keys(before))
      if (!contentOf(this.mine)[id]) this.removedBy.set(id, 'theirs')
  }

  /** Undoing changes only what holds my own values, and brings back only what I took away. */
  #checked(undo: () => unknown): void {
    const before = contentOf(this.mine)
    undo()
    const after = contentOf(this.mine)
    for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [old, now] = [before[id], after[id]]
      const fault = old ? faultOf(old, now) : this.removedBy.get(id) === 'theirs' && 'brought back'
      if (fault) this.faults.push(`${id} ${fault}`)
      if (old && !now) this.removedBy.set(id, 'mine')
    }
  }
}

/** How the change from one content of a record to the next touched what is theirs, if it did. */
function faultOf(old: Content[string], now: Content[string] | undefined): string | false {
  if (!now) {
    const isMine = Object.values(old.keys).every((value) => value.startsWith('m'))
    return (!isMine || old.text.includes('t')) && 'removed with what they wrote in it'
  }
  const changed = Object.keys(old.keys).filter((name) => old.keys[name] !== now.keys[name])
  if (changed.some((name) => !old.keys[name]?.startsWith('m'))) return 'set what they had set'
  return count(now.text, 't') < count(old.text, 't') && 'took their characters'
}

function mapOf(doc: Y.Doc, record: number): RecordMap | undefined {
  return recordsOf(doc).get(`r${record}`)
}

type Content = Record<string, { keys: Record<string, string>; text: string }>

function contentOf(doc: Y.Doc): Content {
  const content: Content = {}
  for (const [id, map] of recordsOf(doc)) {
    const { text, ...keys } = map.toJSON() as Record<string, string>
    content[id] = { keys, text: text ?? '' }
  }
  return content
}

function count(text: string, letter: string): number {
  return text.split(letter).length - 1
}

describe('[C10] undo takes back only what I did', () => {
  test('[C10] and never what somebody else did, before or after', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 5, arbitrary: edit(who) },
            { weight: 1, arbitrary: fc.record({ op: fc.constant('quiet' as const), record, key }) },
            { weight: 5, arbitrary: command('mark', 'undo', 'redo', 'bail', 'sync', 'sync') },
          ),
          { minLength: 5, maxLength: 60 },
        ),
        (ops) => {
          const table = new Table()
          for (const op of ops) table.do(op)
          for (let i = 0; i < 40; i++) table.do({ op: 'undo' })
          syncDocs(table.mine, table.theirs)
          expect(table.faults).toEqual([])
          expect(contentOf(table.mine)).toEqual(contentOf(table.theirs))
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('[C11] alone, undoing everything leads back to the start and redoing everything to the end', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 4, arbitrary: edit(fc.constant('mine')) },
            { weight: 2, arbitrary: command('mark', 'undo', 'redo') },
          ),
          { minLength: 1, maxLength: 50 },
        ),
        (ops) => {
          const table = new Table()
          const start = contentOf(table.mine)
          for (const op of ops) table.do(op)
          const end = contentOf(table.mine)
          const steps = table.undo.state.get().undos + 1
          for (let i = 0; i < steps * 2; i++) table.undo.undo()
          expect(contentOf(table.mine)).toEqual(start)
          for (let i = 0; i < steps * 2; i++) table.undo.redo()
          const redone = contentOf(table.mine)
          const isComparable = !ops.some((op) => op.op === 'undo')
          expect(isComparable ? redone : end).toEqual(end)
          for (let i = 0; i < steps * 3; i++) table.undo.undo()
          expect(contentOf(table.mine)).toEqual(start)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})

describe('[C12] undo covers the canvas and the evidence alike', () => {
  test('[C12] edits of a panel in one go are one step, later ones another', () => {
    const table = new Table()
    table.mine.transact(() => table.do({ op: 'set', who: 'mine', record: 0, key: 0 }), LOCAL_EDIT)
    expect(table.undo.state.get()).toEqual({ undos: 1, redos: 0 })
    table.do({ op: 'undo' })
    expect(table.undo.state.get()).toEqual({ undos: 0, redos: 1 })
  })
})
