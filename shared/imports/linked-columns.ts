import { namesAddresses } from './link-rows.ts'
import type { Sheet } from './sheet-rows.ts'
import type { CellLinks } from './spreadsheet-cells.ts'
import { webAddress } from './texts.ts'

/**
 * A table whose cells can be hyperlinks, with what they lead to as a column of its own wherever that is not what they
 * show. A column of addresses keeps the addresses, and has the words beside it.
 */
export function withLinks(sheet: Sheet, links: CellLinks): Sheet {
  const added = new Map(
    sheet.columns.flatMap((column, index) => {
      const own = new Map(
        sheet.rows.flatMap(({ at, cells }) => {
          const link = links.get(at)?.get(index)
          const isMore = link !== undefined && !isSame(link, cells[column] ?? '')
          return isMore ? [[at, link] as const] : []
        }),
      )
      return own.size > 0 ? [[column, own] as const] : []
    }),
  )
  if (added.size === 0) return sheet
  const labels = new Map(sheet.labels)
  const nameOf = new Map<string, string>()
  for (const column of added.keys()) {
    const what = isOfAddresses(sheet, column) ? 'as shown' : 'hyperlink'
    nameOf.set(column, `${column} (${what})`)
    labels.set(`${column} (${what})`, `${sheet.labels.get(column) ?? column} (${what})`)
  }
  const columns = sheet.columns.flatMap((column) => [column, ...[nameOf.get(column) ?? []].flat()])
  const rows = sheet.rows.map(({ at, cells }) => ({
    at,
    cells: Object.fromEntries(
      sheet.columns.flatMap((column) => {
        const [shown, link, name] = [
          cells[column] ?? '',
          added.get(column)?.get(at),
          nameOf.get(column),
        ]
        if (name === undefined) return [[column, shown]]
        if (link === undefined)
          return [
            [column, shown],
            [name, ''],
          ]
        const isAddress = name.endsWith('(as shown)') && webAddress(link) !== null
        return isAddress
          ? [
              [column, link],
              [name, shown],
            ]
          : [
              [column, shown],
              [name, link],
            ]
      }),
    ),
  }))
  return { ...sheet, columns, labels, rows }
}

function isOfAddresses({ rows }: Sheet, column: string): boolean {
  return (
    namesAddresses(column) || rows.some(({ cells }) => webAddress(cells[column] ?? '') !== null)
  )
}

function isSame(link: string, shown: string): boolean {
  const bare = (address: string) =>
    address
      .trim()
      .replace(/^(https?:\/\/|mailto:)/i, '')
      .replace(/^www\./i, '')
      .replace(/\/$/, '')
  return bare(link) === bare(shown)
}
