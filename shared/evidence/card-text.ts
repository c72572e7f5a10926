import { humanDate } from './dates.ts'
import { doubtsOf } from './doubts.ts'
import { withHedge } from './hedge.ts'
import { evidenceFields, kinds, type Evidence } from './kinds.ts'
import { languageName } from './language.ts'
import { statusOf } from './status.ts'
import { entriesOf, textOf, valueOf } from './values.ts'
import { humanChain, humanClaimant, humanPlace, humanQuantity, titleOf } from './wording.ts'

/**
 * A card as plain text, for the clipboard: what a reader must not lose. Hedge, chain, status with its reason,
 * uncertain dates, claimed against established place, and that something is a stand-in.
 *
 * @param standing how a claim stands, in sentences (standing-words.ts)
 */
export function cardText(evidence: Evidence, standing: readonly string[] = []): string {
  const kind = kinds[evidence.kind].label
  return [
    `${kind}: ${titleOf(evidence)}`,
    ...ownWords(evidence),
    ...standing.map((words) => `${words}.`),
    ...whenAndWhere(evidence),
    ...labelled(evidence, ['source', 'postedBy', 'url', 'sourceUrl', 'scope', 'motivation']),
    statusLine(evidence),
    ...doubtsOf(evidence),
    ...labelled(evidence, ['sensitivity', 'standIn']),
  ]
    .filter((line, at, all) => line !== '' && all.indexOf(line) === at)
    .join('\n')
}

function ownWords(evidence: Evidence): string[] {
  if (evidence.kind === 'quote') return quoteWords(evidence)
  if (evidence.kind !== 'claim') {
    const lead = textOf(evidence, kinds[evidence.kind].lead)
    return lead === undefined || lead === titleOf(evidence) ? [] : [lead]
  }
  const statement = textOf(evidence, 'statement')
  const quantity = valueOf(evidence, 'quantity', 'quantity')
  const hedged = statement === undefined ? '' : withHedge(evidence, statement)
  return [
    hedged === titleOf(evidence) ? '' : hedged,
    quantity
      ? [humanQuantity(quantity), quantity.scope].filter((part) => part !== '').join(', ')
      : '',
    ...entriesOf(evidence, 'claimants', 'claimant').flatMap(({ value }) => [
      `Said by ${humanClaimant(value)}`,
      value.basis === '' ? '' : `Basis: ${value.basis}`,
    ]),
  ]
}

function quoteWords(evidence: Evidence): string[] {
  const words = textOf(evidence, 'words')
  const language = textOf(evidence, 'language')
  const translation = textOf(evidence, 'translation')
  const translator = textOf(evidence, 'translator')
  const speaker = textOf(evidence, 'speaker') ?? evidenceFields.quote['speaker']?.missing ?? ''
  const role = textOf(evidence, 'role')
  const chain = valueOf(evidence, 'chain', 'list') ?? []
  return [
    words === undefined ? '' : `“${words}”${language ? ` (${languageName(language)})` : ''}`,
    translation === undefined
      ? ''
      : `Translation${translator ? ` by ${translator}` : ''}: “${translation}”`,
    `— ${humanChain({ name: [speaker, role].filter((part) => part).join(', '), through: chain })}`,
  ]
}

/** What an item says in its own words, whole and besides its name: a claim with its hedge and figure, a quote with its translation. */
export function wholeWords(evidence: Evidence): string[] {
  const lead = textOf(evidence, kinds[evidence.kind].lead)
  const quantity = valueOf(evidence, 'quantity', 'quantity')
  const words = [
    ...(evidence.kind === 'quote'
      ? quoteWords(evidence)
      : [lead === undefined ? '' : withHedge(evidence, lead)]),
    quantity
      ? [humanQuantity(quantity), quantity.scope].filter((part) => part !== '').join(', ')
      : '',
    textOf(evidence, 'answer') ?? '',
    textOf(evidence, 'excerpt') ?? '',
  ]
  const name = titleOf(evidence)
  return words.filter(
    (text, at) => text.trim() !== '' && text !== name && words.indexOf(text) === at,
  )
}

function whenAndWhere(evidence: Evidence): string[] {
  const dates = ['acquired', 'date', 'datePublished'].flatMap((key) => {
    const date = textOf(evidence, key)
    const label = evidenceFields[evidence.kind][key]?.label
    return date === undefined || label === undefined ? [] : [`${label}: ${humanDate(date)}`]
  })
  const places = ['place', 'claimedPlace'].flatMap((key) => {
    const place = valueOf(evidence, key, 'place')
    return place ? [`${evidenceFields[evidence.kind][key]?.label}: ${humanPlace(place)}`] : []
  })
  return [...dates, ...places]
}

function labelled(evidence: Evidence, keys: readonly string[]): string[] {
  return keys.flatMap((key) => {
    const field = evidenceFields[evidence.kind][key]
    const text = textOf(evidence, key)
    if (!field || text === undefined) return []
    return [`${field.label}: ${field.type === 'choice' ? (field.options[text] ?? text) : text}`]
  })
}

function statusLine(evidence: Evidence): string {
  const verification = valueOf(evidence, 'verification', 'verification')
  const { label } = statusOf(evidence)
  if (!verification) return `Status: ${label}`
  const { status, by, reason, at } = verification
  const who = [
    status === 'unverified' ? '' : by,
    at === '' || status === 'unverified'
      ? ''
      : humanDate(at.slice(0, at.includes('T') ? 10 : undefined)),
  ]
    .filter((part) => part !== '')
    .join(', ')
  const why = reason.trim() === '' ? '' : `: ${reason.trim()}`
  return `Status: ${label}${who === '' ? '' : ` (${who})`}${why}`
}
