import { isEqual } from '@tldraw/utils'
import { clock } from '../../evidence/wording.ts'
import { keysOf, type PlainRecord } from '../codec.ts'
import { isPlainObject } from '../plain-json.ts'
import { isRelationType, relations } from '../relations.ts'
import { plainTextOf } from '../rich-text.ts'
import type { Saying } from './lines-of-record.ts'

type Both = { before: PlainRecord; after: PlainRecord }

/** What differs in a shape of the canvas, by the groups in which its properties lie in the document. */
export function linesOfShape({
  before,
  after,
  keys,
}: Both & { keys: readonly string[] }): Saying[] {
  const isTied = 'relation' in metaOf(after) || 'relation' in metaOf(before)
  return keys.flatMap((key) => {
    // Where a string lies follows from what it ties, and its label from what it says.
    if (isTied && ['pos', 'rest', 'content', 'style', 'size', 'core'].includes(key)) return []
    const line = lineOfGroup(key, { before, after })
    return line ? [{ ...line, keys: [key] }] : []
  })
}

function lineOfGroup(key: string, { before, after }: Both): Omit<Saying, 'keys'> | null {
  const [was, is] = [groupOf(before, key), groupOf(after, key)]
  switch (key) {
    case 'pos':
      return placeLine({ before, after })
    case 'size':
      return { label: 'Size', before: sizeOf(was), after: sizeOf(is) }
    case 'content':
      return { label: 'Text', before: textIn(was), after: textIn(is) }
    case 'style':
      return { label: 'Look', ...differences(was, is) }
    case 'meta':
      return isEqual(was['relation'], is['relation'])
        ? null
        : { label: 'What the string says', before: relationIn(was), after: relationIn(is) }
    case 'rest':
      return 'mediaTimeS' in is
        ? { label: 'Moment shown', before: momentIn(was), after: momentIn(is) }
        : { label: 'Form', before: '', after: '' }
    default:
      return { label: 'Arrangement', before: '', after: '' }
  }
}

function placeLine({ before, after }: Both): Omit<Saying, 'keys'> {
  const [dx, dy] = [
    number(after['x']) - number(before['x']),
    number(after['y']) - number(before['y']),
  ]
  if (before['parentId'] !== after['parentId'])
    return { label: 'Place on the canvas', before: '', after: 'into or out of a frame or group' }
  const moved = [
    distance(dx, { plus: 'to the right', minus: 'to the left' }),
    distance(dy, { plus: 'down', minus: 'up' }),
  ].filter((part) => part !== '')
  const isTurned = !isEqual(before['rotation'], after['rotation'])
  return {
    label: 'Place on the canvas',
    before: '',
    after: [...moved, isTurned ? 'turned' : ''].filter((part) => part !== '').join(', '),
  }
}

function distance(by: number, { plus, minus }: { plus: string; minus: string }): string {
  const rounded = Math.round(Math.abs(by))
  return rounded === 0 ? '' : `${rounded} ${by > 0 ? plus : minus}`
}

/** The words of a text, note, label or name on the canvas. */
export function wordsOfShape(record: PlainRecord): string {
  return textIn(groupOf(record, 'content'))
}

function textIn(group: Record<string, unknown>): string {
  const text = plainTextOf(group['richText']) || group['text'] || group['name'] || group['url']
  return typeof text === 'string' ? text.trim() : ''
}

function sizeOf(group: Record<string, unknown>): string {
  const { w, h, scale } = group
  if (typeof w === 'number' && typeof h === 'number') return `${Math.round(w)} × ${Math.round(h)}`
  if (typeof w === 'number') return `${Math.round(w)} wide`
  return typeof scale === 'number' ? `× ${scale.toFixed(2)}` : ''
}

function differences(
  was: Record<string, unknown>,
  is: Record<string, unknown>,
): { before: string; after: string } {
  const names = Object.keys({ ...was, ...is }).filter((name) => !isEqual(was[name], is[name]))
  const say = (group: Record<string, unknown>) =>
    names
      .flatMap((name) => (typeof group[name] === 'string' ? [String(group[name])] : []))
      .join(', ')
  return { before: say(was), after: say(is) }
}

function relationIn(meta: Record<string, unknown>): string {
  const relation = meta['relation']
  return isRelationType(relation) ? relations[relation].label : ''
}

function momentIn(group: Record<string, unknown>): string {
  return clock(number(group['mediaTimeS']))
}

function metaOf(record: PlainRecord): Record<string, unknown> {
  return groupOf(record, 'meta')
}

function groupOf(record: PlainRecord, key: string): Record<string, unknown> {
  const group = keysOf(record)[key]
  return isPlainObject(group) ? group : {}
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
