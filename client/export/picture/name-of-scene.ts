import type { Scene } from '../../../shared/briefing/scene.ts'
import { numberOfScene } from '../../../shared/briefing/briefings.ts'
import { pictureMessages } from './picture-messages.ts'

export function nameOfScene(scene: Scene, scenes: readonly Scene[]): string {
  const title = scene.title.trim()
  const number = numberOfScene(scene, scenes)
  return number === null ? pictureMessages.skipped(title) : pictureMessages.scene(number, title)
}
