import type { Change } from './record-state.ts'

/** One edit that changed or removed much at once: a version before it is worth having. */
export type Sweep = { seq: number; at: number; kind: 'removed' | 'changed'; count: number }

const MANY_REMOVED = 10
const MANY_CHANGED = 25

/** Null for an edit as people make them by hand. What is only moved, or new, does not count. */
export function sweepOf(
  { seq, at }: { seq: number; at: number },
  changes: readonly Change[],
): Sweep | null {
  if (changes.length < MANY_REMOVED) return null
  const [removed, changed, made] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const { id, key, value } of changes) {
    if (!/^(evidence|shape):/.test(id)) continue
    if (key === null) (value === null ? removed : made).add(id)
    else if (key !== 'pos' && !made.has(id)) changed.add(id)
  }
  if (removed.size >= MANY_REMOVED) return { seq, at, kind: 'removed', count: removed.size }
  if (changed.size >= MANY_CHANGED) return { seq, at, kind: 'changed', count: changed.size }
  return null
}
