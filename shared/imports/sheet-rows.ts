import Papa from 'papaparse'
import { unreadable } from './import-plan.ts'

/** A table by the names of its columns, in lower case, each row as text. */
export type Sheet = { columns: string[]; rows: Record<string, string>[] }

const MOST_ROWS = 5_000

/**
 * A table as spreadsheets and scripts write them (RFC 4180 and its relatives): the separator is found out, and a first
 * row of names is needed. Null where it is no table.
 */
export function readSheet(text: string): Sheet | null {
  const { data, meta, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: 'greedy',
    preview: MOST_ROWS + 1,
    transformHeader: (name) => name.trim().toLowerCase(),
  })
  const columns = (meta.fields ?? []).filter((name) => name !== '')
  if (columns.length === 0) return null
  if (errors.some(({ type }) => type === 'Quotes'))
    throw unreadable('A quotation mark in it is never closed, so its rows cannot be told apart.')
  if (data.length > MOST_ROWS)
    throw unreadable(`It has more than ${MOST_ROWS.toLocaleString('en')} rows. Split the file.`)
  return { columns, rows: data.map((row) => textsOf(row, columns)) }
}

/** What stands beyond the named columns is no part of the table. */
function textsOf(row: Record<string, unknown>, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    columns.map((name) => {
      const value = Object.hasOwn(row, name) ? row[name] : ''
      return [name, typeof value === 'string' ? value.trim() : '']
    }),
  )
}
