import { tiesAt } from '../board/ties-by-item.ts'
import type { Claimant } from './claimant.ts'
import { isWithdrawn } from './doubts.ts'
import type { Evidence, EvidenceId } from './kinds.ts'
import { originKey, originOf, type Origin, type OriginContext } from './origin-of.ts'
import type { OriginVerdict } from './origin-verdict.ts'
import { entriesOf } from './values.ts'

/**
 * How a claim stands: who says it, what supports it and what speaks against it, counted by whose knowledge it is.
 * One expert cited twice counts once, an agency repeated by a wire counts once, and whether two origins are
 * independent is not known until somebody shows it.
 */
export type Standing = {
  said: Side<ClaimantEntry>
  denied: Side<ClaimantEntry>
  supports: Side<EvidenceId>
  contradicts: Side<EvidenceId>
}

export type ClaimantEntry = { id: string; value: Claimant }

export type Side<T> = {
  /** How many items, or claimants. */
  items: number
  /** By name. Origins that were found to share one source are one. */
  origins: OriginGroup<T>[]
  independence: Independence
}

export type OriginGroup<T> = {
  /** One, or several that are known to share one source. By name. */
  origins: Origin[]
  items: T[]
}

/**
 * `one`: a single origin, so the question does not arise. `some`: some pairs are shown to be independent, others
 * not. `disputed`: people found opposite things about a pair.
 */
export type Independence = 'none' | 'one' | 'independent' | 'some' | 'unknown' | 'disputed'

export function standingOf(claim: Evidence, context: OriginContext): Standing {
  const verdicts = verdictsOf(claim)
  const claimants = entriesOf(claim, 'claimants', 'claimant')
  const sideOfClaimants = (isWanted: (act: Claimant['act']) => boolean) =>
    sideOf(
      claimants
        .filter(({ value }) => isWanted(value.act))
        .map((item) => ({ item, key: item.id, origin: originOfClaimant(claim, item.value) })),
      verdicts,
    )
  const sideOfItems = (isWanted: (relation: string | null) => boolean) =>
    sideOf(
      itemsAt(claim, isWanted, context).map((item) => ({
        item: item.id,
        key: item.id,
        origin: originOf(item, context),
      })),
      verdicts,
    )
  return {
    said: sideOfClaimants((act) => act !== 'denies'),
    denied: sideOfClaimants((act) => act === 'denies'),
    supports: sideOfItems((relation) => relation === 'supports' || relation === 'corroborates'),
    contradicts: sideOfItems((relation) => relation === 'contradicts'),
  }
}

function originOfClaimant(claim: Evidence, { name, origin }: Claimant): Origin {
  const known = origin.trim() || name.trim()
  return { key: originKey(known), name: known, item: claim.id }
}

/** What is tied to the claim, each once; what is withdrawn counts nowhere. Only corroborating goes both ways. */
function itemsAt(
  claim: Evidence,
  isWanted: (relation: string | null) => boolean,
  { get, ties }: OriginContext,
): Evidence[] {
  const ids = tiesAt(ties, claim.id)
    .filter(({ relation }) => isWanted(relation))
    .filter(({ to, relation }) => to === claim.id || relation === 'corroborates')
    .map(({ from, to }) => (from === claim.id ? to : from))
  return [...new Set(ids)]
    .map(get)
    .filter((item) => item !== undefined)
    .filter((item) => !isWithdrawn(item))
}

type Counted<T> = { item: T; key: string; origin: Origin }

function sideOf<T>(counted: readonly Counted<T>[], verdicts: Verdicts): Side<T> {
  const byKey = new Map<string, Counted<T>[]>()
  for (const each of counted.toSorted((a, b) => compare(a.key, b.key)))
    byKey.set(each.origin.key, [...(byKey.get(each.origin.key) ?? []), each])
  const groups = joined([...byKey.keys()].toSorted(compare), verdicts)
  const origins = groups.map((keys) => {
    const within = keys.flatMap((key) => byKey.get(key) ?? [])
    return {
      // A name is written as on the first of its items.
      origins: keys
        .map((key) => byKey.get(key)?.[0]?.origin)
        .filter((origin) => origin !== undefined)
        .toSorted((a, b) => compare(a.name, b.name) || compare(a.key, b.key)),
      items: within.map(({ item }) => item),
    }
  })
  return {
    items: counted.length,
    origins: origins.toSorted((a, b) => compare(nameOf(a), nameOf(b))),
    independence: independenceOf(groups, verdicts),
  }
}

function nameOf<T>({ origins }: OriginGroup<T>): string {
  return origins.map(({ name }) => name).join('\n')
}

/** What was found about each pair; both where people disagree. */
type Verdicts = ReadonlyMap<string, ReadonlySet<OriginVerdict['verdict']>>

function verdictsOf(claim: Evidence): Verdicts {
  const found = new Map<string, Set<OriginVerdict['verdict']>>()
  for (const { value } of entriesOf(claim, 'originVerdicts', 'originVerdict')) {
    const pair = pairOf(originKey(value.a), originKey(value.b))
    found.set(pair, new Set([...(found.get(pair) ?? []), value.verdict]))
  }
  return found
}

function pairOf(a: string, b: string): string {
  return JSON.stringify([a, b].toSorted(compare))
}

function isFound(
  verdicts: Verdicts,
  [a, b]: readonly [string, string],
  verdict: OriginVerdict['verdict'],
): boolean {
  const found = verdicts.get(pairOf(a, b))
  return found?.size === 1 && found.has(verdict)
}

/** Origins that are undisputedly one source, together. */
function joined(keys: readonly string[], verdicts: Verdicts): string[][] {
  let groups: string[][] = []
  for (const key of keys) {
    const isOne = (group: readonly string[]) =>
      group.some((other) => isFound(verdicts, [key, other], 'one-source'))
    const same = groups.filter(isOne)
    groups = [...groups.filter((group) => !isOne(group)), [...same.flat(), key]]
  }
  return groups
}

function independenceOf(groups: readonly string[][], verdicts: Verdicts): Independence {
  if (groups.length === 0) return 'none'
  const keys = groups.flat()
  const isDisputed = keys.some((a) =>
    keys.some((b) => a < b && (verdicts.get(pairOf(a, b))?.size ?? 0) > 1),
  )
  const isAgainstItself = groups.some((group) =>
    group.some((a) => group.some((b) => isFound(verdicts, [a, b], 'independent'))),
  )
  if (isDisputed || isAgainstItself) return 'disputed'
  if (groups.length === 1) return 'one'
  const pairs = groups.flatMap((group, at) =>
    groups
      .slice(at + 1)
      .map((other) =>
        group.some((a) => other.some((b) => isFound(verdicts, [a, b], 'independent'))),
      ),
  )
  if (pairs.every((isShown) => isShown)) return 'independent'
  return pairs.some((isShown) => isShown) ? 'some' : 'unknown'
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
