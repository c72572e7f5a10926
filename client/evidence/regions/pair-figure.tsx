import type { Evidence } from '../../../shared/evidence/kinds.ts'
import type { ReadMatch, ReadPair } from '../../../shared/evidence/match-reading.ts'
import { matchGrades } from '../../../shared/evidence/pair.ts'
import { regionName, type NumberedRegion } from '../../../shared/evidence/region-outline.ts'
import { messages } from '../../viewer/matches/match-messages.ts'
import { givesWay } from '../fitting/giving-way.ts'
import css from './figure.module.css'
import { RegionCrop } from './region-crop.tsx'

/** One pair as a figure: both crops side by side, and between them how well they match. */
export function PairFigure({
  read,
  pair: { pair, a, b },
  boardId,
}: {
  read: Pick<ReadMatch, 'a' | 'b'>
  pair: ReadPair
  boardId: string
}) {
  return (
    <div className={css['pair']} {...givesWay('pair')}>
      <Half picture={read.a} numbered={a} boardId={boardId} />
      <span className={css['grade']} data-grade={pair.grade}>
        {matchGrades[pair.grade]}
      </span>
      <Half picture={read.b} numbered={b} boardId={boardId} />
      {pair.note.trim() !== '' && (
        <p className={css['note']} {...givesWay('note')}>
          {pair.note}
        </p>
      )}
    </div>
  )
}

function Half({
  picture,
  numbered,
  boardId,
}: {
  picture: Evidence | undefined
  numbered: NumberedRegion | undefined
  boardId: string
}) {
  if (!picture || !numbered) return <p className={css['gone']}>{messages.regionGone}</p>
  return (
    <figure className={css['half']}>
      <RegionCrop picture={picture} numbered={numbered} boardId={boardId} />
      <figcaption {...givesWay('note')}>{regionName(numbered)}</figcaption>
    </figure>
  )
}
