import type { Briefing } from './briefing.ts'
import type { BriefingRecord } from './briefing-record.ts'
import { byOrder } from './order.ts'
import type { Scene } from './scene.ts'

/** A briefing with its scenes in order. */
export type BriefingWithScenes = {
  id: Briefing['id']
  title: string
  /** False for one that somebody deleted while somebody else added a scene to it: its scenes are not lost. */
  isThere: boolean
  scenes: readonly Scene[]
}

/** Every briefing of a board, oldest first; then those that are gone and of which scenes are left. */
export function briefingsOf(records: Iterable<BriefingRecord>): BriefingWithScenes[] {
  const briefings: Briefing[] = []
  const scenes = new Map<string, Scene[]>()
  for (const record of records) {
    if (record.typeName === 'briefing') briefings.push(record)
    else scenes.set(record.briefing, [...(scenes.get(record.briefing) ?? []), record])
  }
  const there = briefings
    .toSorted((a, b) => compare(a.createdAt, b.createdAt) || compare(a.id, b.id))
    .map(({ id, title }) => ({ id, title, isThere: true }))
  const known = new Set<string>(briefings.map(({ id }) => id))
  const gone = [...scenes.values()]
    .flatMap((group) => group[0]?.briefing ?? [])
    .filter((id) => !known.has(id))
    .toSorted(compare)
    .map((id) => ({ id, title: '', isThere: false }))
  return [...there, ...gone].map((each) => ({
    ...each,
    scenes: (scenes.get(each.id) ?? []).toSorted(byOrder),
  }))
}

/** The scenes that are shown when a briefing is presented. */
export function presentedScenes({ scenes }: Pick<BriefingWithScenes, 'scenes'>): readonly Scene[] {
  return scenes.filter(({ isHidden }) => !isHidden)
}

/** What a scene is called by, wherever it is listed: its place among those that are presented; null where it is skipped. */
export function numberOfScene(scene: Scene, scenes: readonly Scene[]): number | null {
  return scene.isHidden ? null : presentedScenes({ scenes }).indexOf(scene) + 1
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
