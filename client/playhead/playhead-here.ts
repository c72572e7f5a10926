import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import type { Playhead } from '../../shared/briefing/playhead.ts'
import { signal, type Signal } from '../sync/signal.ts'
import { ServerClock } from './server-clock.ts'

/**
 * How the clip is here beside the playhead: together with the others, not yet, not at all, or held back by the browser
 * until somebody presses something.
 */
export type ClipStanding = 'together' | 'catching-up' | 'failed' | 'held-back'

/** The one playhead as this page follows it: what is this viewer's own (sound, how the clip is) with what is everyone's. */
export class PlayheadHere {
  readonly playhead: Signal<Playhead | null>
  readonly clock = new ServerClock()
  /** Each viewer's own choice; muted first, for browsers play nothing loud by themselves. */
  readonly isMuted = signal(true)
  readonly standing = signal<ClipStanding>('together')
  /** What shows the clip, while something does. */
  readonly video = signal<HTMLVideoElement | null>(null)
  /** How often somebody asked for the clip again after it failed. */
  readonly tries = signal(0)
  /** A press on a clip plays it here: this is the presenter's screen. */
  readonly isPresenter: boolean

  constructor(playhead: Signal<Playhead | null>, { isPresenter }: { isPresenter: boolean }) {
    this.playhead = playhead
    this.isPresenter = isPresenter
  }

  tryAgain(): void {
    this.standing.set('together')
    this.tries.set(this.tries.get() + 1)
  }
}

export const PlayheadContext = createContext<PlayheadHere | null>(null)

/** The playhead of the stage around; null where nothing is presented. */
export function usePlayheadHere(): PlayheadHere | null {
  return useContext(PlayheadContext)
}

/** The same where its clip is this item, at rest or playing; null for all others. */
export function usePlayedHere(evidenceId: string): PlayheadHere | null {
  const here = usePlayheadHere()
  const isPlayed = useSyncExternalStore(
    useCallback((listener) => here?.playhead.subscribe(listener) ?? (() => {}), [here]),
    () => here?.playhead.get()?.item === evidenceId,
    () => false,
  )
  return isPlayed ? here : null
}
