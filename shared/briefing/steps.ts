import { byOrder } from './order.ts'
import type { Scene } from './scene.ts'

export type Step = { id: string; shapeIds: readonly string[] }

/**
 * The steps of a scene in order. A step without shapes stays one: somebody is just filling it. Shapes within a step
 * are ordered by id and come at once.
 */
export function stepsOf({ steps, reveals }: Pick<Scene, 'steps' | 'reveals'>): Step[] {
  const shapes = new Map<string, string[]>()
  for (const [shapeId, stepId] of Object.entries(reveals))
    shapes.set(stepId, [...(shapes.get(stepId) ?? []), shapeId])
  return Object.entries(steps)
    .map(([id, order]) => ({ id, order }))
    .toSorted(byOrder)
    .map(({ id }) => ({ id, shapeIds: (shapes.get(id) ?? []).toSorted() }))
}
