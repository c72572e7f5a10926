import { useSearch } from 'wouter'
import { useSignal } from '../board/board-provider.tsx'
import { signal } from '../sync/signal.ts'
import { useLooking } from './looking.ts'
import { momentIn, searchOf, type Moment } from './moment.ts'

const noMoment = signal<Moment | null>(null)
const noFailure = signal<unknown>(null)

/**
 * Whether the board around is the one that the address names. A moment of the past takes a while to open, and another
 * board is on show meanwhile, which must not be taken for it where others look on.
 */
export function useMomentOnShow(): { isOnShow: boolean; failure: unknown } {
  const { past, moment } = useLooking()
  const wanted = momentIn(useSearch())
  const shown = useSignal(past?.shown ?? noMoment)
  const failure = useSignal(past?.failure ?? noFailure)
  const isLookedAt = searchOf(wanted) === searchOf(moment)
  if (wanted === null) return { isOnShow: isLookedAt && past === null, failure: null }
  const isOnShow = isLookedAt && past !== null && searchOf(shown) === searchOf(wanted)
  return { isOnShow, failure: isOnShow ? null : failure }
}
