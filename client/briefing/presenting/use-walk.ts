import { useState } from 'react'
import type { Scene } from '../../../shared/briefing/scene.ts'
import {
  atStart,
  backward,
  onward,
  settled,
  toScene,
  type Standing,
} from '../../../shared/briefing/walking.ts'

/** Where the presentation stands among its scenes, and the ways through them. Scenes may come and go meanwhile. */
export function useWalk(scenes: readonly Scene[], onScene: () => void) {
  const [kept, setStanding] = useState<Standing>(atStart)
  const standing = settled(scenes, kept)
  const go = (next: Standing) => {
    setStanding(next)
    if (next.sceneId !== standing.sceneId) onScene()
  }
  return {
    standing,
    onward: () => go(onward(scenes, standing)),
    back: () => go(backward(scenes, standing)),
    to: (index: number) => go(toScene(scenes, index)),
  }
}
