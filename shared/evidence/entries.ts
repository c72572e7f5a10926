import { z } from 'zod'
import { measurementValue, type Measurement } from './measurement.ts'
import { markerValue, type Marker } from './marker.ts'
import { regionValue, type Region } from './region.ts'
import { requestValue, type Request } from './request.ts'
import { changeValue, snapshotValue, type Change, type Snapshot } from './snapshot.ts'

/**
 * Parts of an item that people add one by one: requests, markers, regions. Each is a key of its own in the
 * document, `<field>/<entry id>`, so that two people who add or change different ones both keep theirs. In a
 * plain record they are an object from entry id to value.
 */
export const entryValidators = {
  request: requestValue,
  marker: markerValue,
  region: regionValue,
  measurement: measurementValue,
  snapshot: snapshotValue,
  change: changeValue,
} satisfies Record<string, z.ZodType>

export type Entries = {
  request: Request
  marker: Marker
  region: Region
  measurement: Measurement
  snapshot: Snapshot
  change: Change
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

/** Field and entry of such a key; null for the key of a plain field. */
export function partsOfEntryKey(key: string): { field: string; entryId: string } | null {
  const slash = key.indexOf('/')
  return slash < 0 ? null : { field: key.slice(0, slash), entryId: key.slice(slash + 1) }
}
