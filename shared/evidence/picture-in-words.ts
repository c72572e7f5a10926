import { doubtsOf } from './doubts.ts'
import type { Evidence } from './kinds.ts'
import { statusOf } from './status.ts'
import { textOf } from './values.ts'
import { titleOf } from './wording.ts'

/** A picture for those who do not see it: what it shows, how it stands, and what speaks against leaning on it. */
export function pictureInWords(evidence: Evidence): string {
  const { status, label } = statusOf(evidence)
  const standIn = textOf(evidence, 'standIn')
  return [
    textOf(evidence, 'description') ?? titleOf(evidence),
    ...(status === 'unverified' ? [] : [`${label}.`]),
    ...doubtsOf(evidence),
    ...(standIn === undefined ? [] : [`Stand-in: ${standIn}`]),
  ].join(' ')
}
