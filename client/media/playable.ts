import { audienceTokenOf } from '../../shared/audience/audience-messages.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { valueOf } from '../../shared/evidence/values.ts'
import { isSoundOnly, playedBy } from '../../shared/media/browser-playback.ts'

export type Playable = {
  /** What a `<video>` is given: the bytes at `fileAddress(boardId, sha256)`. */
  sha256: string
  /** A copy made for playing. The original stays the evidence: what is cited is the original. */
  isWorkingCopy: boolean
  /** The file holds no picture: it is heard, and no frame can be taken from it. */
  isSoundOnly: boolean
}

/**
 * What of a clip can be played: its working copy where there is one, else the original unless no browser opens it
 * or decodes it. `copySha256` is a working copy that is known before the item says so.
 */
export function playableOf(evidence: Evidence, copySha256?: string): Playable | undefined {
  const file = valueOf(evidence, 'file', 'file')
  if (!file) return undefined
  const facts = valueOf(evidence, 'facts', 'facts') ?? {}
  const copy = facts.workingCopySha256 ?? copySha256
  const kind = { isSoundOnly: isSoundOnly(facts) }
  if (copy !== undefined) return { sha256: copy, isWorkingCopy: true, ...kind }
  if (playedBy(file.type, facts) === 'none') return undefined
  return { sha256: file.sha256, isWorkingCopy: false, ...kind }
}

/** What of a clip can be played here: an audience is given copies made for playing, and no original. */
export function playableHere(
  evidence: Evidence,
  boardId: string,
  copySha256?: string,
): Playable | undefined {
  const playable = playableOf(evidence, copySha256)
  return playable?.isWorkingCopy || audienceTokenOf(boardId) === null ? playable : undefined
}
