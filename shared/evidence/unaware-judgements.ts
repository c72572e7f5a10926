import type { Evidence } from './kinds.ts'
import { entriesOf, valueOf } from './values.ts'
import type { Judgement } from './verification.ts'

export type JudgementEntry = { id: string; value: Judgement }

/** Each judgement of an item, oldest first, with those that it and they were made without knowing of each other. */
export function judgementsOf(
  evidence: Evidence,
): (JudgementEntry & { unawareOf: JudgementEntry[] })[] {
  const all = entriesOf(evidence, 'judgements', 'judgement')
  const known = knownToEach(all)
  const misses = (one: JudgementEntry, other: JudgementEntry) =>
    known.get(one.id)?.has(other.id) === false
  return all.map((one) => ({
    ...one,
    unawareOf: all.filter((other) => other !== one && misses(one, other) && misses(other, one)),
  }))
}

/** Judgements that the one in force was made without knowing of, and the other way round, while nobody judged since. */
export function rivalsOfStatus(evidence: Evidence): JudgementEntry[] {
  const newest = new Set(newestJudgements(evidence))
  const inForce = judgementsOf(evidence).find(({ value }) => isInForce(evidence, value))
  if (!inForce || !newest.has(inForce.id)) return []
  return inForce.unawareOf.filter(({ id }) => newest.has(id))
}

/** Whether this one of the history is the status that the item has. */
export function isInForce(evidence: Evidence, { status, by, at }: Judgement): boolean {
  const value = valueOf(evidence, 'verification', 'verification')
  return value !== undefined && value.status === status && value.by === by && value.at === at
}

/** Ids of the judgements that no other was made after. */
export function newestJudgements(evidence: Evidence): string[] {
  const all = entriesOf(evidence, 'judgements', 'judgement')
  const passed = new Set(all.flatMap(({ value }) => value.after ?? []))
  return all.flatMap(({ id }) => (passed.has(id) ? [] : [id]))
}

/**
 * For each judgement, the ids of all that were known when it was made. Nothing for one that does not say it, or that
 * was made after one taken back since: what was known then, nobody can tell.
 */
function knownToEach(all: readonly JudgementEntry[]): Map<string, Set<string>> {
  const byId = new Map(all.map((each) => [each.id, each.value]))
  return new Map(
    all.flatMap(({ id, value }) => {
      const known = value.after && everythingBefore(value.after, byId)
      return known ? [[id, known] as const] : []
    }),
  )
}

function everythingBefore(
  ids: readonly string[],
  byId: ReadonlyMap<string, Judgement>,
): Set<string> | null {
  const known = new Set<string>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (known.has(id)) continue
    const before = byId.get(id)
    if (!before) return null
    known.add(id)
    open.push(...(before.after ?? []))
  }
  return known
}
