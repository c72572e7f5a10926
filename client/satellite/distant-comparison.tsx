import type { Evidence } from '../../shared/evidence/kinds.ts'
import { AlignedPictures } from './aligned-pictures.tsx'
import css from './compare.module.css'
import { isAnyHidden } from './hidden-snapshots.ts'
import { useComparison } from './use-comparison.ts'

/** A comparison from afar: the earlier picture on the left, the later one on the right. */
export function DistantComparison({ evidence, boardId }: { evidence: Evidence; boardId: string }) {
  const { pair, snapshots } = useComparison(evidence, boardId)
  if (pair.is !== 'aligned' || isAnyHidden(snapshots)) return null
  const { alignment, earlier, later } = pair
  return (
    <div className={css['distant']}>
      <AlignedPictures
        frame={alignment.frame}
        earlier={earlier}
        later={later}
        mode="swipe"
        share={0.5}
        top="later"
      />
    </div>
  )
}
