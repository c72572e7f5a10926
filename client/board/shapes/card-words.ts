import { cardText } from '../../../shared/evidence/card-text.ts'
import type { Evidence, EvidenceId } from '../../../shared/evidence/kinds.ts'
import { kinds } from '../../../shared/evidence/kinds.ts'
import { standingOf } from '../../../shared/evidence/origins.ts'
import { standingInWords } from '../../../shared/evidence/standing-words.ts'
import { lineOf } from '../../../shared/evidence/wording.ts'
import type { OpenBoard } from '../open-board.ts'

/** What a card says where it is not drawn: on the clipboard, and to those who do not see the canvas. */
export type CardWords = {
  /** Everything on it that a reader must not lose. */
  text: (id: string) => string | undefined
  /** In one line. */
  line: (id: string) => string | undefined
}

export const noCardWords: CardWords = { text: () => undefined, line: () => undefined }

export function cardWordsOf(board: OpenBoard): CardWords {
  const find = (id: string) => board.evidenceOf(id as EvidenceId)
  const standing = (evidence: Evidence) =>
    evidence.kind === 'claim'
      ? standingInWords(
          standingOf(evidence, { get: (id) => board.evidenceOf(id), ties: board.ties.get() }),
        )
      : []
  return {
    text: (id) => {
      const evidence = find(id)
      return evidence && cardText(evidence, standing(evidence))
    },
    line: (id) => {
      const evidence = find(id)
      return evidence && `${kinds[evidence.kind].label}: ${lineOf(evidence)}`
    },
  }
}
