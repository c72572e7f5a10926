import type { StatedDate } from '../../../shared/evidence/stated-dates.ts'
import { claimsOf, type Claim } from './date-claims.ts'
import { offsetOf } from './place-zone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Zones go from UTC−12 to UTC+14. */
const FARTHEST_ZONE = 14 * HOUR
const MOST_SENTENCES = 10

type Around = {
  dates: readonly StatedDate[]
  /** At the position that the file states, by its IANA name. */
  timeZone?: string | undefined
  /** A clip's header is written when the recording ends, its name when it begins. */
  durationS?: number | undefined
  now?: number
}

/**
 * Where the dates of a file do not fit together, and what can be said of them all the same, a sentence each.
 * Nothing is decided: both dates stand in the sentence.
 */
export function compareDates({ dates, timeZone, durationS = 0, now = Date.now() }: Around): {
  conflicts: string[]
  notes: string[]
} {
  const claims = claimsOf(dates)
  const taken = claims.filter((claim) => claim.tells === 'taken')
  const slackMs = MINUTE + durationS * 1000
  const found = { conflicts: new Set<string>(), notes: new Set<string>() }
  const add = (remark: Remark | null) => remark && found[remark.is].add(remark.says)
  taken.forEach((claim, index) => {
    // One contradiction of each is enough: against all others it would be said again and again.
    for (const earlier of taken.slice(0, index)) {
      const remark = judge(earlier, claim, { timeZone, slackMs })
      add(remark)
      if (remark?.is === 'conflicts') break
    }
  })
  for (const claim of claims) {
    if (claim.at > now + DAY) add(conflict(`${names(claim)}, which lies in the future.`))
    if (claim.tells === 'changed') add(afterTaking(claim, taken, slackMs))
  }
  for (const claim of taken) if (taken.length === 1) add(readAtPlace(claim, timeZone))
  return {
    conflicts: [...found.conflicts].slice(0, MOST_SENTENCES),
    notes: [...found.notes].slice(0, MOST_SENTENCES),
  }
}

type Remark = { is: 'conflicts' | 'notes'; says: string }
type Place = { timeZone?: string | undefined; slackMs: number }

const conflict = (says: string): Remark => ({ is: 'conflicts', says })
const note = (says: string): Remark => ({ is: 'notes', says })

function judge(a: Claim, b: Claim, place: Place): Remark | null {
  if (a.kind === 'day' || b.kind === 'day') return judgeDays(a, b)
  const ranks = ['instant', 'header', 'wall']
  const [known, other] =
    ranks.indexOf(a.kind) <= ranks.indexOf(b.kind) ? ([a, b] as const) : ([b, a] as const)
  if (known.kind === other.kind) return judgeAlike(known, other, place)
  if (known.kind === 'instant' && other.kind === 'header') return judgeHeader(known, other, place)
  return known.kind === 'header'
    ? judgeHeaderAndClock(known, other, place)
    : judgeClock(known, other, place)
}

/** A day alone, of no zone, fits with a time less than a zone away from it. */
function judgeDays(a: Claim, b: Claim): Remark | null {
  const [day, other] = a.kind === 'day' ? [a, b] : [b, a]
  const far = other.at < day.at - FARTHEST_ZONE || other.at >= day.at + DAY + FARTHEST_ZONE
  const isFar = other.kind === 'day' ? other.at !== day.at : far
  return isFar ? conflict(`${both(a, b)}: not the same day.`) : null
}

/** Two moments, two headers or two clocks: they are the same or they are not. */
function judgeAlike(a: Claim, b: Claim, { slackMs }: Place): Remark | null {
  const apart = b.at - a.at
  if (Math.abs(apart) <= slackMs) return null
  const hint = isZone(apart)
    ? ' That is as much as between two time zones: one may have been written in another zone.'
    : ''
  return conflict(`${both(a, b)}: ${span(apart)} apart.${hint}`)
}

/** A moment that is certain of its zone, and a header that should be in UTC. */
function judgeHeader(instant: Claim, header: Claim, { timeZone, slackMs }: Place): Remark | null {
  const apart = header.at - instant.at
  if (Math.abs(apart) <= slackMs) return null
  if (instant.wall !== instant.at && Math.abs(header.at - instant.wall) <= slackMs)
    return conflict(
      `${both(instant, header)}: the second seems to be local time, where its format asks for UTC.`,
    )
  if (!isZone(apart, slackMs))
    return conflict(`${both(instant, header)}: ${span(apart)} apart, which no time zone explains.`)
  const there = zoneThere(timeZone, instant.at)
  if (there !== null && Math.abs(apart - there) <= slackMs)
    return conflict(
      `${both(instant, header)}: at the position given clocks stood at ${zoneName(there)}, so the second is local time there and not the UTC that its format asks for.`,
    )
  return conflict(
    `${both(instant, header)}: as if the second were written at ${zoneName(apart)} and not in UTC.`,
  )
}

/** A header that should be in UTC, and a clock of which no zone is stated. */
function judgeHeaderAndClock(header: Claim, clock: Claim, place: Place): Remark | null {
  const apart = clock.at - header.at
  const there = zoneThere(place.timeZone, header.at)
  if (Math.abs(apart) <= place.slackMs) {
    if (there === null || there === 0) return null
    return conflict(
      `${both(header, clock)}: the same figures, although at the position given clocks stood at ${zoneName(there)}. Either both are UTC or both are local time.`,
    )
  }
  if (!isZone(apart, place.slackMs))
    return conflict(`${both(header, clock)}: ${span(apart)} apart, which no time zone explains.`)
  const zone = zoneName(apart)
  if (there === null)
    return conflict(
      `${both(header, clock)}: they fit if the first is UTC and the second was a clock at ${zone}.`,
    )
  const fits = Math.abs(apart - there) <= place.slackMs
  return conflict(
    fits
      ? `${both(header, clock)}: at the position given clocks stood at ${zoneName(there)}, so the first fits if it is UTC.`
      : `${both(header, clock)}: as UTC and local time they would be ${zone}, but at the position given clocks stood at ${zoneName(there)}.`,
  )
}

/** A moment, and a clock of which no zone is stated: together they tell the zone. */
function judgeClock(instant: Claim, clock: Claim, place: Place): Remark | null {
  const apart = clock.at - instant.at
  if (instant.wall !== instant.at && Math.abs(clock.at - instant.wall) <= place.slackMs) return null
  if (!isZone(apart, place.slackMs))
    return conflict(`${both(instant, clock)}: ${span(apart)} apart, which no time zone explains.`)
  const there = zoneThere(place.timeZone, instant.at)
  if (there === null)
    return note(`${both(instant, clock)}: they fit if the clock stood at ${zoneName(apart)}.`)
  return Math.abs(apart - there) <= place.slackMs
    ? note(
        `${both(instant, clock)}: they fit, for at the position given clocks stood at ${zoneName(there)}.`,
      )
    : conflict(
        `${both(instant, clock)}: the clock stood at ${zoneName(apart)}, while at the position given clocks stood at ${zoneName(there)}.`,
      )
}

/** A date of change before the date of taking cannot be; one well after it is worth knowing. */
function afterTaking(changed: Claim, taken: readonly Claim[], slackMs: number): Remark | null {
  const first = taken.find((claim) => claim.kind === changed.kind) ?? taken[0]
  if (!first) return null
  const unsure = first.kind === changed.kind ? slackMs : FARTHEST_ZONE + DAY
  const apart = changed.at - first.at
  if (apart < -unsure)
    return conflict(`${both(changed, first)}: it would have been changed before it was taken.`)
  if (apart <= unsure) return null
  return note(
    `${names(changed)}: written again ${span(apart)} after what ${quoted(first.who)} ${verb(first.who)}.`,
  )
}

/** With one date alone, what it means at the place. */
function readAtPlace(claim: Claim, timeZone: string | undefined): Remark | null {
  const there = zoneThere(timeZone, claim.at)
  if (claim.kind !== 'header' || there === null) return null
  const local = new Date(claim.at + there).toISOString().slice(0, 19).replace('T', ' ')
  return note(
    `${names(claim)}: read as UTC, it was ${local} at the position given (${zoneName(there)}).`,
  )
}

function zoneThere(timeZone: string | undefined, at: number): number | null {
  return timeZone === undefined ? null : offsetOf(timeZone, at)
}

/** Whether two times lie apart as zones do: by quarters of an hour, and not farther than zones go. */
function isZone(apartMs: number, slackMs = 2 * MINUTE): boolean {
  const quarter = 15 * MINUTE
  const rest = Math.abs(apartMs - Math.round(apartMs / quarter) * quarter)
  return (
    rest <= Math.min(slackMs, 5 * MINUTE) &&
    Math.abs(apartMs) <= FARTHEST_ZONE + slackMs &&
    Math.round(apartMs / quarter) !== 0
  )
}

/** −7 h → "UTC−7", 5.5 h → "UTC+5:30". */
export function zoneName(offsetMs: number): string {
  const quarters = Math.round(Math.abs(offsetMs) / (15 * MINUTE))
  const [hours, minutes] = [Math.floor(quarters / 4), (quarters % 4) * 15]
  if (quarters === 0) return 'UTC'
  return `UTC${offsetMs < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${minutes}`}`
}

function span(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  if (seconds < 120) return `${seconds} seconds`
  const minutes = Math.round(seconds / 60)
  if (minutes < 120) return `${minutes} minutes`
  const hours = Math.round(minutes / 60)
  if (hours < 48) {
    const rest = minutes % 60
    return rest === 0 ? `${hours} hours` : `${Math.floor(minutes / 60)} h ${rest} min`
  }
  return `${Math.round(hours / 24)} days`
}

function both(a: Claim, b: Claim): string {
  return `${names(a)}, ${names(b)}`
}

/** “EXIF, taken” and “EXIF, digitised” say 2008-10-22 16:28:39 without a zone */
function names({ who, value, kind }: Claim): string {
  const shown = value.replace('T', ' ').replace(/Z$/, ' UTC')
  const zone = kind === 'header' || kind === 'wall' ? ' without a zone' : ''
  return `${quoted(who)} ${verb(who)} ${shown}${zone}`
}

function verb(who: readonly string[]): string {
  return who.length === 1 ? 'says' : 'say'
}

function quoted(who: readonly string[]): string {
  return who.map((name) => `“${name}”`).join(' and ')
}
