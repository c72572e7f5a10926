import { checkOutcomes, pillars } from './check.ts'
import { humanDate } from './dates.ts'
import type { Entries, EntryName } from './entries.ts'
import { matchGrades } from './pair.ts'
import { requestOutcomes } from './request.ts'
import { verificationStatuses } from './verification.ts'
import { clock, humanClaimant } from './wording.ts'

/** How to call the items that an entry refers to. */
export type Naming = (id: string) => string

type Saying = { [T in EntryName]: (value: Entries[T], name: Naming) => string }

/** One part of an item in one line: what it says, without who wrote it and when. */
export function entryInWords<T extends EntryName>(
  entry: T,
  value: Entries[T],
  name: Naming,
): string {
  return sayings[entry](value, name)
}

const sayings: Saying = {
  request: ({ askedOf, what, outcome, answer }) =>
    joined([askedOf, what, requestOutcomes[outcome], answer]),
  marker: ({ startS, endS, note }) => joined([rangeOf(startS, endS), note]),
  region: ({ number, label, note }) => joined([`Region ${number}`, label, note]),
  measurement: ({ what, label, points }) =>
    joined([what === 'area' ? 'Area' : 'Distance', label, `${points.length} points`]),
  snapshot: ({ of }, name) => name(of),
  change: ({ what, seen, note }, name) =>
    joined([what, ...seen.map(({ of, as }) => `${as} in ${name(of)}`), note]),
  check: ({ pillar, name: called, outcome, finding }) =>
    joined([called || pillars[pillar].label, checkOutcomes[outcome], finding]),
  judgement: ({ status, reason }) => joined([verificationStatuses[status], reason]),
  claimant: humanClaimant,
  originVerdict: ({ a, b, verdict, reason }, name) =>
    joined([
      `${name(a)} and ${name(b)}`,
      verdict === 'one-source' ? 'one source' : 'independent',
      reason,
    ]),
  timeBound: ({ side, date, why }) =>
    joined([`${side === 'not-before' ? 'not before' : 'not after'} ${humanDate(date)}`, why]),
  yearInference: ({ year, why }) => joined([String(year), why]),
  pair: ({ grade, note }) => joined([`Pair of regions: ${matchGrades[grade]}`, note]),
  dismissal: ({ of }, name) => `not the same footage as ${name(of)}`,
  capture: (capture) =>
    capture.outcome === 'kept'
      ? joined(['kept', capture.finalUrl])
      : joined(['not kept', capture.reason]),
  subtitle: ({ label, language, file }) => joined([label || file.name, language]),
}

function rangeOf(startS: number, endS: number | null): string {
  return endS === null ? clock(startS) : `${clock(startS)}–${clock(endS)}`
}

function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(', ')
}
