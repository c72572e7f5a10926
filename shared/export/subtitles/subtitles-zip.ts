import { zipSync, type Zippable } from 'fflate'
import { doubtsOf, isWithdrawn } from '../../evidence/doubts.ts'
import { doubtOf } from '../../evidence/hedge.ts'
import type { Evidence } from '../../evidence/kinds.ts'
import { languageName, languageTag } from '../../evidence/language.ts'
import { statusOf } from '../../evidence/status.ts'
import { entriesOf, textOf, valueOf } from '../../evidence/values.ts'
import { lineOf } from '../../evidence/wording.ts'
import { fileNameOf, type ExportedBoard, type ExportedBytes } from '../exported-board.ts'
import { instant } from '../page.ts'
import { webVtt, type Passage } from './web-vtt.ts'

type Quoted = { quote: Evidence; startS: number; endS: number }

/** Whether anything is said, noted or written down of any clip. */
export function hasSubtitles({ evidence }: Pick<ExportedBoard, 'evidence'>): boolean {
  return clipsOf(evidence).some((clip) => tracksOf(clip, evidence).length + keptOf(clip).length > 0)
}

/**
 * A folder for each clip: the quotes that are bound to it as WebVTT, a file for each language of words and
 * translations, the team's notes as another, and subtitle files as they were received.
 */
export async function subtitlesZip(
  board: ExportedBoard,
  read: (sha256: string) => Promise<Uint8Array>,
): Promise<ExportedBytes> {
  const files: Zippable = {}
  const put = (path: string, bytes: Uint8Array) => {
    files[unused(path, files)] = bytes
  }
  for (const clip of clipsOf(board.evidence)) {
    const folder = unusedFolder(safeName(lineOf(clip), 'clip'), files)
    for (const { name, about, passages } of tracksOf(clip, board.evidence))
      put(
        `${folder}/${name}.vtt`,
        new TextEncoder().encode(webVtt([...aboutClip(clip, board), ...about], passages)),
      )
    for (const { file } of keptOf(clip))
      // oxlint-disable-next-line no-await-in-loop -- one file in memory after another
      put(`${folder}/as received/${safeName(file.name, 'subtitles')}`, await read(file.sha256))
  }
  return {
    name: `${fileNameOf(board, 'subtitles')}.zip`,
    type: 'application/zip',
    bytes: Uint8Array.from(zipSync(files)),
  }
}

type Track = { name: string; about: readonly string[]; passages: readonly Passage[] }

function tracksOf(clip: Evidence, all: readonly Evidence[]): Track[] {
  const quotes = quotesOf(clip, all)
  const notes = entriesOf(clip, 'markers', 'marker').filter(({ value }) => value.note.trim() !== '')
  return [
    ...track(quotes, { words: 'words', language: 'language', name: 'words' }),
    ...track(quotes, {
      words: 'translation',
      language: 'translationLanguage',
      name: 'translation',
    }),
    ...(notes.length === 0
      ? []
      : [
          {
            name: 'notes of the team',
            about: ['What the team noted on the time line. Nothing of it is said in the clip.'],
            passages: notes.map(({ value }) => ({
              ...value,
              text: value.note,
              notes: [[value.by, instant(value.at)].filter((part) => part !== '').join(', ')],
            })),
          },
        ]),
  ]
}

/** A file for each language in which there are such words. */
function track(
  quotes: readonly Quoted[],
  { words, language, name }: { words: string; language: string; name: string },
): Track[] {
  const byLanguage = Map.groupBy(
    quotes.filter(({ quote }) => textOf(quote, words) !== undefined),
    ({ quote }) => textOf(quote, language) ?? '',
  )
  return [...byLanguage].map(([spoken, those]) => ({
    name: [name, languageTag(spoken)].filter((part) => part !== undefined).join('.'),
    about: [
      `Quotes on the board that are bound to this clip${spoken === '' ? '' : `, ${languageName(spoken)}`}: not everything that is said in it.`,
    ],
    passages: those.map((quoted) => passageOf(quoted, textOf(quoted.quote, words) ?? '')),
  }))
}

function passageOf({ quote, startS, endS }: Quoted, text: string): Passage {
  const doubts = [doubtOf(quote), ...doubtsOf(quote)].filter((doubt) => doubt !== undefined)
  const translator = textOf(quote, 'translator')
  return {
    startS,
    endS,
    speaker: textOf(quote, 'speaker'),
    // Players show no notes: what speaks against the words stands with them.
    text: [text, ...doubts.map((doubt) => `[${doubt}]`)].join('\n'),
    notes: [
      statusOf(quote).label,
      ...(textOf(quote, 'speaker') === undefined ? ['Speaker not identified.'] : []),
      ...(translator === undefined ? [] : [`Translated by ${translator}.`]),
    ],
  }
}

function quotesOf(clip: Evidence, all: readonly Evidence[]): Quoted[] {
  return all.flatMap((quote) => {
    const range = valueOf(quote, 'mediaRange', 'mediaRange')
    if (range?.of !== clip.id || isWithdrawn(quote)) return []
    return [{ quote, startS: range.startS, endS: range.endS }]
  })
}

function clipsOf(evidence: readonly Evidence[]): Evidence[] {
  return evidence.filter(({ kind }) => kind === 'video')
}

function keptOf(clip: Evidence) {
  return entriesOf(clip, 'subtitles', 'subtitle').map(({ value }) => value)
}

function aboutClip(clip: Evidence, board: ExportedBoard): string[] {
  const file = valueOf(clip, 'file', 'file')
  return [
    `${board.title} · ${board.moment} · ${instant(board.at)}`,
    lineOf(clip),
    file ? `Original: ${file.name}, SHA-256 ${file.sha256}` : '',
    ...doubtsOf(clip),
  ]
}

/** A name that any system takes, whatever somebody called it. */
function safeName(text: string, otherwise: string): string {
  const name = text
    .replaceAll(/[^\p{L}\p{M}\p{N}._ -]+/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/^[.\s-]+|[.\s-]+$/g, '')
    .slice(0, 80)
    .trim()
  return name || otherwise
}

function unused(path: string, taken: Zippable): string {
  const dot = path.lastIndexOf('.')
  const [stem, ending] =
    dot > path.lastIndexOf('/') ? [path.slice(0, dot), path.slice(dot)] : [path, '']
  return numbered(stem, (each) => `${each}${ending}` in taken) + ending
}

function unusedFolder(name: string, taken: Zippable): string {
  const folders = new Set(Object.keys(taken).map((path) => path.split('/', 1)[0]?.toLowerCase()))
  return numbered(name, (each) => folders.has(each.toLowerCase()))
}

function numbered(name: string, isTaken: (name: string) => boolean): string {
  for (let at = 1; ; at++) {
    const each = at === 1 ? name : `${name} ${at}`
    if (!isTaken(each)) return each
  }
}
