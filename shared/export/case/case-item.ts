import type { Tie } from '../../board/graph.ts'
import { captureHistory } from '../../evidence/capture-history.ts'
import { doubtsOf } from '../../evidence/doubts.ts'
import { fieldInWords } from '../../evidence/field-in-words.ts'
import type { Field } from '../../evidence/fields.ts'
import { evidenceFields, kinds, type Evidence } from '../../evidence/kinds.ts'
import { languageAttributes } from '../../evidence/language.ts'
import { languageLine } from '../../evidence/quote-words.ts'
import { standingOf } from '../../evidence/origins.ts'
import { standingInWords } from '../../evidence/standing-words.ts'
import { statusOf } from '../../evidence/status.ts'
import { isRecorded, textOf, valueOf } from '../../evidence/values.ts'
import { withHedge } from '../../evidence/hedge.ts'
import { coordinates, humanPlace, lineOf, titleOf } from '../../evidence/wording.ts'
import { escaped, isolated, itemName, webLink } from '../markup.ts'
import { instant } from '../page.ts'
import { dayOf, joined, partsInWords } from '../parts-in-words.ts'
import { caseMedia, fileLink } from './case-media.ts'

/** What an item's words lean on: other items by name, and which files lie in the package. */
export type CaseContext = {
  items: Items
  relations: ReadonlyMap<string, readonly { says: string; other: string }[]>
  ties: readonly Tie[]
  files: ReadonlySet<string>
}

type Items = ReadonlyMap<string, Evidence>

/** One item with everything that is recorded of it, hedges and gaps included. */
export function caseItem(item: Evidence, context: CaseContext): string {
  const status = statusOf(item)
  const standIn = textOf(item, 'standIn')
  const doubts = [...(standIn === undefined ? [] : [`Stand-in: ${standIn}`]), ...doubtsOf(item)]
  const verification = valueOf(item, 'verification', 'verification')
  const said = [verification?.reason ?? '', verification?.by ?? '', dayOf(verification?.at)]
  return [
    `<article id="${anchorOf(item.id)}">`,
    `<h3 dir="auto">${escaped(titleOf(item))}</h3>`,
    `<p class="small"><span class="status">${escaped(status.label)}</span>`,
    `<span class="soft">${escaped(kinds[item.kind].label)}</span></p>`,
    ...doubts.map((doubt) => `<p class="small doubt" dir="auto">${escaped(doubt)}</p>`),
    caseMedia(item, context.files),
    ...longTexts(item),
    '<dl>',
    row('Why this status', verification?.reason.trim() ? joined(said) : ''),
    ...fieldRows(item, context),
    row('How it stands', standing(item, context)),
    ...relationRows(item, context),
    row('Not recorded', missing(item).join(' · '), 'soft'),
    row('Added', joined([item.createdBy, instant(item.createdAt)])),
    '</dl>',
    '</article>',
  ]
    .filter((part) => part !== '')
    .join('\n')
}

export function anchorOf(id: string): string {
  return escaped(id.replace(':', '-'))
}

/** A name that leads to the item on this page, with the doubt about it. */
export function mention(id: string, { items }: Pick<CaseContext, 'items'>): string {
  const item = items.get(id)
  if (!item) return 'an item that is gone'
  return `<a href="#${anchorOf(id)}">${itemName(item)}</a>`
}

/** What was written at length: the words themselves, in their own direction, with language and translator. */
function longTexts(item: Evidence): string[] {
  const { lead } = kinds[item.kind]
  return fieldsOf(item).flatMap(([name, field]) => {
    const text = field.type === 'longText' ? textOf(item, name) : undefined
    if (field.type !== 'longText' || text === undefined) return []
    const language = field.languageIn === undefined ? undefined : textOf(item, field.languageIn)
    const { lang, dir } = languageAttributes(language)
    const words = name === lead ? withHedge(item, text) : text
    return [
      name === lead ? '' : `<p class="small soft">${escaped(field.label)}</p>`,
      `<blockquote${lang === undefined ? '' : ` lang="${escaped(lang)}"`} dir="${dir}">${escaped(words)}</blockquote>`,
      languageNote(item, field.languageIn),
    ]
  })
}

function languageNote(item: Evidence, languageIn: string | undefined): string {
  if (languageIn !== 'language' && languageIn !== 'translationLanguage') return ''
  const isTranslation = languageIn === 'translationLanguage'
  const line = languageLine(item, { name: languageIn, isTranslation })
  return line === '' ? '' : `<p class="small soft">${escaped(line)}</p>`
}

/** Every other field that says something. */
function fieldRows(item: Evidence, context: CaseContext): string[] {
  return fieldsOf(item).flatMap(([name, field]) => {
    if (name === 'title' || name === 'verification' || field.type === 'longText') return []
    return isRecorded(item[name]) ? rowsOf(item, { name, field, context }) : []
  })
}

/** What is not known, where a field says so. */
function missing(item: Evidence): string[] {
  return fieldsOf(item).flatMap(([name, field]) =>
    field.missing === undefined || isRecorded(item[name]) ? [] : [field.missing],
  )
}

function rowsOf(
  item: Evidence,
  { name, field, context }: { name: string; field: Field; context: CaseContext },
): string[] {
  switch (field.type) {
    case 'file': {
      const file = valueOf(item, name, 'file')
      if (!file) return []
      const words = fieldInWords(item, name)
      const hash = `<span class="hash">SHA-256 ${file.sha256}</span>`
      return [rawRow(field.label, `${fileLink(file, words, context.files)}<br>${hash}`)]
    }
    case 'url': {
      const url = textOf(item, name) ?? ''
      return [rawRow(field.label, webLink(url))]
    }
    case 'place': {
      const place = valueOf(item, name, 'place')
      if (!place) return []
      const parts = [
        humanPlace(place),
        coordinates(place),
        place.method,
        place.by && `by ${place.by}`,
      ]
      return [row(field.label, joined(parts))]
    }
    case 'ref':
    case 'frameSource':
    case 'mediaRange': {
      const of = refOf(item[name])
      const words = fieldInWords(item, name)
      return [
        rawRow(
          field.label,
          [isolated(words), of === undefined ? '' : mention(of, context)]
            .filter((part) => part !== '')
            .join(' of '),
        ),
      ]
    }
    case 'entries':
      if (field.entry === 'capture') return captureRows(item, field.label, context)
      return [rawRow(field.label, entryLines(item, { name, items: context.items }))]
    default:
      return [row(field.label, fieldInWords(item, name))]
  }
}

function entryLines(item: Evidence, { name, items }: { name: string; items: Items }): string {
  const called = (id: string) => {
    const other = items.get(id)
    return other ? lineOf(other) : 'an item that is gone'
  }
  return partsInWords(item, name, called).map(isolated).join('<br>')
}

function captureRows(item: Evidence, label: string, { files }: CaseContext): string[] {
  return captureHistory(item).map(({ capture }) => {
    if (capture.outcome === 'failed')
      return row(label, `Not kept ${instant(capture.capturedAt)}: ${capture.reason}`)
    const parts = [
      `Kept ${instant(capture.capturedAt)}, status ${capture.status}, from ${capture.finalUrl}`,
      ...capture.notes,
    ]
    const { sha256, replaySha256 } = capture
    const warc = fileLink({ sha256, name: 'capture.warc.gz' }, 'WARC', files)
    const page =
      replaySha256 === undefined
        ? ''
        : `, ${fileLink({ sha256: replaySha256, name: 'page.html' }, 'page as HTML', files)}`
    return rawRow(
      label,
      `${isolated(parts.join('. '))}<br>${warc}${page}<br><span class="hash">SHA-256 ${sha256}</span>`,
    )
  })
}

/** Of a claim: who says so and what supports it, counted by whose knowledge it is. */
function standing(item: Evidence, { items, ties }: CaseContext): string {
  if (item.kind !== 'claim') return ''
  const said = standingInWords(standingOf(item, { get: (id) => items.get(id), ties }))
  return said.map((words) => `${words}.`).join(' ')
}

function relationRows(item: Evidence, context: CaseContext): string[] {
  const lines = (context.relations.get(item.id) ?? []).map(
    ({ says, other }) => `${escaped(says)}: ${mention(other, context)}`,
  )
  return lines.length === 0 ? [] : [rawRow('Relations', lines.join('<br>'))]
}

function fieldsOf(item: Evidence): [string, Field][] {
  const { lead } = kinds[item.kind]
  const all = Object.entries(evidenceFields[item.kind])
  return [...all.filter(([name]) => name === lead), ...all.filter(([name]) => name !== lead)]
}

function row(label: string, words: string, look?: 'soft'): string {
  return words === '' ? '' : rawRow(label, isolated(words), look)
}

function rawRow(label: string, html: string, look?: 'soft'): string {
  if (html === '') return ''
  return `<dt>${escaped(label)}</dt><dd${look ? ` class="${look}"` : ''}>${html}</dd>`
}

function refOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null || !('of' in value)) return undefined
  return typeof value.of === 'string' ? value.of : undefined
}
