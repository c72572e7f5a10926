import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { matches, rankOf, rankOfText, wordsOf } from '../search-index.ts'

const MOST_ITEMS = 40

/**
 * The items that answer a search, best first: those whose title begins with it, then those with it in the title,
 * then those that say it elsewhere; among equals those looked at lately, then the newest. At most 40.
 */
export function findItems(
  all: readonly Evidence[],
  { query, recent }: { query: string; recent: readonly EvidenceId[] },
): { item: Evidence; rank: number }[] {
  const asked = wordsOf(query)
  const lately = new Map(recent.map((id, at) => [id, at]))
  const agoOf = ({ id }: Evidence) => lately.get(id) ?? Infinity
  return all
    .filter((item) => matches(item, asked))
    .map((item) => ({ item, rank: rankOf(item, asked) }))
    .toSorted(
      (a, b) =>
        a.rank - b.rank ||
        compare(agoOf(a.item), agoOf(b.item)) ||
        compare(b.item.createdAt, a.item.createdAt),
    )
    .slice(0, MOST_ITEMS)
}

/** Things with a name only: each word must stand in it. Best first, otherwise in their order. */
export function findNamed<T>(
  all: readonly T[],
  { query, nameOf }: { query: string; nameOf: (one: T) => string },
): { one: T; rank: number }[] {
  const asked = wordsOf(query)
  if (asked.length === 0) return all.map((one) => ({ one, rank: 3 }))
  return all
    .map((one) => ({ one, rank: rankOfText(nameOf(one).toLocaleLowerCase(), asked) }))
    .filter(({ rank }) => rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
}

function compare<T extends string | number>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1
}
