import type { TLRecord } from '@tldraw/tlschema'
import type { Evidence } from '../../evidence/kinds.ts'
import { titleOf } from '../../evidence/wording.ts'
import { checkRecord } from '../check-record.ts'
import { tiesOf, type Tie } from '../graph.ts'
import { relations } from '../relations.ts'
import type { PlainRecord } from '../codec.ts'
import type { Restored } from '../restoring.ts'
import { differingKeys, linesOfRecord } from './lines-of-record.ts'
import { wordsOfShape } from './lines-of-shape.ts'
import type { KeyAuthor, RecordChange, WhatBecame } from './record-change.ts'

/** What differs in one respect: one line of a comparison, which can be brought back by itself. */
export type LineOfChange = {
  label: string
  /** In words; empty where nothing stood, or where it cannot be said in a line. */
  before: string
  after: string
  /** Who wrote it last between the two moments; null where the log does not say. */
  by: KeyAuthor | null
  restore: Restored
}

/** Everything that differs about one thing on the board: an item with its cards, a string, a drawing. */
export type ItemChange = {
  id: string
  what: WhatBecame
  title: string
  /** The item, as it is later or else as it was; null for what is no evidence. */
  evidence: Evidence | null
  lines: LineOfChange[]
  /** Shapes to mark on the canvas. */
  shapes: { id: string; what: WhatBecame }[]
  /** What brings all of it back. */
  restore: Restored[]
  /** Everybody who had a part in it, who came last first. */
  by: KeyAuthor[]
}

/** The board at the later moment. */
export type Later = { canvas: readonly TLRecord[]; evidence: ReadonlyMap<string, Evidence> }

/**
 * A comparison as people read it: grouped by what it is about, evidence first. What follows from something else
 * (where a string lies, the ties of a shape that went) is not told apart.
 */
export function itemChanges(changes: readonly RecordChange[], later: Later): ItemChange[] {
  const board = new BothMoments(changes, later)
  const groups = new Map<string, RecordChange[]>()
  for (const change of changes) {
    const id = board.subjectOf(change)
    if (id !== null) groups.set(id, [...(groups.get(id) ?? []), change])
  }
  return [...groups]
    .map(([id, group]) => itemChange(id, group, board))
    .filter((item) => item.lines.length > 0)
    .toSorted((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title))
}

class BothMoments {
  readonly #later: Later
  readonly #earlier = new Map<string, Evidence>()
  readonly #cardsOf = new Map<string, string>()
  readonly #ties = new Map<string, Tie>()

  constructor(changes: readonly RecordChange[], later: Later) {
    this.#later = later
    const canvasThen = new Map<string, TLRecord>(later.canvas.map((record) => [record.id, record]))
    for (const { id, before } of changes) {
      canvasThen.delete(id)
      if (before === null) continue
      const checked = checkRecord(before)
      if ('evidence' in checked) this.#earlier.set(id, checked.evidence)
      else if ('canvas' in checked) canvasThen.set(id, checked.canvas)
    }
    for (const canvas of [canvasThen.values(), later.canvas]) {
      const records = [...canvas]
      for (const tie of tiesOf(records)) this.#ties.set(tie.arrowId, tie)
      for (const record of records) {
        const evidenceId = record.typeName === 'shape' ? evidenceIdOf(record) : null
        if (evidenceId !== null) this.#cardsOf.set(record.id, evidenceId)
      }
    }
  }

  /** What a change is about: the item of a card, the string of its ends; null for what nobody has to know. */
  subjectOf({ id, before, after }: RecordChange): string | null {
    const record = after ?? before
    if (record?.typeName === 'binding') return String(record['fromId'])
    if (record?.typeName === 'document' || record?.typeName === 'page') return null
    return this.#cardsOf.get(id) ?? id
  }

  evidence(id: string): Evidence | null {
    return this.#later.evidence.get(id) ?? this.#earlier.get(id) ?? null
  }

  name = (id: string): string => {
    const evidence = this.evidence(id)
    return evidence ? titleOf(evidence) : id
  }

  tie(id: string): Tie | undefined {
    return this.#ties.get(id)
  }
}

function itemChange(id: string, group: readonly RecordChange[], board: BothMoments): ItemChange {
  const evidence = board.evidence(id)
  const lines = group.flatMap((change) => linesOf(change, { board, isString: !evidence }))
  return {
    id,
    what: whatBecame(id, group),
    title: evidence ? titleOf(evidence) : titleOfShape(id, group, board),
    evidence,
    lines,
    shapes: group.flatMap(({ id: shape, before, after }) =>
      shape.startsWith('shape:') ? [{ id: shape, what: whatOf({ before, after }) }] : [],
    ),
    restore: group.map(({ id: record, before }) => ({ id: record, before })),
    by: authorsOf(group),
  }
}

function linesOf(
  change: RecordChange,
  { board, isString }: { board: BothMoments; isString: boolean },
): LineOfChange[] {
  const { id, before, after, by } = change
  const record = after ?? before
  if (before === null || after === null) {
    if (record?.typeName === 'binding' || record?.typeName === 'asset') return []
    const label =
      board.subjectOf(change) === id ? wholeLabel(record, isString) : 'Card on the canvas'
    const words = { there: 'there', not: 'not there' }
    return [
      {
        label,
        before: before === null ? words.not : words.there,
        after: after === null ? words.not : words.there,
        by: by.find(({ key }) => key === '*') ?? by[0] ?? null,
        restore: { id, before },
      },
    ]
  }
  if (record?.typeName === 'binding' && differingKeys(before, after).length > 0)
    return board.tie(String(record['fromId'])) && before['toId'] !== after['toId']
      ? [
          {
            label: 'What the string ties',
            before: '',
            after: '',
            by: by[0] ?? null,
            restore: { id, before },
          },
        ]
      : []
  return linesOfRecord(change, board.name).map(({ keys, ...line }) => ({
    ...line,
    by: latest(by.filter(({ key }) => keys.includes(key))),
    restore: { id, before, keys },
  }))
}

function wholeLabel(record: PlainRecord | null, isString: boolean): string {
  return record?.typeName === 'evidence'
    ? 'Item'
    : isString
      ? 'On the canvas'
      : 'Card on the canvas'
}

function titleOfShape(id: string, group: readonly RecordChange[], board: BothMoments): string {
  const tie = board.tie(id)
  if (tie) {
    const says = tie.relation === null ? 'is tied to' : relations[tie.relation].label
    return `${board.name(tie.from)} → ${says} → ${board.name(tie.to)}`
  }
  const own = group.find((change) => change.id === id)
  const record = own?.after ?? own?.before
  const words = record ? wordsOfShape(record).replaceAll(/\s+/gu, ' ') : ''
  const type = typeof record?.['type'] === 'string' ? record['type'] : ''
  const called = names[type] ?? 'Drawing'
  return words === ''
    ? called
    : `${called}: ${words.length > 80 ? `${words.slice(0, 79)}…` : words}`
}

const names: Record<string, string> = {
  text: 'Text',
  note: 'Note',
  frame: 'Frame',
  group: 'Group',
  arrow: 'Arrow',
  geo: 'Shape',
  image: 'Picture',
  video: 'Film',
  line: 'Line',
  highlight: 'Highlight',
}

function whatBecame(id: string, group: readonly RecordChange[]): WhatBecame {
  const own = group.find((change) => change.id === id)
  if (own?.before === null) return 'added'
  if (own?.after === null) return 'removed'
  const each = new Set(group.map(whatOf))
  if (each.size === 1) {
    const [only] = each
    // A card that went leaves its item: that changed.
    return own || only === 'moved' ? (only ?? 'changed') : 'changed'
  }
  return 'changed'
}

/** What became of one record; of a shape that only lies elsewhere: moved. */
export function whatOf({ before, after }: Pick<RecordChange, 'before' | 'after'>): WhatBecame {
  if (before === null) return 'added'
  if (after === null) return 'removed'
  const keys = differingKeys(before, after)
  return keys.length > 0 && keys.every((key) => key === 'pos') ? 'moved' : 'changed'
}

function authorsOf(group: readonly RecordChange[]): KeyAuthor[] {
  const latestOf = new Map<string, KeyAuthor>()
  for (const { by } of group)
    for (const author of by) {
      const known = latestOf.get(author.personId)
      if (!known || known.seq < author.seq) latestOf.set(author.personId, author)
    }
  return [...latestOf.values()].toSorted((a, b) => b.seq - a.seq)
}

function latest(authors: readonly KeyAuthor[]): KeyAuthor | null {
  return authors.reduce<KeyAuthor | null>(
    (last, author) => (last === null || author.seq > last.seq ? author : last),
    null,
  )
}

function evidenceIdOf(record: Extract<TLRecord, { typeName: 'shape' }>): string | null {
  const props: Record<string, unknown> = { ...record.props }
  const id = props['evidenceId']
  return typeof id === 'string' ? id : null
}

function rank({ evidence, id }: ItemChange): number {
  if (evidence) return 0
  return id.startsWith('shape:') ? 1 : 2
}
