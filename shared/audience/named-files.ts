import type { AudienceRecord } from './audience-messages.ts'

/**
 * Gives files names of an audience's own: the hash of an original would tell whoever has the same file that the team
 * has it, and would be the same wherever it is shown.
 *
 * @param nameOf 64 hexadecimal digits that lead back to nothing
 */
export function withNamedFiles<Use>(
  {
    records,
    files,
  }: { records: ReadonlyMap<string, AudienceRecord>; files: ReadonlyMap<string, Use> },
  nameOf: (key: string) => string,
): {
  records: ReadonlyMap<string, AudienceRecord>
  /** By name: the key, and how it is shown. */
  files: ReadonlyMap<string, { key: string; use: Use }>
} {
  const names = new Map([...files.keys()].map((key) => [key, nameOf(key)]))
  const named = new Map<string, AudienceRecord>()
  for (const [id, record] of records) {
    const text = JSON.stringify(record)
    const renamed = text.replaceAll(KEY, (key) => names.get(key) ?? key)
    named.set(id, renamed === text ? record : (JSON.parse(renamed) as AudienceRecord))
  }
  return {
    records: named,
    files: new Map([...files].map(([key, use]) => [names.get(key) ?? key, { key, use }])),
  }
}

/** A hash, and the part of the file that is meant (parts-of-files.ts). */
const KEY = /[0-9a-f]{64}(?:#(?:t|xywh)=[\d.,]+(?:round)?)?/g
