import { isObject, isSaid, wordsOf } from './said.ts'
import { webAddress } from './texts.ts'

/** What an event rests on, as its list names it. */
export type EventSource = {
  paths: string[]
  /** All else that is said of it, in the order it was said. */
  words: string[]
}

/** Sources and associations that events name by id, where the file holds them beside the events. */
export type Beside = {
  sources: ReadonlyMap<string, unknown>
  associations: ReadonlyMap<string, unknown>
}

export const nothingBeside: Beside = { sources: new Map(), associations: new Map() }

const PATHS = ['path', 'url', 'paths']

/** Sources in any of the ways that lists write them: addresses, ids of sources beside them, objects; one or many. */
export function sourcesOf(value: unknown, beside: Beside): EventSource[] {
  const all = Array.isArray(value) ? value : typeof value === 'string' ? partsOf(value) : [value]
  return all.flatMap((each) => {
    const known = isObject(each) ? each : (beside.sources.get(wordsOf(each)) ?? each)
    const source = isObject(known) ? ofObject(known) : { paths: partsOf(wordsOf(known)), words: [] }
    return source.paths.length + source.words.length > 0 ? [source] : []
  })
}

export function firstAddressOf(sources: readonly EventSource[]): string | null {
  const [first] = sources.flatMap(({ paths }) => paths.flatMap((path) => webAddress(path) ?? []))
  return first ?? null
}

/** "Source: https://… (Bombing in the city; id: src-3)". */
export function lineOfSource({ paths: [path = '', ...more], words }: EventSource): string[] {
  const about = words.length > 0 ? `(${words.join('; ')})` : ''
  return [
    ['Source:', path, about].filter((part) => part !== '').join(' '),
    ...more.map((each) => `Source: ${each}`),
  ]
}

/** "Disputed (what is contested)", for an id that is explained beside the events. */
export function associationInWords(value: unknown, { associations }: Beside): string {
  const known = associations.get(wordsOf(value))
  if (!isObject(known)) return wordsOf(value)
  const { id, title, ...more } = known
  const about = Object.entries(more)
    .map(([key, each]) => [key, wordsOf(each)] as const)
    .filter(([, words]) => isSaid(words))
    .map(([key, words]) => (key === 'desc' ? words : `${key}: ${words}`))
  const name = isSaid(wordsOf(title)) ? `${wordsOf(title)} [${wordsOf(id)}]` : wordsOf(id)
  return about.length > 0 ? `${name} (${about.join('; ')})` : name
}

function ofObject(source: Record<string, unknown>): EventSource {
  const paths = PATHS.flatMap((name) => {
    const value = source[name]
    return Array.isArray(value) ? value.map(wordsOf) : [wordsOf(value)]
  }).filter(isSaid)
  const words = Object.entries(source)
    .filter(([name, value]) => !PATHS.includes(name) && isSaid(wordsOf(value)))
    .map(([name, value]) =>
      name === 'description' ? wordsOf(value).trim() : `${name}: ${wordsOf(value)}`,
    )
  // What it shows comes before what it is called.
  const said = wordsOf(source['description']).trim()
  return { paths, words: said === '' ? words : [said, ...words.filter((each) => each !== said)] }
}

/** Only where addresses follow one another: a comma may belong to one, and words are one source. */
function partsOf(text: string): string[] {
  return text
    .trim()
    .split(/[\s,;|]+(?=https?:\/\/)/i)
    .filter(isSaid)
}
