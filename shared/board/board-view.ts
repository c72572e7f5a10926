import type { TLDocument, TLRecord } from '@tldraw/tlschema'
import { isEqual } from '@tldraw/utils'
import * as Y from 'yjs'
import type { BriefingRecord } from '../briefing/briefing-record.ts'
import type { Evidence, EvidenceId } from '../evidence/kinds.ts'
import { namedAsElsewhere, type Elsewhere } from '../evidence/names-elsewhere.ts'
import { checkRecord } from './check-record.ts'
import { readRecord } from './codec.ts'
import { recordsOf } from './layout.ts'
import { keepingParts } from './keeping-parts.ts'
import { placed, structureOf, type Structure } from './structure.ts'

/** A record that was refused, and why, in a sentence for the person. */
export type SetAside = { id: string; reason: string }

/** What became different in a view. */
export type ViewChange = {
  /** New or changed canvas records; parents before children, bindings last. */
  put: TLRecord[]
  remove: string[]
  evidence: boolean
  briefings: boolean
  setAside: boolean
}

/**
 * What a board's document holds once everything that must not reach a screen has been set aside, kept up to
 * date record by record. A record that turns bad keeps its last good version here. Objects whose content did
 * not change stay the same objects, down to the values of their props.
 */
export class BoardView {
  readonly #records: Y.Map<Y.Map<unknown>>
  readonly #checked = new Map<string, TLRecord>()
  readonly #shown = new Map<string, TLRecord>()
  readonly #evidence = new Map<EvidenceId, Evidence>()
  readonly #briefings = new Map<string, BriefingRecord>()
  readonly #setAside = new Map<string, string>()
  #structure: Structure
  readonly #elsewhere: Elsewhere | null

  /** `elsewhere` says of a board that came in a package which names in its items came with it. */
  constructor(doc: Y.Doc, { elsewhere = null }: { elsewhere?: Elsewhere | null } = {}) {
    this.#elsewhere = elsewhere
    this.#records = recordsOf(doc)
    this.#structure = structureOf(this.#checked)
    this.update(this.#records.keys())
  }

  /** Canvas records as shown: document, pages and assets, then shapes with parents first, then bindings. */
  canvas(): TLRecord[] {
    return inOrder(this.#shown, this.#structure.order)
  }

  get(id: string): TLRecord | undefined {
    return this.#shown.get(id)
  }

  evidence(): ReadonlyMap<EvidenceId, Evidence> {
    return this.#evidence
  }

  /** Briefings and scenes, by id. */
  briefings(): ReadonlyMap<string, BriefingRecord> {
    return this.#briefings
  }

  setAside(): SetAside[] {
    return [...this.#setAside].map(([id, reason]) => ({ id, reason }))
  }

  /** Reads the named records again: those that changed, appeared or went. Never throws. */
  update(ids: Iterable<string>): ViewChange {
    const change: ViewChange = {
      put: [],
      remove: [],
      evidence: false,
      briefings: false,
      setAside: false,
    }
    const touched: string[] = []
    let isRestructured = !this.#shown.has('document:document')
    for (const id of ids) {
      const before = this.#checked.get(id)
      this.#read(id, change)
      const after = this.#checked.get(id)
      if (after === before) continue
      touched.push(id)
      isRestructured ||= hangsTogetherOtherwise(before, after)
    }
    if (isRestructured) this.#restructure(change)
    else for (const id of touched) this.#show(id, change)
    if (change.put.length > 1) {
      const put = new Map(change.put.map((record) => [record.id as string, record]))
      change.put = inOrder(put, isRestructured ? this.#structure.order : [...put.keys()])
    }
    return change
  }

  #read(id: string, change: ViewChange): void {
    const map: unknown = this.#records.get(id)
    if (map === undefined) return this.#forget(id, change)
    const checked =
      map instanceof Y.Map ? checkRecord(readRecord(id, map)) : { refused: 'It is not a record.' }
    if ('refused' in checked) return this.#refuse(id, checked.refused, change)
    if ('evidence' in checked) return this.#takeEvidence(checked.evidence, change)
    if ('briefing' in checked) return this.#takeBriefing(checked.briefing, change)
    const before = this.#checked.get(id)
    if (before && typeOf(before) !== typeOf(checked.canvas))
      return this.#refuse(id, 'Its type was changed.', change)
    this.#accept(id, change)
    this.#checked.set(id, before ? keepingParts(before, checked.canvas) : checked.canvas)
  }

  #takeEvidence(read: Evidence, change: ViewChange): void {
    const item = this.#elsewhere ? namedAsElsewhere(read, this.#elsewhere) : read
    this.#accept(item.id, change)
    if (isEqual(this.#evidence.get(item.id), item)) return
    this.#evidence.set(item.id, item)
    change.evidence = true
  }

  #takeBriefing(record: BriefingRecord, change: ViewChange): void {
    this.#accept(record.id, change)
    if (isEqual(this.#briefings.get(record.id), record)) return
    this.#briefings.set(record.id, record)
    change.briefings = true
  }

  #forget(id: string, change: ViewChange): void {
    this.#checked.delete(id)
    if (this.#briefings.delete(id)) change.briefings = true
    if (this.#evidence.delete(id as EvidenceId)) change.evidence = true
    this.#accept(id, change)
  }

  #refuse(id: string, reason: string, change: ViewChange): void {
    if (this.#setAside.get(id) === reason) return
    this.#setAside.set(id, reason)
    change.setAside = true
  }

  #accept(id: string, change: ViewChange): void {
    if (this.#setAside.delete(id)) change.setAside = true
  }

  #restructure(change: ViewChange): void {
    this.#structure = structureOf(this.#checked)
    const { missingPage } = this.#structure
    const still = new Set<string>()
    const show = (record: TLRecord) => {
      still.add(record.id)
      this.#put(record, change)
    }
    if (!this.#checked.has('document:document'))
      show(this.#shown.get('document:document') ?? emptyDocument)
    if (missingPage) show(this.#shown.get(missingPage.id) ?? missingPage)
    for (const [id, record] of this.#checked) {
      if (!this.#structure.parked.has(id)) show(this.#inPlace(record))
    }
    for (const id of this.#shown.keys()) {
      if (still.has(id)) continue
      this.#shown.delete(id)
      change.remove.push(id)
    }
  }

  #show(id: string, change: ViewChange): void {
    const record = this.#checked.get(id)
    if (record && !this.#structure.parked.has(id)) return this.#put(this.#inPlace(record), change)
    if (this.#shown.delete(id)) change.remove.push(id)
  }

  #put(record: TLRecord, change: ViewChange): void {
    if (this.#shown.get(record.id) === record) return
    this.#shown.set(record.id, record)
    change.put.push(record)
  }

  /** The same object as shown before where neither the record nor its place changed. */
  #inPlace(record: TLRecord): TLRecord {
    const mended = placed(record, this.#structure.places.get(record.id))
    const before = this.#shown.get(record.id)
    return before && mended !== record ? keepingParts(before, mended) : mended
  }
}

function hangsTogetherOtherwise(
  before: TLRecord | undefined,
  after: TLRecord | undefined,
): boolean {
  if (!before || !after) return (before ?? after)?.typeName !== 'asset'
  if (after.typeName === 'asset' || after.typeName === 'document') return false
  if (after.typeName === 'shape' && before.typeName === 'shape')
    return before.parentId !== after.parentId || before.index !== after.index
  if (after.typeName === 'page' && before.typeName === 'page') return before.index !== after.index
  return true
}

function typeOf(record: TLRecord): string {
  return record.typeName === 'shape' || record.typeName === 'binding' || record.typeName === 'asset'
    ? `${record.typeName} ${record.type}`
    : record.typeName
}

const rank: Record<string, number> = { document: 0, page: 1, asset: 2, shape: 3, binding: 4 }

function inOrder(records: ReadonlyMap<string, TLRecord>, shapesInOrder: string[]): TLRecord[] {
  const ranks: TLRecord[][] = [[], [], [], [], []]
  for (const record of records.values()) {
    if (record.typeName !== 'shape') ranks[rank[record.typeName] ?? 4]?.push(record)
  }
  for (const id of shapesInOrder) {
    const record = records.get(id)
    if (record?.typeName === 'shape') ranks[3]?.push(record)
  }
  return ranks.flat()
}

/** Shown while the document's own has not come. */
const emptyDocument: TLDocument = {
  id: 'document:document' as TLDocument['id'],
  typeName: 'document',
  gridSize: 10,
  name: '',
  meta: {},
}
