import * as Y from 'yjs'
import type { RecordMap } from '../../../shared/board/layout.ts'
import { LongText, type Change, type FieldChange, type RecordChange } from './changes.ts'
import { stampOf, writerOf, type Stamps } from './stamps.ts'
import type { TextTrail } from './text-trail.ts'

export type Reverting = {
  records: Y.Map<RecordMap>
  stamps: Stamps
  trail: TextTrail
  /** Whether this client id is, or was, this page's own. */
  isOwn: (client: number) => boolean
  /** Ids of records that something of somebody else's hangs on; read once for all changes taken back in one go. */
  foreignTargets?: ReadonlySet<string>
}

/**
 * Takes changes back, last first, each only where the document still holds exactly what it left there: what
 * somebody wrote later stays. Call inside a transaction.
 */
export function revert(changes: readonly Change[], on: Reverting): void {
  for (const change of changes.toReversed()) {
    if (change.kind === 'record') revertRecord(change, on)
    else if (change.kind === 'field') revertField(change, on)
    else revertText(change, on)
  }
}

function revertField(
  { id, key, before, beforeStamp, afterStamp }: FieldChange,
  on: Reverting,
): void {
  const map: unknown = on.records.get(id)
  if (!(map instanceof Y.Map) || on.stamps.of(map, key) !== on.stamps.known(afterStamp)) return
  if (before === undefined) map.delete(key)
  else map.set(key, storedOf(before))
  on.stamps.restore(map, key, beforeStamp)
}

function revertRecord(change: RecordChange, on: Reverting): void {
  const { id, before, beforeStamp, afterStamp } = change
  const { records, stamps } = on
  if (stamps.of(records, id) !== stamps.known(afterStamp)) return
  const map: unknown = records.get(id)
  if (map instanceof Y.Map && isTouchedByOthers(change, map, on)) return
  if (before === null) records.delete(id)
  else {
    const restored: RecordMap = new Y.Map()
    for (const [key, value] of Object.entries(before.keys)) restored.set(key, storedOf(value))
    records.set(id, restored)
    for (const [key, stamp] of Object.entries(before.stamps)) stamps.restore(restored, key, stamp)
    for (const [key, value] of Object.entries(before.keys)) {
      const text: unknown = restored.get(key)
      if (value instanceof LongText && text instanceof Y.Text) on.trail.restore(text, value.ranges)
    }
  }
  stamps.restore(records, id, beforeStamp)
}

/** Somebody else wrote in it since it came, or made something that hangs on it: an arrow's end, a shape inside. */
function isTouchedByOthers(
  { id, content, texts }: RecordChange,
  map: Y.Map<unknown>,
  on: Reverting,
): boolean {
  for (const [key, item] of map._map) {
    const stamp = on.stamps.known(stampOf(item))
    const writer = writerOf(stamp)
    const isAsItCame = stamp === on.stamps.known(content[key] ?? on.stamps.absent(map, key))
    if (!isAsItCame && writer !== null && !on.isOwn(writer)) return true
    if (
      !item.deleted &&
      item.content instanceof Y.ContentType &&
      item.content.type instanceof Y.Text
    ) {
      if (on.trail.hasOthers(item.content.type, { isOwn: on.isOwn, came: texts[key] ?? [] }))
        return true
    }
  }
  on.foreignTargets ??= foreignTargets(on)
  return on.foreignTargets.has(id)
}

/** What other people's shapes lie in, their arrows' ends are tied to and their scenes belong to. */
function foreignTargets(on: Reverting): Set<string> {
  const targets = new Set<string>()
  for (const item of on.records._map.values()) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    const writer = writerOf(on.stamps.known(stampOf(item)))
    if (writer === null || on.isOwn(writer)) continue
    const type: unknown = item.content.type
    const core: unknown = type instanceof Y.Map ? type.get('core') : null
    const briefing: unknown = type instanceof Y.Map ? type.get('briefing') : null
    if (typeof briefing === 'string') targets.add(briefing)
    if (typeof core !== 'object' || core === null) continue
    const { parentId, fromId, toId } = core as Record<string, unknown>
    for (const target of [parentId, fromId, toId])
      if (typeof target === 'string') targets.add(target)
  }
  return targets
}

function revertText(change: Extract<Change, { kind: 'text' }>, on: Reverting): void {
  const map: unknown = on.records.get(change.id)
  const text: unknown = map instanceof Y.Map ? map.get(change.key) : undefined
  if (!(text instanceof Y.Text)) return
  on.trail.bringBack(text, change.deleted)
  on.trail.takeOut(text, change.inserted)
}

function storedOf(value: unknown): unknown {
  return value instanceof LongText ? new Y.Text(value.text) : value
}
