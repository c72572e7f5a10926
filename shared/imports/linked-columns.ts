import { namesAddresses } from './link-rows.ts'
import type { Sheet } from './sheet-rows.ts'
import type { CellLinks } from './spreadsheet-cells.ts'
import { webAddress } from './texts.ts'

/** What stands beside a column: what its cells lead to, or what they show, whichever the column itself does not keep. */
type Beside = { name: string; keepsAddresses: boolean; links: ReadonlyMap<number, string> }

/**
 * A table whose cells can be hyperlinks, with what they lead to as a column of its own wherever that is not what they
 * show. A column of addresses keeps the addresses, and has the words beside it.
 */
export function withLinks(sheet: Sheet, links: CellLinks): Sheet {
  const labels = new Map(sheet.labels)
  const besides = new Map<string, Beside>()
  for (const [index, column] of sheet.columns.entries()) {
    const own = linksOf(sheet, { column, index, links })
    if (own.size === 0) continue
    const keepsAddresses = isOfAddresses(sheet, column)
    let what = keepsAddresses ? ' (as shown)' : ' (hyperlink)'
    while (labels.has(column + what)) what += ' again'
    labels.set(column + what, (sheet.labels.get(column) ?? column) + what)
    besides.set(column, { name: column + what, keepsAddresses, links: own })
  }
  if (besides.size === 0) return sheet
  const columns = sheet.columns.flatMap((column) => {
    const beside = besides.get(column)
    return beside ? [column, beside.name] : [column]
  })
  const rows = sheet.rows.map(({ at, cells }) => ({
    at,
    cells: Object.fromEntries(
      sheet.columns.flatMap((column): [string, string][] => {
        const shown = cells[column] ?? ''
        const beside = besides.get(column)
        if (!beside) return [[column, shown]]
        const [own, other] = parted(shown, beside.links.get(at), beside)
        return [
          [column, own],
          [beside.name, other],
        ]
      }),
    ),
  }))
  return { ...sheet, columns, labels, rows }
}

/** By the row's number, where a cell leads to something else than it shows. */
function linksOf(
  { rows }: Sheet,
  { column, index, links }: { column: string; index: number; links: CellLinks },
): Map<number, string> {
  return new Map(
    rows.flatMap(({ at, cells }) => {
      const link = links.get(at)?.get(index)
      return link !== undefined && !isSame(link, cells[column] ?? '') ? [[at, link] as const] : []
    }),
  )
}

/** What stays in the cell, and what stands beside it. */
function parted(
  shown: string,
  link: string | undefined,
  { keepsAddresses }: Beside,
): [own: string, other: string] {
  if (link === undefined) return [shown, '']
  return keepsAddresses && webAddress(link) !== null ? [link, shown] : [shown, link]
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
