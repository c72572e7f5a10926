import { lazy, Suspense } from 'react'
import type { Evidence } from '../../shared/evidence/kinds.ts'
import { readMatch } from '../../shared/evidence/match-reading.ts'
import { useBoard } from '../board/board-provider.tsx'
import { useLive } from '../ui/use-live.ts'
import css from './distant-card.module.css'
import { Picture, PictureMarks, pictureOf } from './picture-body.tsx'
import { RegionCrop } from './regions/region-crop.tsx'
import { sensitivityShown } from './regions/sensitivity-shown.ts'

/** Pairs that can still be made out on a card seen from afar. */
const MOST_PAIRS = 3

const Comparison = lazy(async () => ({
  default: (await import('../satellite/distant-comparison.tsx')).DistantComparison,
}))

/** Whether an item has something to be seen from afar beside its words. */
export function hasDistantPicture(evidence: Evidence): boolean {
  if (['video', 'photo', 'satellite'].includes(evidence.kind))
    return pictureOf(evidence) !== undefined
  return evidence.kind === 'comparison' || evidence.kind === 'match'
}

/** What an item shows on a card seen from afar: its picture with its regions, or the pictures it holds together. */
export function DistantPicture({ evidence, boardId }: { evidence: Evidence; boardId: string }) {
  if (evidence.kind === 'match') return <Pairs evidence={evidence} boardId={boardId} />
  if (evidence.kind === 'comparison')
    return (
      <Suspense>
        <Comparison evidence={evidence} boardId={boardId} />
      </Suspense>
    )
  return (
    <>
      <Picture evidence={evidence} boardId={boardId} />
      {evidence.kind !== 'video' && <PictureMarks evidence={evidence} />}
    </>
  )
}

function Pairs({ evidence, boardId }: { evidence: Evidence; boardId: string }) {
  const board = useBoard()
  useLive(board.evidence)
  const { a, b, pairs } = readMatch(evidence, (id) => board.evidence.get(id))
  if (!a || !b || !sensitivityShown(a) || !sensitivityShown(b)) return null
  return (
    <div className={css['pairs']}>
      {pairs.slice(0, MOST_PAIRS).flatMap(({ id, ...pair }) =>
        (['a', 'b'] as const).map((side) => {
          const [picture, region] = [side === 'a' ? a : b, pair[side]]
          return (
            <div key={`${id} ${side}`}>
              {region && <RegionCrop picture={picture} numbered={region} boardId={boardId} />}
            </div>
          )
        }),
      )}
    </div>
  )
}
