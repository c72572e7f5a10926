import { useMemo, useState } from 'react'
import type { Evidence, EvidenceId } from '../../shared/evidence/kinds.ts'
import { snapshotsOf } from '../../shared/evidence/snapshots.ts'
import { textOf, valueOf } from '../../shared/evidence/values.ts'
import { titleOf } from '../../shared/evidence/wording.ts'
import { alignByFrame, alignByPlace, type Alignment } from '../../shared/geo/alignment.ts'
import { placed } from '../../shared/geo/placing.ts'
import { fileAddress } from '../api.ts'
import { useBoard } from '../board/board-provider.tsx'
import { pictureOf } from '../evidence/picture-body.tsx'
import { useLive } from '../ui/use-live.ts'
import type { Shown } from './aligned-pictures.tsx'
import { dateOf } from './date-of.ts'

/** What of a comparison can be shown, or why it cannot. */
export type Pair =
  | { is: 'too-few' }
  | { is: 'no-picture'; of: Evidence[] }
  | { is: 'not-placed'; of: Evidence[] }
  | { is: 'apart' }
  | {
      is: 'aligned'
      earlier: Shown
      later: Shown
      alignment: Extract<Alignment, { is: 'aligned' }>
    }

export type Comparison = {
  snapshots: readonly Evidence[]
  /** Places in `snapshots` of the two that are shown. */
  shown: [number, number]
  choose: (which: 'earlier' | 'later', index: number) => void
  pair: Pair
}

/** The pictures of a comparison, live, and the two of them that this person looks at. */
export function useComparison(comparison: Evidence, boardId: string): Comparison {
  const board = useBoard()
  const all = useLive(board.evidence)
  // Evidence is the same object until it changes: what depends on a few items is not made anew for all.
  const byId = useMemo(() => new Map(all.map((each) => [each.id, each])), [all])
  const snapshots = useSame(snapshotsOf(comparison, (id) => byId.get(id)))
  const [chosen, setChosen] = useState<[EvidenceId | null, EvidenceId | null]>([null, null])
  const last = snapshots.length - 1
  const first = indexOf(snapshots, chosen[0]) ?? 0
  const second = indexOf(snapshots, chosen[1]) ?? Math.max(last, 0)
  const [earlier, later] = [snapshots[first], snapshots[second]]
  const isByFrame = textOf(comparison, 'alignedBy') === 'frame'
  const pair = useMemo(
    () => pairOf(earlier, later, { isByFrame, boardId }),
    [earlier, later, isByFrame, boardId],
  )
  return {
    snapshots,
    shown: [first, second],
    choose: (which, index) => {
      const id = snapshots[index]?.id ?? null
      setChosen(([a, b]) => (which === 'earlier' ? [id, b] : [a, id]))
    },
    pair,
  }
}

function pairOf(
  earlier: Evidence | undefined,
  later: Evidence | undefined,
  { isByFrame, boardId }: { isByFrame: boolean; boardId: string },
): Pair {
  if (!earlier || !later || earlier === later) return { is: 'too-few' }
  const both = [earlier, later]
  const withoutPicture = both.filter((each) => pictureOf(each) === undefined || !sizeOf(each))
  if (withoutPicture.length > 0) return { is: 'no-picture', of: withoutPicture }
  const placings = both.map(placed)
  const known = placings.filter((placing) => placing !== null)
  if (!isByFrame && known.length < both.length)
    return { is: 'not-placed', of: both.filter((_, index) => !placings[index]) }
  const alignment = isByFrame
    ? alignByFrame(both.flatMap((each) => sizeOf(each) ?? []))
    : alignByPlace(known)
  if (alignment.is === 'apart') return alignment
  const [first, second] = alignment.layers
  if (!first || !second) return { is: 'apart' }
  const shown = (evidence: Evidence, layer: Shown['layer']): Shown => ({
    address: fileAddress(boardId, pictureOf(evidence) ?? ''),
    alt: `${titleOf(evidence)}, ${dateOf(evidence)}`,
    layer,
  })
  return { is: 'aligned', earlier: shown(earlier, first), later: shown(later, second), alignment }
}

function sizeOf(evidence: Evidence): { w: number; h: number } | null {
  const { width, height } = valueOf(evidence, 'facts', 'facts') ?? {}
  return width === undefined || height === undefined ? null : { w: width, h: height }
}

function indexOf(snapshots: readonly Evidence[], id: EvidenceId | null): number | undefined {
  const index = snapshots.findIndex((each) => each.id === id)
  return index < 0 ? undefined : index
}

/** The array of before where it holds the same items. */
function useSame<T>(next: readonly T[]): readonly T[] {
  const [kept, setKept] = useState(next)
  const isSame = kept.length === next.length && kept.every((each, index) => each === next[index])
  if (!isSame) setKept(next)
  return isSame ? kept : next
}
