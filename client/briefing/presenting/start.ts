import { z } from 'zod'
import type { SceneId } from '../../../shared/briefing/scene.ts'
import { atStart, type Standing } from '../../../shared/briefing/walking.ts'

const sceneIdValue = z.templateLiteral(['scene:', z.string()])

/** At a scene before its first step; at the first one where none is named. */
export function standingAt(scene: SceneId | undefined): Standing {
  return scene === undefined ? atStart : { ...atStart, sceneId: scene }
}

/** The scene that was asked for with the address, as it lies beside it in the browser's history. */
export function startAskedFor(historyState: unknown): Standing {
  const parsed = sceneIdValue.safeParse(historyState)
  return standingAt(parsed.success ? parsed.data : undefined)
}
