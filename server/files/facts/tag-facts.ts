import type { MetadataTags } from 'mediabunny'
import type { Facts } from '../../../shared/evidence/fields.ts'
import { goProModelIn } from './gopro-facts.ts'
import { notePlace, placeOfIso6709 } from './iso6709.ts'
import { isoDate, noteDate, noteSoftware } from './stated.ts'

/** What the tags of a container say: when, where, with what device, by which programs. */
export function readTagFacts(tags: MetadataTags, facts: Facts): void {
  const raw = new Map(
    Object.entries(tags.raw ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
  )
  const text = (...names: string[]): string | undefined => {
    for (const name of names) {
      const value = raw.get(name)
      if (typeof value === 'string' && value.trim() !== '') return value.trim()
    }
    return undefined
  }
  for (const [name, from] of places)
    notePlace(facts, placeOfIso6709(text(name) ?? ''), `the tag “${from}”`)

  const camera = [
    text('©mak', 'com.apple.quicktime.make', 'com.android.manufacturer'),
    text('©mod', 'com.apple.quicktime.model', 'com.android.model'),
  ].filter((part) => part !== undefined)
  const settings = raw.get('gpmf')
  const goPro = settings instanceof Uint8Array ? goProModelIn(settings) : ''
  const model = camera.length > 0 ? camera.join(' ') : goPro
  if (model !== '') facts.camera = model.slice(0, 200)

  const created = isoDate(text('com.apple.quicktime.creationdate') ?? '')
  noteDate(facts, 'quicktime-creationdate', created)
  if (created !== null) facts.takenAt = created
  noteDate(facts, 'udta-day', isoDate(text('©day') ?? ''))
  noteDate(
    facts,
    'matroska-tag',
    isoDate(text('date_recorded', 'date_digitized', 'date_encoded', 'date', 'creation_time') ?? ''),
  )
  const version = text('com.android.version')
  if (version !== undefined) noteSoftware(facts, `Android ${version}`)
  for (const name of programs) {
    const program = text(name)
    if (program !== undefined) noteSoftware(facts, program)
  }
}

const places: [name: string, words: string][] = [
  ['com.apple.quicktime.location.iso6709', 'QuickTime location'],
  ['©xyz', '©xyz'],
  ['location', 'location'],
]

const programs = [
  'com.apple.quicktime.software',
  '©swr',
  '©too',
  '©enc',
  'encoder',
  'encoded_by',
  'writing_app',
]
