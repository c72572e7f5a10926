import { addMatch } from '../../../shared/board/matches.ts'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { matchBetween } from '../../../shared/evidence/match-reading.ts'
import type { BoardHandle } from '../../board/board-handle.ts'
import { pictureOf } from '../../evidence/picture-body.tsx'

/** Kinds whose picture can carry regions. */
const markable = new Set(['photo', 'satellite'])

export function canBeMatched(evidence: Evidence | undefined): evidence is Evidence {
  return evidence !== undefined && markable.has(evidence.kind) && pictureOf(evidence) !== undefined
}

/**
 * Opens the match of two pictures, made now if there is none. Null where one of them is gone, or where somebody who
 * only views asks for one that nobody made.
 */
export function openMatch(
  board: BoardHandle,
  pictures: readonly [EvidenceId, EvidenceId],
): EvidenceId | null {
  const [a, b] = pictures.map((id) => board.evidence.get(id))
  const found = matchBetween(board.evidence.all(), pictures)
  if (!found && (board.role === 'viewer' || !canBeMatched(a) || !canBeMatched(b))) return null
  const id = found?.id ?? (a && b ? addMatch(board.doc, { a, b, by: board.me.name }) : null)
  if (id !== null) board.viewing.open(id)
  return id
}
