import { numberOfScene, type BriefingWithScenes } from '../../briefing/briefings.ts'
import { doubtsOf, isWithdrawn } from '../../evidence/doubts.ts'
import { kindNames, kinds, type Evidence } from '../../evidence/kinds.ts'
import { statusOf } from '../../evidence/status.ts'
import { humanSize } from '../../evidence/wording.ts'
import { relations } from '../../board/relations.ts'
import type { Tie } from '../../board/graph.ts'
import type { ExportedBoard } from '../exported-board.ts'
import { escaped, isolated } from '../markup.ts'
import { instant } from '../page.ts'
import { custodyCells, type ToldCustody } from './case-custody.ts'
import { writtenOnCanvas } from './case-canvas.ts'
import { caseItem, mention, type CaseContext } from './case-item.ts'
import { fileLink } from './case-media.ts'
import { casePictures, type CasePictures } from './case-pictures.ts'
import { caseStyle } from './case-style.ts'

/** Everything that the page of a package tells. Instants in milliseconds since 1970 where they are numbers. */
export type CaseToTell = {
  board: ExportedBoard
  boardId: string
  briefings: readonly BriefingWithScenes[]
  archivedAt: string
  head: { seq: number; logHash: string; recordsHash: string }
  custodyRows: number
  /** The newest of them. */
  custody: readonly ToldCustody[]
  versions: readonly {
    seq: number
    name: string
    note: string
    personName: string
    namedAt: number
    logHash: string
  }[]
  people: readonly string[]
  files: readonly { sha256: string; size: number; type: string; name: string; addedAt: number }[]
  /** Records that cannot be read; they lie in records.json. */
  setAside: number
  pictures: CasePictures
}

/** Nothing runs in the page and nothing is asked for, whatever stands in it. */
const POLICY =
  "default-src 'none'; img-src 'self' file:; media-src 'self' file:; style-src 'unsafe-inline'"

/** A whole case as one page to be read years later, without Redstring, a script or a network. */
export function casePage(told: CaseToTell): string {
  const { board } = told
  const context = contextOf(told)
  const parts = [
    part('not-confirmed', 'What could not be confirmed', unconfirmed(board.evidence, context)),
    ...questionsFirst.map((kind) =>
      part(
        kind,
        kinds[kind].plural,
        board.evidence.filter((item) => item.kind === kind).map((item) => caseItem(item, context)),
      ),
    ),
    part('relations', 'Relations', list(board.ties.map((tie) => tieLine(tie, context)))),
    part('canvas', 'Written on the canvas', list(writtenOnCanvas(board, context))),
    part('briefings', 'Briefings', told.briefings.flatMap(briefing)),
    part('versions', 'Versions', versionTable(told)),
    part('people', 'People', list(told.people.toSorted().map(isolated))),
    part('files', 'Files', fileTable(told, context)),
    part('custody', 'What was done to items and files', custodyTable(told, context)),
  ].filter(({ html }) => html.length > 0)
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(board.title)}</title>`,
    `<style>${caseStyle}</style>`,
    '</head>',
    '<body>',
    ...headOf(told, parts),
    '<main>',
    ...casePictures(told.pictures),
    ...parts.flatMap(({ id, title, html }) => [
      `<section><h2 id="${id}">${escaped(title)}</h2>`,
      ...html,
      '</section>',
    ]),
    '</main>',
    ...footOf(told),
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

type Part = { id: string; title: string; html: string[] }

function part(id: string, title: string, html: string[]): Part {
  return { id, title, html }
}

function contextOf({ board, files }: CaseToTell): CaseContext {
  const said = new Map<string, { says: string; other: string }[]>()
  const say = (id: string, line: { says: string; other: string }) =>
    said.set(id, [...(said.get(id) ?? []), line])
  for (const { from, to, relation } of board.ties) {
    const says = relationWords(relation)
    say(from, { says, other: to })
    say(to, { says: `${says}, said of it by`, other: from })
  }
  return {
    items: new Map(board.evidence.map((item) => [item.id, item])),
    relations: said,
    ties: board.ties,
    files: new Set(files.map(({ sha256 }) => sha256)),
  }
}

function headOf({ board, boardId, archivedAt, files }: CaseToTell, parts: Part[]): string[] {
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  const holds = [
    counted(board.evidence.length, 'item'),
    counted(board.ties.length, 'relation'),
    `${counted(files.length, 'file')} (${humanSize(bytes)})`,
  ]
  return [
    '<header>',
    `<h1 dir="auto">${escaped(board.title)}</h1>`,
    `<p class="soft">As it stood on ${escaped(instant(board.at))}, ${isolated(board.moment)}. Packed ${escaped(instant(archivedAt))}.</p>`,
    `<p>This is a whole case from a Redstring evidence board: ${holds.join(', ')}, with every edit and version. Each item says how it stands; what is not said to be verified is not.</p>`,
    '<p class="small soft">To check that nothing was altered: <code>node verify.mjs</code> in this folder (README.txt says what it does). Hashes are SHA-256 over bytes as they were received.</p>',
    `<p class="small soft">Board ${escaped(boardId)}</p>`,
    '<nav aria-label="Contents"><ul>',
    ...parts.map(({ id, title }) => `<li><a href="#${id}">${escaped(title)}</a></li>`),
    '</ul></nav>',
    '</header>',
  ]
}

function footOf({ head, custodyRows, setAside }: CaseToTell): string[] {
  const lines = [
    `The log ends with edit ${head.seq.toLocaleString('en')}; its hash is <span class="hash">${head.logHash}</span>.`,
    `The records hash to <span class="hash">${head.recordsHash}</span> (<a href="data/records.json">records.json</a>).`,
    `The custody log has ${counted(custodyRows, 'row')} (<a href="data/custody.jsonl">custody.jsonl</a>).`,
    ...(setAside > 0
      ? [`${counted(setAside, 'record')} could not be read and stand in records.json only.`]
      : []),
  ]
  return ['<footer class="small soft">', ...lines.map((line) => `<p>${line}</p>`), '</footer>']
}

function unconfirmed(evidence: readonly Evidence[], context: CaseContext): string[] {
  const open = evidence.filter(
    (item) =>
      item.kind !== 'question' &&
      (statusOf(item).status !== 'verified' || doubtsOf(item).length > 0 || isWithdrawn(item)),
  )
  return list(
    open.map((item) => {
      const doubts = doubtsOf(item).map(isolated).join(' ')
      const reason = doubts === '' ? '' : ` <span class="small soft">${doubts}</span>`
      return `${mention(item.id, context)} <span class="small">· ${escaped(statusOf(item).label)}</span>${reason}`
    }),
  )
}

/** What is not known comes before what is held. */
const questionsFirst = ['question' as const, ...kindNames.filter((kind) => kind !== 'question')]

function tieLine({ from, to, relation }: Tie, context: CaseContext): string {
  return `${mention(from, context)} <em>${escaped(relationWords(relation))}</em> ${mention(to, context)}`
}

function relationWords(relation: Tie['relation']): string {
  return relation === null ? 'is tied to' : relations[relation].label
}

/** Scenes in their order, with what is said beside them. */
function briefing({ title, isThere, scenes }: BriefingWithScenes): string[] {
  const called = isThere ? title || 'Briefing without a title' : 'A briefing that was deleted'
  const lines = scenes.map((scene) => {
    const number = numberOfScene(scene, scenes)
    const said = [
      scene.description,
      scene.notes === '' ? '' : `Notes for whoever presents: ${scene.notes}`,
      scene.isHidden ? 'Skipped when presenting.' : '',
    ].filter((words) => words.trim() !== '')
    const name = scene.title || (number === null ? 'Scene' : `Scene ${number}`)
    const item =
      number === null ? '<li class="skipped" dir="auto">' : `<li value="${number}" dir="auto">`
    const about = said.map((words) => `<div dir="auto">${escaped(words)}</div>`)
    return [item, `<strong>${isolated(name)}</strong>`, ...about, '</li>'].join('')
  })
  return [`<h3 dir="auto">${escaped(called)}</h3>`, '<ol>', ...lines, '</ol>']
}

function versionTable({ versions }: CaseToTell): string[] {
  return table(
    ['Edit', 'Version', 'By', 'Named', 'Hash of the log'],
    versions.map(({ seq, name, note, personName, namedAt, logHash }) => [
      seq.toLocaleString('en'),
      note === ''
        ? isolated(name)
        : `${isolated(name)}<br><span class="soft">${isolated(note)}</span>`,
      isolated(personName),
      escaped(instant(new Date(namedAt).toISOString())),
      `<span class="hash">${escaped(logHash)}</span>`,
    ]),
  )
}

function fileTable({ files }: CaseToTell, context: CaseContext): string[] {
  return table(
    ['Name', 'Type', 'Size', 'Came', 'SHA-256'],
    files.map(({ sha256, size, type, name, addedAt }) => [
      fileLink({ sha256, name }, name, context.files),
      escaped(type),
      humanSize(size),
      escaped(instant(new Date(addedAt).toISOString())),
      `<span class="hash">${escaped(sha256)}</span>`,
    ]),
  )
}

function custodyTable({ custody, custodyRows, files }: CaseToTell, context: CaseContext): string[] {
  const names = new Map(files.map(({ sha256, name }) => [sha256, name]))
  const nameOf = (sha256: string) => names.get(sha256) ?? sha256
  const rows = custody.map((row) => custodyCells(row, { context, nameOf }))
  const told =
    rows.length === custodyRows
      ? []
      : [
          `<p class="small soft">The newest ${counted(rows.length, 'row')} of ${custodyRows.toLocaleString('en')}; all of them are in <a href="data/custody.jsonl">custody.jsonl</a>.</p>`,
        ]
  return [...told, ...table(['Row', 'When', 'Who', 'What', 'Of'], rows)]
}

function table(heads: readonly string[], rows: readonly string[][]): string[] {
  if (rows.length === 0) return []
  return [
    '<div class="wide"><table><thead><tr>',
    ...heads.map((head) => `<th scope="col">${head}</th>`),
    '</tr></thead><tbody>',
    ...rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`),
    '</tbody></table></div>',
  ]
}

function list(lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : ['<ul>', ...lines.map((line) => `<li dir="auto">${line}</li>`), '</ul>']
}

function counted(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`
}
