import * as Y from 'yjs'
import { edit } from './edit.ts'
import { recordsOf } from './layout.ts'

/**
 * Does to a long text what turns `base` into `next`, as one replacement, so that what others typed elsewhere in it is
 * kept. `base` is what the writer saw: where it is behind the document, the replacement moves along with the text.
 */
export function editText(
  doc: Y.Doc,
  id: string,
  key: string,
  { base, next }: { base: string; next: string },
): void {
  edit(doc, (records) => {
    const map = records.get(id)
    if (!map) return
    const text = map.get(key)
    if (!(text instanceof Y.Text)) {
      map.set(key, new Y.Text(next))
      return
    }
    const change = changedStretch(base, next)
    const current = text.toJSON()
    const start = placeAfter(base, current, change.start)
    const end = placeAfter(base, current, change.start + change.removed)
    if (end > start) text.delete(start, end - start)
    if (change.inserted !== '') text.insert(start, change.inserted)
  })
}

/** A long text as the document holds it now, ahead of what is drawn; also one that a program wrote as a plain string. */
export function longTextOf(doc: Y.Doc, id: string, key: string): string {
  const text = recordsOf(doc).get(id)?.get(key)
  if (text instanceof Y.Text) return text.toJSON()
  return typeof text === 'string' ? text : ''
}

/** The smallest single replacement that turns one text into another. */
function changedStretch(
  before: string,
  after: string,
): { start: number; removed: number; inserted: string } {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  const shorter = Math.min(before.length, after.length) - start
  while (end < shorter && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return {
    start,
    removed: before.length - start - end,
    inserted: after.slice(start, after.length - end),
  }
}

/** Where a place of `before` lies in `after`, when others changed one stretch of it meanwhile. */
function placeAfter(before: string, after: string, at: number): number {
  const { start, removed, inserted } = changedStretch(before, after)
  if (at <= start) return at
  return at >= start + removed ? at + inserted.length - removed : start + inserted.length
}
