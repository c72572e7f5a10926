import { z } from 'zod'
import { measurementValue, type Measurement } from './measurement.ts'
import { checkValue, type Check } from './check.ts'
import { claimantValue, type Claimant } from './claimant.ts'
import { captureValue, type Capture } from './capture.ts'
import { originVerdictValue, type OriginVerdict } from './origin-verdict.ts'
import { dismissalValue, type Dismissal } from './dismissal.ts'
import { markerValue, type Marker } from './marker.ts'
import { pairValue, type Pair } from './pair.ts'
import { regionValue, type Region } from './region.ts'
import { changeValue, snapshotValue, type Change, type Snapshot } from './snapshot.ts'
import { requestOfLine, requestValue, type Request } from './request.ts'
import { judgementValue, type Judgement } from './verification.ts'
import { timeBoundValue, type TimeBound } from './time-bound.ts'
import { yearInferenceValue, type YearInference } from './year-inference.ts'
import { subtitleValue, type Subtitle } from './subtitle.ts'

/**
 * Parts of an item that people add one by one: requests, markers, regions, claimants, captures. Each is a key of
 * its own in the document, `<field>/<entry id>`, so that two people who add or change different ones both keep
 * theirs. In a plain record they are an object from entry id to value.
 */
export const entryValidators = {
  request: z.preprocess(requestOfLine, requestValue),
  marker: markerValue,
  region: regionValue,
  measurement: measurementValue,
  snapshot: snapshotValue,
  change: changeValue,
  check: checkValue,
  judgement: judgementValue,
  claimant: claimantValue,
  originVerdict: originVerdictValue,
  timeBound: timeBoundValue,
  yearInference: yearInferenceValue,
  pair: pairValue,
  dismissal: dismissalValue,
  capture: captureValue,
  subtitle: subtitleValue,
} satisfies Record<string, z.ZodType>

export type Entries = {
  request: Request
  marker: Marker
  region: Region
  measurement: Measurement
  snapshot: Snapshot
  change: Change
  check: Check
  /** A status as it was set: with the one in force, the reasoned history of an item. */
  judgement: Judgement
  claimant: Claimant
  originVerdict: OriginVerdict
  timeBound: TimeBound
  yearInference: YearInference
  pair: Pair
  dismissal: Dismissal
  capture: Capture
  subtitle: Subtitle
}
export type EntryName = keyof typeof entryValidators

const MOST_ENTRIES = 2_000

export function entriesValidator(name: EntryName): z.ZodType {
  return z
    .record(z.string().regex(/^[\w-]{1,64}$/), entryValidators[name])
    .refine((entries) => Object.keys(entries).length <= MOST_ENTRIES)
}

/** The key under which one entry lies in its record's map. */
export function entryKey(field: string, entryId: string): string {
  return `${field}/${entryId}`
}

/**
 * Entries that an older Redstring kept as one list: each under the id it gets as soon as anybody changes one.
 * The same for everyone, and before every id that is made now.
 */
export function entriesOfList(list: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(list.map((value, at) => [`0${String(at).padStart(4, '0')}`, value]))
}

/** Field and entry of such a key; null for the key of a plain field. */
export function partsOfEntryKey(key: string): { field: string; entryId: string } | null {
  const slash = key.indexOf('/')
  return slash < 0 ? null : { field: key.slice(0, slash), entryId: key.slice(slash + 1) }
}
