import { useEffect, useState } from 'react'
import type { Playhead } from '../../shared/briefing/playhead.ts'
import { signal } from '../sync/signal.ts'
import { PlayheadHere } from './playhead-here.ts'
import { useClock } from './use-clock.ts'

/** The playhead of a presenter as somebody who follows them has it. */
export function useFollowedPlayhead(playhead: Playhead | null): PlayheadHere {
  const [source] = useState(() => signal<Playhead | null>(null))
  const [here] = useState(() => new PlayheadHere(source, { isPresenter: false }))
  useClock(here)
  useEffect(() => {
    if (JSON.stringify(playhead) !== JSON.stringify(source.get())) source.set(playhead)
  }, [source, playhead])
  return here
}
