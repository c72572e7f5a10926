import type { Evidence } from '../../../shared/evidence/kinds.ts'
import { formulaSafe } from '../../../shared/export/formula-safe.ts'
import { cellWords, type OnCanvas } from './cells.ts'
import type { Column } from './columns.ts'

/** Rows as a spreadsheet takes them from the clipboard: a heading, tabs between cells, lines between rows. */
export function rowsAsTsv(
  items: readonly Evidence[],
  { columns, onCanvas }: { columns: readonly Column[]; onCanvas: OnCanvas },
): string {
  const lines = [
    columns.map(({ label }) => cell(label)),
    ...items.map((item) => columns.map(({ key }) => cell(cellWords(item, key, onCanvas)))),
  ]
  return lines.map((line) => line.join('\t')).join('\n')
}

/**
 * Tabs and lines would break the table. A quote at the beginning would swallow what follows.
 */
function cell(text: string): string {
  const flat = text.replaceAll(/[\t\r\n\v\f\u0085\u2028\u2029]+/gu, ' ')
  const safe = formulaSafe(flat)
  if (safe !== flat) return safe
  return flat.startsWith('"') ? `"${flat.replaceAll('"', '""')}"` : flat
}
