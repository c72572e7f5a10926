import { useEffect, useState } from 'react'
import type { Playhead } from '../../../shared/briefing/playhead.ts'
import type { Scene } from '../../../shared/briefing/scene.ts'
import { useLooking } from '../../history/looking.ts'

type Shown = {
  scene: Scene | undefined
  step: number
  isBlack: boolean
  playhead: Playhead | null
}

/** Tells everyone on the board, and the audience of its links, what is presented here: views at rest. */
export function useSharePresenting({ scene, step, isBlack, playhead }: Shown): void {
  const { live, moment } = useLooking()
  const [since] = useState(() => Date.now())
  const { awareness } = live.session
  const seq = moment?.kind === 'past' ? moment.seq : null
  const { id, briefing } = scene ?? {}
  useEffect(() => {
    const presenting = id &&
      briefing && { briefing, scene: id, step, moment: seq, isBlack, since, playhead }
    awareness.setLocalStateField('presenting', presenting || null)
  }, [awareness, briefing, id, step, seq, isBlack, since, playhead])
  useEffect(() => () => awareness.setLocalStateField('presenting', null), [awareness])
}
