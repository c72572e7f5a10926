import type { BoardView } from '../../shared/board/board-view.ts'
import type { Presenting } from '../../shared/briefing/presenting.ts'
import type { Scene } from '../../shared/briefing/scene.ts'
import type { Evidence } from '../../shared/evidence/kinds.ts'

/** As the moment that is presented has it; as it is now where it is newer than that. */
export function sceneOf(
  views: readonly BoardView[],
  { scene: id, briefing }: Presenting,
): Scene | undefined {
  for (const view of views) {
    const found = view.briefings().get(id)
    if (found?.typeName === 'scene' && found.briefing === briefing && !found.isHidden) return found
  }
  return undefined
}

/** What is kept from audiences today is so at every earlier moment too. */
export function asMarkedNow(
  then: ReadonlyMap<string, Evidence>,
  now: ReadonlyMap<string, Evidence>,
): ReadonlyMap<string, Evidence> {
  const marked = new Map<string, Evidence>()
  for (const [id, item] of then) {
    const today = now.get(id)
    marked.set(id, {
      ...item,
      ...(today?.['withheld'] !== undefined && { withheld: today['withheld'] }),
      ...(today?.['sensitivity'] !== undefined && { sensitivity: today['sensitivity'] }),
    })
  }
  return marked
}
