import type { Scene } from '../../../shared/briefing/scene.ts'
import { pictureMessages } from './picture-messages.ts'

export function nameOfScene(scene: Scene, scenes: readonly Scene[]): string {
  const number = scenes.indexOf(scene) + 1
  return pictureMessages.scene(number, scene.title.trim())
}
