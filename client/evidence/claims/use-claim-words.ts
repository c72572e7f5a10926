import { useCallback, useSyncExternalStore } from 'react'
import { audienceTokenOf } from '../../../shared/audience/audience-messages.ts'
import type { Evidence } from '../../../shared/evidence/kinds.ts'
import type { OriginContext } from '../../../shared/evidence/origin-of.ts'
import { standingOf } from '../../../shared/evidence/origins.ts'
import { rivalFiguresOf } from '../../../shared/evidence/rival-figures.ts'
import { standingInWords } from '../../../shared/evidence/standing-words.ts'
import { useBoardIfOpen } from '../../board/board-provider.tsx'
import type { BoardHandle } from '../../board/board-handle.ts'

/** What the rest of the board says of a claim: other figures, and how it stands. Empty where there is no board. */
export function useClaimWords(claim: Evidence): { figures: string[]; standing: string[] } {
  const board = useBoardIfOpen()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [board?.evidence.subscribe(listener), board?.ties.subscribe(listener)]
      return () => {
        for (const stop of stops) stop?.()
      }
    },
    [board],
  )
  // As text, so that a card is drawn again only when its own words change.
  const get = () => {
    // An audience has only a part of the board: what follows from all of it cannot be told of that.
    if (board && audienceTokenOf(board.boardId) !== null) return '\n\n'
    const context = board ? contextOf(board) : { get: () => undefined, ties: [] }
    const figures = rivalFiguresOf(claim, context).map((figure) => figure.words)
    return [figures.join('\n'), standingInWords(standingOf(claim, context)).join('\n')].join('\n\n')
  }
  const words = useSyncExternalStore(subscribe, get, get)
  const [figures = '', standing = ''] = words.split('\n\n')
  return { figures: lines(figures), standing: lines(standing) }
}

/** The board as shared/evidence looks things up in it. */
export function contextOf(board: BoardHandle): OriginContext {
  return { get: board.evidence.get, ties: board.ties.all() }
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}
