import type { Capture } from '../evidence/capture.ts'
import { captureHistory } from '../evidence/capture-history.ts'
import { doubtsOf } from '../evidence/doubts.ts'
import { fieldInWords } from '../evidence/field-in-words.ts'
import { evidenceFields, kinds, type Evidence } from '../evidence/kinds.ts'
import { statusOf } from '../evidence/status.ts'
import { entriesOf, textOf, valueOf } from '../evidence/values.ts'
import { coordinates, humanPlace, humanSize, lineOf } from '../evidence/wording.ts'
import { addressesIn, isArchived } from './addresses.ts'
import { fileNameOf, type ExportedBoard, type ExportedFile } from './exported-board.ts'
import { escaped, isolated, itemName, webLink, type Html } from './markup.ts'
import { entry, instant, labelled, page, section } from './page.ts'
import { joined, partsInWords } from './parts-in-words.ts'
import { reasonOf } from './unconfirmed-page.ts'

/** Every source of the board with what was kept of it, at which addresses, and how what is held of it was found. */
export function sourcesPage(board: ExportedBoard): ExportedFile {
  const names = new Map<string, string>(board.evidence.map((item) => [item.id, lineOf(item)]))
  const called = (id: string) => names.get(id) ?? 'an item that is gone'
  const asEntry = (item: Evidence) => sourceEntry(item, called)
  return {
    name: `${fileNameOf(board, 'sources')}.html`,
    type: 'text/html;charset=utf-8',
    text: page(board, {
      title: 'Sources and method',
      intro:
        'Every item of the board with where it comes from, what was kept of it, where archives of the web keep it, and how it was placed, dated and checked. A hash is SHA-256 over the bytes as they were received.',
      body: [
        ...section(
          'With an original, a capture or an address',
          board.evidence.filter(isSourced).map(asEntry),
        ),
        ...section('Without', board.evidence.filter((item) => !isSourced(item)).map(asEntry)),
      ],
    }),
  }
}

function isSourced(item: Evidence): boolean {
  return (
    item['file'] !== undefined ||
    textOf(item, 'url') !== undefined ||
    textOf(item, 'sourceUrl') !== undefined ||
    addressesOf(item).length > 0
  )
}

/** Fields that say where an item comes from, in the order of the inspector. */
const provenance: [name: string, label: string][] = [
  ['source', 'Original source'],
  ['claimants', 'Who says so'],
  ['firstPostedBy', 'First posted by'],
  ['postedBy', 'Posted by'],
  ['receivedFrom', 'How it reached the team'],
  ['date', 'Date'],
  ['datePublished', 'Published'],
  ['url', 'Address'],
  ['sourceUrl', 'Address'],
]

/** Where an item comes from, a line each: only what is known. */
export function provenanceInWords(item: Evidence): string[] {
  return provenance.flatMap(([name, label]) => {
    const words = fieldInWords(item, name)
    return words === '' ? [] : [`${label}: ${words}`]
  })
}

function sourceEntry(item: Evidence, called: (id: string) => string): string {
  const file = valueOf(item, 'file', 'file')
  const why = reasonOf(item).html
  return entry(itemName(item), [
    `${kinds[item.kind].label} · ${statusOf(item).label}`,
    ...provenance.map(([name, label]) => provenanceLine(item, { name, label })),
    ...(file
      ? [
          {
            html: `${textOf(item, 'standIn') === undefined ? 'Original' : 'Stand-in'}: ${isolated(file.name)}, ${humanSize(file.size)}, SHA-256 ${escaped(file.sha256)}`,
          },
        ]
      : []),
    ...captureHistory(item).map(({ capture }) => captureLine(capture)),
    ...addressLines(item),
    ...methodLines(item, called),
    { html: why === '' ? '' : `Why this status: ${why}` },
    ...doubtsOf(item),
  ])
}

function provenanceLine(item: Evidence, { name, label }: { name: string; label: string }): Html {
  const url = evidenceFields[item.kind][name]?.type === 'url' ? textOf(item, name) : undefined
  return url === undefined
    ? labelled(label, fieldInWords(item, name))
    : { html: `${escaped(label)}: ${webLink(url)}` }
}

function captureLine(capture: Capture): Html {
  const at = escaped(instant(capture.capturedAt))
  if (capture.outcome === 'failed')
    return { html: `Not kept ${at} from ${webLink(capture.url)}: ${isolated(capture.reason)}` }
  const { url, finalUrl, sha256, replaySha256 } = capture
  const asked = url === finalUrl ? '' : `, asked for as ${webLink(url)}`
  const copy = replaySha256 === undefined ? '' : `; page as HTML, SHA-256 ${escaped(replaySha256)}`
  const notes = capture.notes.map((note) => ` ${isolated(note)}`).join('')
  return {
    html: `Kept ${at} from ${webLink(finalUrl)}${asked}: WARC, SHA-256 ${escaped(sha256)}${copy}.${notes}`,
  }
}

/** Where archives of the web keep it, and what else people wrote down of where it stands. */
function addressLines(item: Evidence): Html[] {
  const all = addressesOf(item)
  const line = (label: string, urls: readonly string[]): Html[] =>
    urls.map((url) => ({ html: `${label}: ${webLink(url)}` }))
  return [
    ...line('Archived at', all.filter(isArchived)),
    ...line(
      'Also written down',
      all.filter((url) => !isArchived(url)),
    ),
  ]
}

/** Addresses in the team's own words; those that have a field of their own stand there. */
function addressesOf(item: Evidence): string[] {
  const written = [
    ...['description', 'source', 'origin', 'firstPostedBy', 'postedBy', 'receivedFrom'].map(
      (name) => textOf(item, name) ?? '',
    ),
    valueOf(item, 'place', 'place')?.method ?? '',
    valueOf(item, 'verification', 'verification')?.reason ?? '',
    ...entriesOf(item, 'checks', 'check').map(({ value }) => value.finding),
    ...entriesOf(item, 'requests', 'request').map(({ value }) => `${value.what} ${value.answer}`),
  ]
  const own = new Set([textOf(item, 'url'), textOf(item, 'sourceUrl')])
  return addressesIn(written.join('\n')).filter((url) => !own.has(url))
}

/** Parts that say how something was found out. */
const method: [name: string, label: string][] = [
  ['yearInferences', 'Year, inferred'],
  ['bounds', 'What bounds the time'],
  ['measurements', 'Measured'],
  ['checks', 'Checked'],
  ['requests', 'Asked'],
]

/** How it was placed, dated and checked, and what was asked of whom. */
function methodLines(item: Evidence, called: (id: string) => string): Html[] {
  return [
    placeLine(item, 'place', 'Geolocated'),
    placeLine(item, 'claimedPlace', 'Claimed place'),
    ...method.flatMap(([name, label]) =>
      partsInWords(item, name, called).map((words) => labelled(label, words)),
    ),
  ]
}

function placeLine(item: Evidence, name: 'place' | 'claimedPlace', label: string): Html {
  const place = valueOf(item, name, 'place')
  if (!place) return { html: '' }
  const by = place.by.trim() === '' ? '' : `by ${place.by}`
  const at = place.name.trim() === '' ? '' : coordinates(place)
  return labelled(label, joined([humanPlace(place), at, place.method, by]))
}
