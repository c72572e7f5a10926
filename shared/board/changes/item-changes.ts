import type { TLRecord } from '@tldraw/tlschema'
import { isBriefingType } from '../../briefing/briefing-record.ts'
import type { Evidence } from '../../evidence/kinds.ts'
import { titleOf } from '../../evidence/wording.ts'
import { checkRecord } from '../check-record.ts'
import { tiesOf, type Tie } from '../graph.ts'
import { relations } from '../relations.ts'
import type { PlainRecord } from '../codec.ts'
import type { Restored } from '../restoring.ts'
import { differingKeys, linesOfRecord } from './lines-of-record.ts'
import { titleOfBriefingRecord } from './lines-of-scene.ts'
import { wordsOfShape } from './lines-of-shape.ts'
import { restoredOf } from './restored-of.ts'
import type { KeyAuthor, RecordChange, WhatBecame } from './record-change.ts'

/** What differs in one respect: one line of a comparison, which can be brought back by itself. */
export type LineOfChange = {
  label: string
  /** In words; empty where nothing stood, or where it cannot be said in a line. */
  before: string
  after: string
  /** Who wrote it last between the two moments; null where the log does not say. */
  by: KeyAuthor | null
  /** What brings this alone back. */
  restore: Restored[]
}

/** Everything that differs about one thing on the board: an item with its cards, a string, a drawing. */
export type ItemChange = {
  id: string
  what: WhatBecame
  title: string
  /** The item, as it is later or else as it was; null for what is no evidence. */
  evidence: Evidence | null
  lines: LineOfChange[]
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
    .map(([id, group]) => itemChange({ id, changes: group }, board))
    .filter((item) => item.lines.length > 0)
    .toSorted((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title))
}

class BothMoments {
  readonly #later: Later
  readonly #changes: ReadonlyMap<string, RecordChange>
  /** Ends of strings that came off, by the shape that they were tied to. */
  readonly #torn = new Map<string, RecordChange[]>()
  /** The same by the string. */
  readonly #endsOf = new Map<string, RecordChange[]>()
  /** What changed and lies in a frame or group, by that. */
  readonly #inside = new Map<string, RecordChange[]>()
  readonly #earlier = new Map<string, Evidence>()
  readonly #cardsOf = new Map<string, string>()
  readonly #ties = new Map<string, Tie>()

  constructor(changes: readonly RecordChange[], later: Later) {
    this.#later = later
    this.#changes = new Map(changes.map((change) => [change.id, change]))
    for (const change of changes) {
      const { before, after } = change
      if (after?.typeName === 'shape') addTo(this.#inside, String(after['parentId']), change)
      if (before?.typeName !== 'binding' || after !== null) continue
      addTo(this.#torn, String(before['toId']), change)
      addTo(this.#endsOf, String(before['fromId']), change)
    }
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
    if (evidence) return titleOf(evidence)
    return id.startsWith('shape:') ? this.nameOfShape(id) : id
  }

  /** Items by title, what else lies on the canvas as what it is. */
  nameOfShape(id: string): string {
    const item = this.#cardsOf.get(id)
    return item === undefined ? 'something on the canvas' : this.name(item)
  }

  /**
   * What has to come back with a record, or to go with it: the strings that came off with a card, with both their
   * ends; the frame that a card lay in, and what a frame took in.
   */
  along({ id, before, after }: RecordChange): Restored[] {
    if (isBriefingType(String((before ?? after)?.typeName)))
      return this.#alongBriefing(before, after)
    if (!id.startsWith('shape:')) return []
    if (before === null) return (this.#inside.get(id) ?? []).map(backOut)
    if (after !== null) return []
    const parent = this.#changes.get(String(before['parentId']))
    return [
      ...(parent && parent.after === null ? [restoredOf(parent)] : []),
      ...(this.#torn.get(id) ?? []).flatMap((binding) => this.#string(binding)),
    ]
  }

  /** A briefing and the scenes that went with it come back together. */
  #alongBriefing(before: PlainRecord | null, after: PlainRecord | null): Restored[] {
    if (before === null || after !== null) return []
    return [...this.#changes.values()]
      .filter((each) => each.before !== null && each.after === null)
      .filter((each) => each.id === before['briefing'] || each.before?.['briefing'] === before.id)
      .map(restoredOf)
  }

  #string(binding: RecordChange): Restored[] {
    const arrow = this.#changes.get(String(binding.before?.['fromId']))
    if (!arrow || arrow.before === null) return [restoredOf(binding)]
    // What somebody made it say since is theirs: only where it lies comes back.
    if (arrow.after !== null)
      return [restoredOf(binding), { id: arrow.id, before: arrow.before, keys: ['pos', 'rest'] }]
    return [restoredOf(arrow), ...(this.#endsOf.get(arrow.id) ?? []).map(restoredOf)]
  }

  tie(id: string): Tie | undefined {
    return this.#ties.get(id)
  }
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Out of a frame that goes: back to where it lay, or off the canvas where it was not on it. */
function backOut({ id, before }: RecordChange): Restored {
  return before === null ? { id, before } : { id, before, keys: ['core', 'pos'] }
}

type Group = { id: string; changes: readonly RecordChange[] }

function itemChange(group: Group, board: BothMoments): ItemChange {
  const { id, changes } = group
  const evidence = board.evidence(id)
  return {
    id,
    what: whatBecame(group),
    title: evidence ? titleOf(evidence) : titleOfShape(group, board),
    evidence,
    lines: changes.flatMap((change) => linesOf(change, group, board)),
    restore: changes.flatMap((change) => [restoredOf(change), ...board.along(change)]),
    by: authorsOf(changes),
  }
}

function linesOf(change: RecordChange, group: Group, board: BothMoments): LineOfChange[] {
  const { id, before, after, by } = change
  if (id.startsWith('binding:')) return bindingLines(change, group, board)
  if (before !== null && after !== null)
    return linesOfRecord(change, board.name).map(({ keys, ...line }) => ({
      ...line,
      by: latest(by.filter(({ key }) => keys.includes(key))),
      restore: [{ id, before, keys }],
    }))
  if (id.startsWith('asset:')) return []
  const isCard = group.id !== id
  const came = isCard ? words.cardPut : id.startsWith('shape:') ? words.drawn : words.added
  const went = isCard ? words.cardTaken : id.startsWith('shape:') ? words.taken : words.gone
  return [
    {
      label: isCard ? words.card : '',
      before: '',
      after: before === null ? came : went,
      by: by.find(({ key }) => key === '*') ?? by[0] ?? null,
      restore: [restoredOf(change), ...board.along(change)],
    },
  ]
}

/** A string that is there at both moments and was tied to something, or torn off it. */
function bindingLines(
  { id, before, after, by }: RecordChange,
  { id: arrow, changes }: Group,
  board: BothMoments,
): LineOfChange[] {
  const own = changes.find((change) => change.id === arrow)
  if (own && (own.before === null || own.after === null)) return []
  const [was, is] = [before?.['toId'], after?.['toId']]
  if (was === is) return []
  return [
    {
      label: words.ends,
      before: typeof was === 'string' ? board.nameOfShape(was) : '',
      after: typeof is === 'string' ? board.nameOfShape(is) : words.untied,
      by: latest(by),
      restore: [{ id, before }, ...(own ? [{ id: arrow, before: own.before }] : [])],
    },
  ]
}

const words = {
  card: 'Card',
  cardPut: 'put on the canvas',
  cardTaken: 'taken off the canvas',
  drawn: 'drawn on the canvas',
  taken: 'taken off the canvas',
  added: 'added to the board',
  gone: 'no longer on the board',
  ends: 'Tied to',
  untied: 'no longer tied',
} as const

function titleOfShape({ id, changes: group }: Group, board: BothMoments): string {
  const tie = board.tie(id)
  if (tie) {
    const says = tie.relation === null ? 'is tied to' : relations[tie.relation].label
    return `${board.name(tie.from)} → ${says} → ${board.name(tie.to)}`
  }
  const own = group.find((change) => change.id === id)
  const record = own?.after ?? own?.before
  if (record && isBriefingType(record.typeName)) return titleOfBriefingRecord(record)
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

function whatBecame({ id, changes: group }: Group): WhatBecame {
  const own = group.find((change) => change.id === id)
  if (own?.before === null) return 'added'
  if (own?.after === null) return 'removed'
  // A card that came or went leaves its item on the board: that changed.
  return group.every((change) => whatOf(change) === 'moved') ? 'moved' : 'changed'
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
