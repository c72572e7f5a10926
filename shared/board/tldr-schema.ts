import type { SerializedSchema, StoreSnapshot, UnknownRecord } from '@tldraw/store'
import { defaultShapeSchemas, type TLRecord } from '@tldraw/tlschema'
import { z } from 'zod'
import { AppError } from '../app-error.ts'
import { expectFew, leaveOut, unreadable, type ImportPlan } from '../imports/import-plan.ts'
import { isObject } from '../imports/said.ts'
import { canvasSchema, canvasTypeNames } from './canvas-schema.ts'
import type { PlainRecord } from './codec.ts'
import { plainTextOf } from './rich-text.ts'

const record = z.looseObject({ id: z.string(), typeName: z.string() })
const versions = z.record(z.string(), z.number().int().min(0))

/** A file of tldraw from version 2 on, as its own editor writes it. */
const tldrawFile = z.looseObject({
  tldrawFileFormatVersion: z.number().int(),
  schema: z.discriminatedUnion('schemaVersion', [
    z.looseObject({
      schemaVersion: z.literal(1),
      storeVersion: z.number().int(),
      recordVersions: z.record(z.string(), z.unknown()),
    }),
    z.looseObject({ schemaVersion: z.literal(2), sequences: versions }),
  ]),
  records: z.array(z.unknown()),
})

const FORMAT = 1

export const NEWER =
  'It was made by a newer tldraw than this Redstring knows. Export it as an older file, or as a picture.'

/** A drawing's records, brought up to date, and whether the tldraw that made them knows more than this one. */
type TldrRecords = { records: PlainRecord[]; isNewer: boolean }

/**
 * Brings a drawing up to date by tldraw's own migrations. What only one person's editor holds (where they looked, what
 * they had chosen) is put aside first, so that it cannot stand in the way. Of a newer tldraw, records are taken as they
 * are: those that changed do not pass the check that follows.
 *
 * @throws AppError `import/unreadable`
 */
export function migratedTldr(value: unknown, plan: ImportPlan): TldrRecords {
  const file = tldrawFile.safeParse(value)
  if (!file.success) throw unreadable('It is no drawing of tldraw that can be read.', file.error)
  const { records, schema, tldrawFileFormatVersion } = file.data
  if (tldrawFileFormatVersion > FORMAT) throw unreadable(NEWER)
  const read = records.flatMap((each) => record.safeParse(each).data ?? [])
  plan.leftOut += records.length - read.length
  const own = read.filter(({ typeName }) => isOfBoard(typeName))
  expectFew({ shapes: own.length })
  const byId = new Map(own.toReversed().map((each) => [each.id, each]))
  // Two records by one name: only one of them can be meant.
  plan.leftOut += own.length - byId.size
  const known = schema.schemaVersion === 2 ? knownVersions(schema.sequences) : null
  try {
    const result = canvasSchema.migrateStoreSnapshot({
      // The migrations check the rest themselves, and what comes of them is checked again.
      store: Object.fromEntries(
        [...byId].toReversed(),
      ) as unknown as StoreSnapshot<TLRecord>['store'],
      schema: (known
        ? { schemaVersion: 2, sequences: known.sequences }
        : schema) as unknown as SerializedSchema,
    })
    if (result.type !== 'success') throw unreadable(CANNOT)
    const isNewer = known?.isNewer ?? false
    const all = plainRecords(result.value)
    return { records: isNewer ? all.map((each) => asKnown(each, plan)) : all, isNewer }
  } catch (cause) {
    if (cause instanceof AppError || cause instanceof RangeError) throw cause
    throw unreadable('It is no drawing of tldraw that can be read.', cause)
  }
}

const CANNOT = 'It is a drawing of tldraw that cannot be brought up to date.'

function isOfBoard(typeName: string): boolean {
  return canvasTypeNames.some((name) => name === typeName)
}

function knownVersions(theirs: Record<string, number>) {
  const ours: Record<string, number> = canvasSchema.serialize().sequences
  let isNewer = false
  const sequences: Record<string, number> = {}
  for (const [name, version] of Object.entries(theirs)) {
    if (!Object.hasOwn(ours, name)) continue
    const most = ours[name] ?? 0
    if (version > most && matters(name)) isNewer = true
    sequences[name] = Math.min(version, most)
  }
  return { sequences, isNewer }
}

function matters(sequence: string): boolean {
  return !/\.(instance|camera|pointer|user)/.test(sequence)
}

/** A record of a newer tldraw without what this one does not know of it, each part of which is counted. */
function asKnown(each: PlainRecord, plan: ImportPlan): PlainRecord {
  const type = String(each['type'])
  const { props } = each
  const known: object | undefined = Object.entries(defaultShapeSchemas).find(
    ([name]) => name === type,
  )?.[1].props
  if (each.typeName !== 'shape' || !known || !isObject(props)) return each
  const own = { ...props }
  // Labels of arrows were plain text before they were rich.
  if (type === 'arrow' && !('text' in own) && 'richText' in own) {
    own['text'] = plainTextOf(own['richText'])
    delete own['richText']
  }
  for (const name of Object.keys(own)) {
    if (Object.hasOwn(known, name)) continue
    leaveOut(plan, `“${name.slice(0, 40)}” of a shape, which only a newer tldraw knows`)
    delete own[name]
  }
  return { ...each, props: own }
}

function plainRecords(store: Record<string, UnknownRecord>): PlainRecord[] {
  return Object.values(store).flatMap((each) => record.safeParse(each).data ?? [])
}
