import {
  dateSources,
  isDateSource,
  sourceWords,
  type StatedDate,
} from '../../../shared/evidence/stated-dates.ts'

/**
 * A stated date as it can be compared. `instant`: a moment in UTC. `header`: UTC by its format, often local in
 * fact. `wall`: what some clock showed. `day`: no time. `at` is in milliseconds: of the moment, else of the same
 * figures read as if they were UTC.
 */
export type Claim = {
  kind: 'instant' | 'header' | 'wall' | 'day'
  tells: 'taken' | 'changed'
  at: number
  /** For a moment with an offset, what the clock beside it showed. */
  wall: number
  /** The places that say so: "EXIF, taken and EXIF, digitised". */
  who: string[]
  value: string
}

const SAME_MS = 3_000

/** What a file's dates say, same ones together. What cannot be compared (a time without a day) is left out. */
export function claimsOf(dates: readonly StatedDate[]): Claim[] {
  const claims: Claim[] = []
  for (const date of dates) {
    const claim = claimOf(date)
    if (!claim) continue
    const same = claims.find(
      (other) =>
        other.kind === claim.kind &&
        other.tells === claim.tells &&
        Math.abs(other.at - claim.at) <= SAME_MS &&
        Math.abs(other.wall - claim.wall) <= SAME_MS,
    )
    if (!same) claims.push(claim)
    else if (!same.who.includes(claim.who[0] ?? '')) same.who.push(...claim.who)
  }
  return claims
}

function claimOf({ from, value }: StatedDate): Claim | null {
  const match = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(Z|[+-]\d\d:\d\d)?)?$/.exec(value)
  if (!match) return null
  const [, day = '', time, zone] = match
  const source = isDateSource(from) ? dateSources[from] : null
  const wall = Date.parse(`${day}T${time ?? '00:00:00'}Z`)
  const at = zone === undefined ? wall : Date.parse(`${day}T${time ?? '00:00:00'}${zone}`)
  if (Number.isNaN(wall) || Number.isNaN(at)) return null
  const clock = source?.clock ?? 'local'
  const timed = clock === 'utc' ? 'instant' : clock === 'utc-or-local' ? 'header' : 'wall'
  const kind = time === undefined ? 'day' : zone === undefined ? timed : 'instant'
  return { kind, tells: source?.tells ?? 'taken', at, wall, who: [sourceWords(from)], value }
}
