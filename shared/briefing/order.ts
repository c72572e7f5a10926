import { getIndexAbove, getIndicesBetween, type IndexKey } from '@tldraw/utils'

/** Places in a list that two people can both add to: fractional indices, compared as text, then by id. */
export type Ordered = { id: string; order: string }

const MAX_LENGTH = 200

export function isOrder(text: string): boolean {
  return keyOf(text) !== null
}

export function byOrder(a: Ordered, b: Ordered): number {
  return compare(a.order, b.order) || compare(a.id, b.id)
}

/**
 * What to write so that something comes to stand before the one that is now at `at` (the length of the list for its
 * end). Two that were put in the same place by two people may share an index; those behind the new one then move up
 * with it. `sorted` is without what is being moved.
 *
 * @returns its own order, and the orders of those that have to change
 */
export function orderAt(
  sorted: readonly Ordered[],
  at: number,
): { order: string; others: Ordered[] } {
  const below = sorted[at - 1]
  const same = sorted.slice(at).findIndex(({ order }) => order !== below?.order)
  const end = same < 0 ? sorted.length : at + same
  const fresh = indicesBetween(below?.order, sorted[end]?.order, end - at + 1)
  if (fresh) return spread(fresh, sorted.slice(at, end))
  // Indices that somebody else's program wrote, between which there is nothing: everything is placed anew.
  const all = indicesBetween(undefined, undefined, sorted.length + 1) ?? []
  const order = all.splice(at, 1)[0] ?? getIndexAbove()
  return { order, others: sorted.map(({ id }, n) => ({ id, order: all[n] ?? order })) }
}

function spread(
  [order = getIndexAbove(), ...rest]: readonly string[],
  others: readonly Ordered[],
): { order: string; others: Ordered[] } {
  return { order, others: others.map(({ id }, n) => ({ id, order: rest[n] ?? order })) }
}

function indicesBetween(
  below: string | undefined,
  above: string | undefined,
  count: number,
): string[] | null {
  try {
    const fresh = getIndicesBetween(keyOf(below), keyOf(above), count)
    const all = [below ?? '', ...fresh, ...(above === undefined ? [] : [above])]
    return all.every((each, n) => n === 0 || (all[n - 1] ?? '') < each) ? fresh : null
  } catch {
    return null
  }
}

function keyOf(order: string | undefined): IndexKey | null {
  if (order === undefined || order.length > MAX_LENGTH) return null
  try {
    getIndexAbove(order as IndexKey)
    return order as IndexKey
  } catch {
    return null
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
