import { planOfEvents, told } from './events.ts'
import type { ImportPlan } from './import-plan.ts'
import { isSaid } from './said.ts'
import { filledColumnsOf, ownLabelOf, whereOfRow, type Sheet } from './sheet-rows.ts'
import { addressWithoutScheme } from './texts.ts'

/** Marks of an auto-archiver sheet: its rows are pages, whatever else it says of them. */
const ARCHIVED = ['archive status', 'archive location', 'upload timestamp']

const SOURCE = /^(sources?|links?|urls?|address|post|posts)([ _]?(url|link|address|\d+))*$/

/** A table of events: each has words, and a day or a place. */
export function isEventSheet({ columns }: Sheet): boolean {
  const has = (name: string) => columns.includes(name)
  if (!has('latitude') && ARCHIVED.some(has)) return false
  return has('description') && (has('latitude') ? has('longitude') : has('date'))
}

/** Rows as events: columns of addresses are sources, and what no field takes is told in the notes. */
export function planOfEventSheet(sheet: Sheet, name: string): ImportPlan {
  const sourceColumns = sheet.columns.filter((column) => SOURCE.test(column))
  const idColumn = ['id', 'slug'].find((column) =>
    sheet.rows.some(({ cells }) => isSaid(cells[column])),
  )
  const events = sheet.rows.map(({ cells }) => {
    const rest = Object.entries(cells).filter(
      ([column]) => column !== idColumn && !sourceColumns.includes(column),
    )
    return {
      ...Object.fromEntries(rest),
      ...(idColumn !== undefined && { id: cells[idColumn] }),
      sources: sourceColumns.flatMap((column) => sourceIn(cells[column] ?? '')),
    }
  })
  const takenColumns = new Set([
    ...told,
    ...sourceColumns,
    ...(idColumn === undefined ? [] : [idColumn]),
  ])
  const plan = planOfEvents(events, {
    name,
    labelOf: (column) => ownLabelOf(sheet, column),
    whereOf: (index) => whereOfRow(sheet, { name, index, what: 'events' }),
  })
  return { ...plan, inNotes: filledColumnsOf(sheet, takenColumns) }
}

/** The sources of a row are split where addresses follow one another, as in any list of events. */
function sourceIn(cell: string): string[] {
  return isSaid(cell) ? [addressWithoutScheme(cell) ?? cell] : []
}
