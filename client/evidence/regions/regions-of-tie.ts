import type { EvidenceId } from '../../../shared/evidence/kinds.ts'
import { regionName, regionOf } from '../../../shared/evidence/region-outline.ts'
import type { BoardHandle } from '../../board/board-handle.ts'
import { messages } from '../../viewer/regions/region-messages.ts'

type Tie = Pick<
  ReturnType<BoardHandle['relationsOf']>[number],
  'other' | 'ownRegion' | 'otherRegion'
>

/** Which regions a relation ends at, as the list of an item's relations says it; empty where it is about the whole. */
export function regionsOfTie(board: BoardHandle, id: EvidenceId, tie: Tie): string {
  const nameOf = (item: EvidenceId, region: string | null) => {
    const evidence = board.evidence.get(item)
    const found = region !== null && evidence ? regionOf(evidence, region) : undefined
    return found && regionName(found)
  }
  const [own, other] = [nameOf(id, tie.ownRegion), nameOf(tie.other, tie.otherRegion)]
  return [other && messages.there(other), own && messages.here(own)].filter(Boolean).join(', ')
}
