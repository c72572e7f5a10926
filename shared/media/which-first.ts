import type { Evidence } from '../evidence/kinds.ts'
import { textOf } from '../evidence/values.ts'

/** Which of two items was there first, and by what that is told: when each was published, else when the team got it. */
export type Order = { first: Evidence; second: Evidence; by: 'published' | 'received' }

export function whichFirst(a: Evidence, b: Evidence): Order {
  const [ofA, ofB] = [dayPublished(a), dayPublished(b)]
  const isTold = ofA !== undefined && ofB !== undefined && ofA !== ofB
  const isAFirst = isTold ? ofA < ofB : a.createdAt <= b.createdAt
  return {
    first: isAFirst ? a : b,
    second: isAFirst ? b : a,
    by: isTold ? 'published' : 'received',
  }
}

/** Only a date with its year says which came first: `XXXX-10-23` does not. Cut to what both may state. */
function dayPublished(item: Evidence): string | undefined {
  return /^\d{4}(-\d\d){0,2}/.exec(textOf(item, 'datePublished') ?? '')?.[0]
}
