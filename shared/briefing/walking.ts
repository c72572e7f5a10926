import type { Scene, SceneId } from './scene.ts'
import { stepsOf } from './steps.ts'

/** Where a presentation stands. `index` is where the scene stood last, for when it goes. */
export type Standing = { sceneId: SceneId | null; index: number; step: number }

/** Presented scenes in order. */
type Scenes = readonly Scene[]

export const atStart: Standing = { sceneId: null, index: 0, step: 0 }

/**
 * The same scene among those that there are now, wherever it moved to; where it is gone or hidden, the one in its
 * place. Steps that are gone are not counted.
 */
export function settled(scenes: Scenes, { sceneId, index, step }: Standing): Standing {
  const found = scenes.findIndex(({ id }) => id === sceneId)
  const at = found < 0 ? Math.max(0, Math.min(index, scenes.length - 1)) : found
  const isSame = found >= 0 || sceneId === null
  const scene = scenes[at]
  if (!scene) return { sceneId: null, index: 0, step: 0 }
  return { sceneId: scene.id, index: at, step: isSame ? Math.min(step, stepCount(scene)) : 0 }
}

/** One step further, or the next scene at its start; stays at the end. */
export function onward(scenes: Scenes, standing: Standing): Standing {
  const now = settled(scenes, standing)
  const scene = scenes[now.index]
  if (scene && now.step < stepCount(scene)) return { ...now, step: now.step + 1 }
  return now.index + 1 < scenes.length ? toScene(scenes, now.index + 1) : now
}

/** One step back, or the scene before with all its steps taken; stays at the start. */
export function backward(scenes: Scenes, standing: Standing): Standing {
  const now = settled(scenes, standing)
  if (now.step > 0) return { ...now, step: now.step - 1 }
  const before = scenes[now.index - 1]
  if (!before) return now
  return { sceneId: before.id, index: now.index - 1, step: stepCount(before) }
}

/** A scene at its start; the last one where there are fewer. */
export function toScene(scenes: Scenes, index: number): Standing {
  return settled(scenes, { sceneId: null, index, step: 0 })
}

function stepCount(scene: Scene): number {
  return stepsOf(scene).length
}
