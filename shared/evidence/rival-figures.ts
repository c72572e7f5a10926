import { tiesAt } from '../board/ties-by-item.ts'
import { humanDate } from './dates.ts'
import { isWithdrawn } from './doubts.ts'
import { doubtOf, withHedge } from './hedge.ts'
import type { Evidence, EvidenceId } from './kinds.ts'
import type { OriginContext } from './origin-of.ts'
import { entriesOf, textOf, valueOf } from './values.ts'
import { humanQuantity } from './wording.ts'

/** Another figure for the same thing, in words that keep its hedge, scope, day and doubt. */
export type RivalFigure = { id: EvidenceId; words: string }

/**
 * Figures of claims that are tied to this one as consistent with it. Two figures differ by scope and day before they
 * contradict each other: only string that says so makes a contradiction.
 */
export function rivalFiguresOf(claim: Evidence, { get, ties }: OriginContext): RivalFigure[] {
  const own = valueOf(claim, 'quantity', 'quantity')
  if (!own) return []
  const ids = tiesAt(ties, claim.id)
    .filter(({ relation }) => relation === 'consistent-with')
    .map(({ from, to }) => (from === claim.id ? to : from))
  return [...new Set(ids)].flatMap((id) => {
    const rival = get(id)
    const figure = rival && valueOf(rival, 'quantity', 'quantity')
    if (!figure || isWithdrawn(rival) || humanQuantity(figure) === humanQuantity(own)) return []
    return [{ id, words: inWords(rival, humanQuantity(figure)) }]
  })
}

function inWords(rival: Evidence, figure: string): string {
  const scope = valueOf(rival, 'quantity', 'quantity')?.scope.trim() || textOf(rival, 'scope')
  const date =
    textOf(rival, 'date') ??
    entriesOf(rival, 'claimants', 'claimant').find(({ value }) => value.date !== '')?.value.date
  const about = [scope, date && humanDate(date), doubtOf(rival)?.toLowerCase()].filter(
    (part) => part,
  )
  const words = withHedge(rival, figure)
  return about.length > 0 ? `${words} (${about.join('; ')})` : words
}
