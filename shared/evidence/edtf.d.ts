/** What of edtf.js is used here; the package has no types of its own. */
declare module 'edtf' {
  /**
   * Months in `values` count from 0. `unspecified`, `uncertain` and `approximate` are masks of eight characters
   * YYYYMMDD with the first year digit as bit 0, or `true` for the whole date.
   */
  export type Parsed = {
    type?: 'Date' | 'Season' | 'Interval' | 'Set' | 'List' | 'Year' | 'Decade' | 'Century'
    values: (number | Parsed | null)[]
    unspecified?: number
    uncertain?: boolean | number
    approximate?: boolean | number
    timeZone?: string
    /** Of the zone, minutes; 0 where none is stated. */
    offset?: number
    earlier?: boolean
    later?: boolean
  }
  /** @throws Error where the text is not EDTF */
  export function parse(text: string): Parsed
}
