import { z } from 'zod'
import { columnOf, firstColumns, titleColumn } from './columns.ts'

export const groupings = ['kind', 'status', 'workflow', 'place', 'source', 'day'] as const
export type Grouping = (typeof groupings)[number]

/** What of a column is let through. All that is set must hold; an empty filter is none. */
const filter = z.object({
  /** Stored choices, of which one must stand there. */
  values: z.array(z.string()).max(200).optional(),
  /** Words that must stand in what the cell says. */
  contains: z.string().max(500).optional(),
  /** Only where nothing is recorded. */
  isGap: z.literal(true).optional(),
})
export type Filter = z.infer<typeof filter>

export const registerSettings = z.object({
  columns: z.array(z.string()).max(200),
  sort: z.object({ key: z.string(), direction: z.union([z.literal(1), z.literal(-1)]) }).nullable(),
  group: z.enum(groupings).nullable(),
  filters: z.record(z.string(), filter),
  offCanvas: z.boolean(),
  withdrawn: z.enum(['with', 'without', 'only']),
})
export type RegisterSettings = z.infer<typeof registerSettings>

export const firstSettings: RegisterSettings = {
  columns: firstColumns,
  sort: null,
  group: null,
  filters: {},
  offCanvas: false,
  withdrawn: 'with',
}

/** The columns to show, the title first; what another release called otherwise is left out. */
export function shownColumns({ columns }: RegisterSettings) {
  return [titleColumn, ...columns.flatMap((key) => columnOf(key) ?? [])]
}

export function withFilter(
  settings: RegisterSettings,
  key: string,
  next: Filter,
): RegisterSettings {
  const { [key]: _, ...others } = settings.filters
  return { ...settings, filters: isEmpty(next) ? others : { ...others, [key]: next } }
}

function isEmpty({ values, contains, isGap }: Filter): boolean {
  return (values ?? []).length === 0 && (contains ?? '').trim() === '' && isGap === undefined
}

/** Whether anything but a search keeps items out of sight. */
export function isFiltering({ filters, offCanvas, withdrawn }: RegisterSettings): boolean {
  return Object.keys(filters).length > 0 || offCanvas || withdrawn !== 'with'
}

export function withoutFilters(settings: RegisterSettings): RegisterSettings {
  return { ...settings, filters: {}, offCanvas: false, withdrawn: 'with' }
}
