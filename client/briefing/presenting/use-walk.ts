import { useEffect, useRef, useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import {
  backward,
  onward,
  settled,
  toScene,
  type IsDead,
  type Standing,
} from '../../../shared/briefing/walking.ts'
import { keepPresentation, type GoingOn } from './going-on.ts'

type On = {
  /** Called with every step. */
  walk: () => void
  /** Called with every scene that is another one. */
  scene: () => void
  isDead: IsDead
}

/**
 * Where the presentation stands among its scenes, and the ways through them. Scenes may come and go meanwhile; the
 * place is kept over a reload.
 */
export function useWalk(scenes: readonly Scene[], begun: GoingOn, on: On) {
  const [kept, setStanding] = useState<Standing>(begun.standing)
  const [startedAt, setStartedAt] = useState(begun.startedAt)
  // Two presses may come before either of them is drawn.
  const newest = useRef(kept)
  const standing = settled(scenes, kept)
  useEffect(
    () => keepPresentation({ ...begun, standing: kept, startedAt }),
    [begun, kept, startedAt],
  )
  const go = (from: (now: Standing) => Standing) => {
    const now = settled(scenes, newest.current)
    const next = from(now)
    newest.current = next
    setStanding(next)
    on.walk()
    if (next.sceneId !== now.sceneId) on.scene()
  }
  return {
    standing,
    startedAt,
    restartClock: () => setStartedAt(Date.now()),
    onward: () => go((now) => onward(scenes, now, on.isDead)),
    back: () => go((now) => backward(scenes, now, on.isDead)),
    to: (index: number) => go(() => toScene(scenes, index)),
  }
}
