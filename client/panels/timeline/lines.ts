import type { Evidence } from '../../../shared/evidence/kinds.ts'
import type { Calendar, Rows, RowSpan } from './timeline-rows.ts'

/** What stands below each other in the timeline, all of one height. */
export type Line =
  | { type: 'axis'; calendar: Calendar }
  | { type: 'undated'; count: number }
  | { type: 'item'; item: Evidence; span: RowSpan | null; calendar: Calendar | null }

/** Each calendar with its axis above its items, then what has no date. */
export function linesOf(rows: Rows): Line[] {
  const lines: Line[] = []
  for (const calendar of ['stated-year', 'unstated-year'] as const) {
    if (rows[calendar].length === 0) continue
    lines.push({ type: 'axis', calendar })
    for (const { evidence, span } of rows[calendar])
      lines.push({ type: 'item', item: evidence, span, calendar })
  }
  if (rows.undated.length > 0) lines.push({ type: 'undated', count: rows.undated.length })
  for (const item of rows.undated) lines.push({ type: 'item', item, span: null, calendar: null })
  return lines
}
