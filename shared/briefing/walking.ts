import type { Scene, SceneId } from './scene.ts'
import { stepsOf, type Step } from './steps.ts'

/** Where a presentation stands. `index` is where the scene stood last, for when it goes. */
export type Standing = { sceneId: SceneId | null; index: number; step: number }

/** Presented scenes in order. */
type Scenes = readonly Scene[]

/** Of a step whose shapes are all gone: a press that took it would show nothing. */
export type IsDead = (step: Step, scene: Scene) => boolean

const noneIsDead: IsDead = () => false

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
export function onward(scenes: Scenes, standing: Standing, isDead = noneIsDead): Standing {
  const now = settled(scenes, standing)
  const scene = scenes[now.index]
  const steps = scene ? stepsOf(scene) : []
  const next = steps.findIndex((step, at) => at >= now.step && scene && !isDead(step, scene))
  if (next >= 0) return { ...now, step: next + 1 }
  return now.index + 1 < scenes.length ? toScene(scenes, now.index + 1) : now
}

/** Where the next press leads; null where it leads nowhere. */
export function afterPress(
  scenes: Scenes,
  standing: Standing,
  isDead = noneIsDead,
): Standing | null {
  const now = settled(scenes, standing)
  const next = onward(scenes, now, isDead)
  return next.index === now.index && next.step === now.step ? null : next
}

/** One step back, or the scene before with all its steps taken; stays at the start. */
export function backward(scenes: Scenes, standing: Standing, isDead = noneIsDead): Standing {
  const now = settled(scenes, standing)
  const scene = scenes[now.index]
  const taken = scene ? lastSeen(scene, now.step, isDead) : 0
  if (scene && taken > 0) return { ...now, step: lastSeen(scene, taken - 1, isDead) }
  const before = scenes[now.index - 1]
  if (!before) return now
  const step = lastSeen(before, stepCount(before), isDead)
  return { sceneId: before.id, index: now.index - 1, step }
}

/** How far a scene is, counting only steps that show something. */
export function stepsSeen(
  scene: Scene,
  step: number,
  isDead = noneIsDead,
): { step: number; count: number } {
  const isSeen = (each: Step) => !isDead(each, scene)
  const steps = stepsOf(scene)
  return { step: steps.slice(0, step).filter(isSeen).length, count: steps.filter(isSeen).length }
}

/** A scene at its start; the last one where there are fewer. */
export function toScene(scenes: Scenes, index: number): Standing {
  return settled(scenes, { sceneId: null, index, step: 0 })
}

/** As many steps, less those at their end that show nothing. */
function lastSeen(scene: Scene, step: number, isDead: IsDead): number {
  return stepsOf(scene).findLastIndex((each, at) => at < step && !isDead(each, scene)) + 1
}

function stepCount(scene: Scene): number {
  return stepsOf(scene).length
}
