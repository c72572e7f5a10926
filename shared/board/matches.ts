import type * as Y from 'yjs'
import type { Evidence, EvidenceId } from '../evidence/kinds.ts'
import { matchTitle } from '../evidence/match-reading.ts'
import { addEvidence } from './actions.ts'

/** Holds two pictures against each other: a match without pairs yet. */
export function addMatch(
  doc: Y.Doc,
  { a, b, by }: { a: Evidence; b: Evidence; by: string },
): EvidenceId {
  return addEvidence(doc, {
    kind: 'match',
    by,
    fields: { title: matchTitle(a, b), pictureA: a.id, pictureB: b.id },
  })
}
