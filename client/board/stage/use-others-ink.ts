import { useEffect, useState } from 'react'
import type { Ink } from '../../../shared/briefing/ink.ts'
import type { Signal } from '../../sync/signal.ts'
import { OthersInk } from './others-ink.ts'

/** What is heard of a presenter's ink, as long as the scene is shown that it was made on. */
export function useOthersInk(heard: Signal<Ink | null>, sceneId: string): OthersInk {
  const [ink] = useState(() => new OthersInk())
  useEffect(() => {
    const show = () => {
      const now = heard.get()
      ink.show(now?.scene === sceneId ? now : null)
    }
    show()
    const stop = heard.subscribe(show)
    return () => {
      stop()
      ink.wipe()
    }
  }, [ink, heard, sceneId])
  return ink
}
