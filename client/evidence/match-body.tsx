import type { Evidence } from '../../shared/evidence/kinds.ts'
import {
  matchTitle,
  readMatch,
  sourceLineOf,
  type ReadMatch,
} from '../../shared/evidence/match-reading.ts'
import { textOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import { messages } from '../viewer/matches/match-messages.ts'
import { Curtain, hiddenBecause } from './curtain.tsx'
import type { BodyProps } from './evidence-card.tsx'
import { givesWay } from './fitting/giving-way.ts'
import css from './regions/figure.module.css'
import { PairFigure } from './regions/pair-figure.tsx'

/** The figure: whose pictures they are, and under it every pair with its grade. */
export function MatchBody({ evidence, boardId, isActive, isStill }: BodyProps) {
  const board = useBoard()
  useLive(board.evidence)
  const read = readMatch(evidence, (id) => board.evidence.get(id))
  return (
    <div className={css['figure']}>
      {isNamed(evidence, read) && (
        <p className={css['name']} {...givesWay('title')}>
          {titleOf(evidence)}
        </p>
      )}
      <div className={css['sources']}>
        <Source picture={read.a} />
        <Source picture={read.b} />
      </div>
      <Curtain sensitivity={sensitivityOf([read.a, read.b])} isActive={isActive} isStill={isStill}>
        {read.pairs.length === 0 && <p className={css['empty']}>{messages.nonePaired}</p>}
        {read.pairs.map((pair) => (
          <PairFigure key={pair.id} read={read} pair={pair} boardId={boardId} />
        ))}
      </Curtain>
    </div>
  )
}

/** Whether somebody gave it words of its own, beyond the titles of its pictures. */
function isNamed(evidence: Evidence, { a, b }: ReadMatch): boolean {
  return !a || !b || titleOf(evidence) !== matchTitle(a, b)
}

function Source({ picture }: { picture: Evidence | undefined }) {
  if (!picture) return <p>{messages.gone}</p>
  return (
    <p>
      <strong {...givesWay('source')}>{titleOf(picture)}</strong>
      <span {...givesWay('source')}>{sourceLineOf(picture)}</span>
    </p>
  )
}

/** What one of the pictures keeps hidden, the figure does not show either. */
function sensitivityOf(pictures: readonly (Evidence | undefined)[]): string | undefined {
  return pictures
    .map((picture) => picture && textOf(picture, 'sensitivity'))
    .find((sensitivity) => hiddenBecause(sensitivity) !== undefined)
}
