import { briefingValue, type Briefing } from './briefing.ts'
import { sceneLists, sceneTexts, sceneValue, type Scene } from './scene.ts'

/** Records that tell how a board is presented. */
export type BriefingRecord = Briefing | Scene

const validators = { briefing: briefingValue, scene: sceneValue }

export function isBriefingType(typeName: string): typeName is BriefingRecord['typeName'] {
  return Object.hasOwn(validators, typeName)
}

/** @returns the record with everything that is not set in it at its default, or the field that cannot be read */
export function readBriefingRecord(record: {
  typeName: BriefingRecord['typeName']
}): { record: BriefingRecord } | { unreadable: string } {
  const parsed = validators[record.typeName].safeParse(record)
  if (parsed.success) return { record: parsed.data }
  return { unreadable: parsed.error.issues[0]?.path.join('.') ?? '' }
}

/** Which fields of such a record lie member by member in the document, and which as long text. */
export function formOf(typeName: string): { lists: readonly string[]; texts: readonly string[] } {
  return typeName === 'scene' ? { lists: sceneLists, texts: sceneTexts } : { lists: [], texts: [] }
}
