import type { TLRecord } from '@tldraw/tlschema'
import type { EvidenceId } from '../evidence/kinds.ts'
import { isRelationType, type RelationType } from './relations.ts'

/** One tie between two items of evidence, as an arrow between their cards says it. */
export type Tie = {
  from: EvidenceId
  to: EvidenceId
  /** Null while nobody has said what the string means. */
  relation: RelationType | null
  /** Entries of `regions` that the tie points from and to; null for the whole item. They may be gone. */
  fromRegion: string | null
  toRegion: string | null
  arrowId: string
}

/**
 * The graph of a board, derived from the arrows bound to cards at both ends. Ties of an item to itself (two of
 * its cards) are left out.
 *
 * @param canvas canvas records in any order, already sanitised
 */
export function tiesOf(canvas: Iterable<TLRecord>): Tie[] {
  const evidenceOf = new Map<string, EvidenceId>()
  const sayings = new Map<string, Saying>()
  const ends = new Map<string, { start?: string; end?: string }>()
  for (const record of canvas) {
    if (record.typeName === 'shape') {
      const type: string = record.type
      if (type === 'card')
        evidenceOf.set(record.id, (record.props as { evidenceId: EvidenceId }).evidenceId)
      if (type === 'arrow') {
        sayings.set(record.id, sayingOf(record.meta))
      }
    } else if (record.typeName === 'binding') {
      const { terminal } = record.props as { terminal?: 'start' | 'end' }
      if (!terminal) continue
      ends.set(record.fromId, { ...ends.get(record.fromId), [terminal]: record.toId })
    }
  }
  const ties: Tie[] = []
  for (const [arrowId, { start, end }] of ends) {
    const [from, to] = [evidenceOf.get(start ?? ''), evidenceOf.get(end ?? '')]
    const saying = sayings.get(arrowId)
    if (from && to && from !== to && saying) ties.push({ from, to, ...saying, arrowId })
  }
  return ties
}

type Saying = Pick<Tie, 'relation' | 'fromRegion' | 'toRegion'>

function sayingOf(meta: Record<string, unknown>): Saying {
  const { relation, fromRegion, toRegion } = meta
  return {
    relation: isRelationType(relation) ? relation : null,
    fromRegion: typeof fromRegion === 'string' ? fromRegion : null,
    toRegion: typeof toRegion === 'string' ? toRegion : null,
  }
}
