import { humanDate } from '../evidence/dates.ts'
import { entryInWords, type Naming } from '../evidence/entry-in-words.ts'
import { evidenceFields, type Evidence } from '../evidence/kinds.ts'
import { entriesOf } from '../evidence/values.ts'
import { instant } from './page.ts'

/** Each part of a field in one line: what it says, on what basis, by whom and when. */
export function partsInWords(item: Evidence, name: string, called: Naming): string[] {
  const field = evidenceFields[item.kind][name]
  if (field?.type !== 'entries') return []
  return entriesOf(item, name, field.entry).map(({ value }) => {
    const { by, at, basis } = whoAndWhen(value)
    const words = entryInWords(field.entry, value, called)
    return joined([words, basis, by && `(${joined([by, dayOf(at)])})`])
  })
}

/** An instant or an EDTF date; empty where there is none. */
export function dayOf(at: string | undefined): string {
  if (at === undefined || at === '') return ''
  return at.includes('T') ? instant(at) : humanDate(at)
}

/** By commas, where what goes before is no sentence of its own. */
export function joined(parts: readonly string[]): string {
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .reduce((said, part) => {
      if (said === '') return part
      return `${said}${/[.!?…]$/u.test(said) || part.startsWith('(') ? '' : ','} ${part}`
    }, '')
}

/** Who wrote an entry and when, for those kinds of entries that say it. */
function whoAndWhen(value: object): { by: string; at: string; basis: string } {
  const text = (key: 'by' | 'at' | 'basis') => {
    const found: unknown = Reflect.get(value, key)
    return typeof found === 'string' ? found.trim() : ''
  }
  return { by: text('by'), at: text('at'), basis: text('basis') }
}
