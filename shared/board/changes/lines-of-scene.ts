import { clock } from '../../evidence/wording.ts'
import { partsOfEntryKey } from '../../evidence/entries.ts'
import type { Naming } from '../../evidence/entry-in-words.ts'
import { keysOf, type PlainRecord } from '../codec.ts'
import { isPlainObject } from '../plain-json.ts'
import type { Saying } from './lines-of-record.ts'

type Both = { before: PlainRecord; after: PlainRecord }

/** What a briefing or scene is called in a list of what changed. */
export function titleOfBriefingRecord({ typeName, title }: PlainRecord): string {
  const called = typeName === 'scene' ? 'Scene' : 'Briefing'
  return typeof title === 'string' && title.trim() !== '' ? `${called}: ${title.trim()}` : called
}

/** What differs in a briefing or scene, each key as people would say it. */
export function linesOfScene(
  { before, after, keys }: Both & { keys: readonly string[] },
  name: Naming,
): Saying[] {
  const [then, now] = [keysOf(before), keysOf(after)]
  return keys.flatMap((key) => {
    const entry = partsOfEntryKey(key)
    const field = fields[entry?.field ?? key]
    if (!field) return []
    const say = (value: unknown) =>
      value === undefined ? '' : field.say(value, { id: entry?.entryId ?? '', name })
    return [{ label: field.label, before: say(then[key]), after: say(now[key]), keys: [key] }]
  })
}

type SceneField = {
  label: string
  say: (value: unknown, of: { id: string; name: Naming }) => string
}

const fields: Record<string, SceneField> = {
  title: { label: 'Title', say: words },
  description: { label: 'Description', say: words },
  notes: { label: 'Speaker notes', say: words },
  isHidden: {
    label: 'In the briefing',
    say: (value) => (value === true ? 'skipped' : 'shown'),
  },
  briefing: { label: 'Belongs to', say: () => '' },
  order: { label: 'Place in the briefing', say: () => '' },
  page: { label: 'Page', say: () => '' },
  frame: { label: 'View', say: sizeOf },
  hides: { label: 'Hides', say: (_, { id, name }) => name(id) },
  emphasises: { label: 'Emphasises', say: (_, { id, name }) => name(id) },
  media: { label: 'Moment shown', say: momentOf },
  steps: { label: 'Step', say: () => 'there' },
  reveals: { label: 'Comes with a step', say: (_, { id, name }) => name(id) },
}

function words(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

function sizeOf(frame: unknown): string {
  const { w, h } = isPlainObject(frame) ? frame : {}
  return typeof w === 'number' && typeof h === 'number' ? `${Math.round(w)} × ${Math.round(h)}` : ''
}

function momentOf(seconds: unknown, { id, name }: { id: string; name: Naming }): string {
  return typeof seconds === 'number' ? `${name(id)} at ${clock(seconds)}` : ''
}
