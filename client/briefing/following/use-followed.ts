import { useEffect, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import { usePresenters, type Presenter } from './presenters.ts'

/** A line that breaks for a moment, or a page that is loaded again, ends nothing. */
const BACK_WITHIN_MS = 15_000

export type Followed = {
  /** As they showed it last; null where they have not been seen yet. */
  presenter: Presenter | null
  /** They are gone without having ended: it is not known yet whether they come back. */
  isInterrupted: boolean
  /** They have ended, or stayed away. */
  isOver: boolean
}

/**
 * What somebody presents, to stay with them over a break of their line or of the one here.
 *
 * @param isHere whether the server has said who is here
 */
export function useFollowed(
  awareness: Awareness,
  { personId, isHere }: { personId: string; isHere: boolean },
): Followed {
  const found = usePresenters(awareness).find((each) => each.personId === personId)
  const [last, setLast] = useState(found ?? null)
  const [isAway, setAway] = useState(false)
  const isMissing = isHere && !found
  useEffect(() => {
    if (!isMissing) return
    const timer = setTimeout(() => setAway(true), BACK_WITHIN_MS)
    return () => {
      clearTimeout(timer)
      setAway(false)
    }
  }, [isMissing])
  if (found && found !== last) setLast(found)
  const presenter = found ?? last
  return {
    presenter,
    isInterrupted: !found && presenter !== null,
    isOver: isMissing && (isAway || hasEnded(awareness, presenter)),
  }
}

/** Their window is still on the board, and presents nothing. Where it was never seen there is nothing to wait for. */
function hasEnded(awareness: Awareness, presenter: Presenter | null): boolean {
  return presenter === null || awareness.getStates().has(presenter.client)
}
