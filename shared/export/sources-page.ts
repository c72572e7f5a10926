import { captureHistory } from '../evidence/capture-history.ts'
import { doubtsOf } from '../evidence/doubts.ts'
import { fieldInWords } from '../evidence/field-in-words.ts'
import { kinds, type Evidence } from '../evidence/kinds.ts'
import { textOf, valueOf } from '../evidence/values.ts'
import { humanSize, lineOf } from '../evidence/wording.ts'
import { fileNameOf, type ExportedBoard, type ExportedFile } from './exported-board.ts'
import { entry, instant, page, section } from './page.ts'

/** Every source of the board with what was kept of it: addresses, captures, originals and their hashes. */
export function sourcesPage(board: ExportedBoard): ExportedFile {
  const sourced = board.evidence.filter(isSourced)
  const others = board.evidence.filter((item) => !isSourced(item))
  return {
    name: `${fileNameOf(board, 'sources')}.html`,
    type: 'text/html;charset=utf-8',
    text: page(board, {
      title: 'Sources and method',
      intro:
        'Every item of the board with where it comes from and what was kept of it. A hash is SHA-256 over the bytes as they were received.',
      body: [
        ...section('With an original, a capture or an address', sourced.map(sourceEntry)),
        ...section('Without', others.map(sourceEntry)),
      ],
    }),
  }
}

function isSourced(item: Evidence): boolean {
  return (
    item['file'] !== undefined ||
    textOf(item, 'url') !== undefined ||
    textOf(item, 'sourceUrl') !== undefined
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
  return provenance
    .map(([name, label]) => labelled(label, fieldInWords(item, name)))
    .filter((line) => line !== '')
}

function sourceEntry(item: Evidence): string {
  const file = valueOf(item, 'file', 'file')
  return entry(lineOf(item), [
    kinds[item.kind].label,
    ...provenanceInWords(item),
    file ? `Original: ${file.name}, ${humanSize(file.size)}, SHA-256 ${file.sha256}` : '',
    ...captureHistory(item).map(({ capture }) =>
      capture.outcome === 'kept'
        ? `Kept ${instant(capture.capturedAt)} from ${capture.finalUrl}: WARC, SHA-256 ${capture.sha256}`
        : `Not kept ${instant(capture.capturedAt)}: ${capture.reason}`,
    ),
    ...doubtsOf(item),
  ])
}

function labelled(label: string, words: string): string {
  return words === '' ? '' : `${label}: ${words}`
}
