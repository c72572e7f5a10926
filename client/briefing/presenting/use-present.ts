import { useLocation } from 'wouter'
import type { BriefingId } from '../../../shared/briefing/briefing.ts'
import type { SceneId } from '../../../shared/briefing/scene.ts'
import { useLooking } from '../../history/looking.ts'
import { usePresenters } from '../following/presenters.ts'
import { presentingAddress } from './address.ts'
import { enterFullScreen } from './full-screen.ts'
import { beginPresentation } from './going-on.ts'
import { standingAt } from './start.ts'

/**
 * Begins to present a briefing, at its first scene or `from` another; `seq` is the moment that is frozen, null for the
 * board as it is. Where somebody else presents it already, the page that comes asks first.
 */
export function usePresent(): (id: BriefingId, seq: number | null, from?: SceneId) => void {
  const { boardId, awareness } = useLooking().live.session
  const [, go] = useLocation()
  const presenters = usePresenters(awareness)
  return (id, seq, from) => {
    const address = presentingAddress(boardId, id, seq)
    if (!presenters.some(({ presenting }) => presenting.briefing === id)) {
      enterFullScreen()
      beginPresentation(address, standingAt(from))
    }
    go(address, { state: from })
  }
}
