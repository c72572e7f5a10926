import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Figure, Figures, Scenario } from './scenarios/scenario.ts'
import { median } from './scenarios/window.ts'
import { serverNames, servers, type ServerName } from './servers/servers.ts'

/** What every repetition gave. */
export class Results {
  readonly #outcomes = new Map<string, (Figures | string)[]>()

  add({
    scenario,
    server,
    outcome,
  }: {
    scenario: Scenario
    server: ServerName
    outcome: Figures | string
  }): void {
    const key = `${scenario.name} ${server}`
    this.#outcomes.set(key, [...(this.#outcomes.get(key) ?? []), outcome])
  }

  /** The median of a figure; a word where the server gave one; null where there is none. */
  of(scenario: Scenario, server: ServerName, figure: Figure): number | string | null {
    const outcomes = this.#outcomes.get(`${scenario.name} ${server}`) ?? []
    const values = outcomes.map((one) => (typeof one === 'string' ? null : one[figure.key]))
    const numbers = values.filter((value) => typeof value === 'number')
    if (numbers.length > 0) return figure.sums ? sum(numbers) : median(numbers)
    return values.find((value) => typeof value === 'string') ?? null
  }

  failures(scenario: Scenario): string[] {
    return serverNames.flatMap((server) =>
      (this.#outcomes.get(`${scenario.name} ${server}`) ?? [])
        .filter((one) => typeof one === 'string')
        .map((why) => `${servers[server].title}: ${why}`),
    )
  }
}

type Row = { figure: Figure; cells: string[]; ratio: string; target: string }

export function printScenario(scenario: Scenario, results: Results): string {
  const head = ['', ...scenario.servers.map((name) => servers[name].title), 'ours ÷ best', 'target']
  const rows = rowsOf(scenario, results).map(({ figure, cells, ratio, target }) => [
    labelOf(figure),
    ...cells,
    ratio,
    target,
  ])
  const widths = head.map((_, n) => Math.max(...[head, ...rows].map((row) => row[n]?.length ?? 0)))
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0)))
      .join('  '),
  )
  return ['', scenario.title, ...lines, ...results.failures(scenario), ''].join('\n')
}

/** Writes the sections of what was measured; a scenario that was not keeps the section it has. */
export function writeResults({
  all,
  chosen,
  results,
  quick,
  minutes,
}: {
  all: readonly Scenario[]
  chosen: readonly Scenario[]
  results: Results
  quick: boolean
  minutes: number
}): void {
  const path = join(import.meta.dirname, 'RESULTS.md')
  const before = existsSync(path)
    ? sectionsOf(readFileSync(path, 'utf8'))
    : new Map<string, string>()
  const sections = all.map((scenario) =>
    chosen.includes(scenario)
      ? section(scenario, results, `${now()} UTC${quick ? ', `--quick`' : ''}`)
      : (before.get(scenario.title) ?? ''),
  )
  const parts = [
    '# What was measured',
    '',
    'Written by `npm run bench`; remarks come from `bench/NOTES.md`. Do not edit here.',
    '',
    ...machine(quick, minutes),
    '',
    ...sections.filter((text) => text !== '').map((text) => `${text.trimEnd()}\n`),
  ]
  writeFileSync(path, `${parts.join('\n').trimEnd()}\n`)
}

/** The sections of a results file by their titles. */
function sectionsOf(text: string): Map<string, string> {
  const sections = text.split(/^(?=## )/m).slice(1)
  return new Map(sections.map((one) => [one.slice(3, one.indexOf('\n')), one]))
}

function now(): string {
  return new Date().toISOString().slice(0, 16).replace('T', ' ')
}

function machine(quick: boolean, minutes: number): string[] {
  const load = loadavg()
    .map((value) => value.toFixed(1))
    .join(', ')
  return [
    `- Last run ${now()} UTC, ${minutes.toFixed(0)} minutes${quick ? ', `--quick`: short and single runs, soft figures' : ''}`,
    `- ${availableParallelism()} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1024 ** 3)} GB, Linux, Node ${process.version}; loopback only`,
    `- load average at the end: ${load} (the bench itself is about 1.5)`,
    '- Each server in a process of its own, the clients in another; server CPU and memory from /proc, all threads; clients speak raw frames, so that they are not what is measured. Repetitions go round the servers in turn; a figure is the median of them. Compare within a row; absolutes are this machine’s.',
    '- "ours ÷ best": Redstring over the best of the peers that keep a document. ✓ and ✗ say whether the target holds.',
    ...noteOf('machine'),
  ]
}

function section(scenario: Scenario, results: Results, when: string): string {
  const titles = scenario.servers.map((name) => servers[name].title)
  const head = `| | ${titles.join(' | ')} | ours ÷ best | target |`
  const rule = `|---|${titles.map(() => '--:').join('|')}|--:|---|`
  const rows = rowsOf(scenario, results).map(
    ({ figure, cells, ratio, target }) =>
      `| ${labelOf(figure)} | ${cells.join(' | ')} | ${ratio} | ${target} |`,
  )
  const failures = results.failures(scenario).map((line) => `- Failed repetition: ${line}`)
  return [
    `## ${scenario.title}`,
    '',
    `${scenario.meaning} (Measured ${when}.)`,
    '',
    head,
    rule,
    ...rows,
    '',
    ...failures,
    ...noteOf(scenario.name),
    '',
  ].join('\n')
}

function rowsOf(scenario: Scenario, results: Results): Row[] {
  return scenario.figures.map((figure) => {
    const of = (server: ServerName) => results.of(scenario, server, figure)
    const ours = of('redstring')
    const peers = scenario.servers
      .filter((name) => name !== 'relay' && name !== 'redstring')
      .map(of)
      .filter((value) => typeof value === 'number')
    const best = peers.length > 0 ? (figure.more ? Math.max(...peers) : Math.min(...peers)) : null
    return {
      figure,
      cells: scenario.servers.map((name) => show(of(name))),
      ratio: typeof ours === 'number' && best ? (ours / best).toFixed(2) : '',
      target: verdict(figure, ours, (server) => {
        const value = of(server)
        return typeof value === 'number' ? value : null
      }),
    }
  })
}

function verdict(
  { target }: Figure,
  ours: number | string | null,
  of: (server: ServerName) => number | null,
): string {
  if (!target) return ''
  const held = typeof ours === 'number' ? target.holds(ours, of) : null
  return held === null ? target.says : `${target.says} ${held ? '✓' : '✗'}`
}

function labelOf({ label, unit }: Figure): string {
  return unit === '' ? label : `${label}, ${unit}`
}

function show(value: number | string | null): string {
  if (value === null) return '–'
  if (typeof value === 'string') return value
  if (value === 0) return '0'
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

/** What somebody found about a scenario: the lines under `## <name>` of NOTES.md. */
function noteOf(name: string): string[] {
  const path = join(import.meta.dirname, 'NOTES.md')
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n')
  const start = lines.indexOf(`## ${name}`)
  if (start < 0) return []
  const rest = lines.slice(start + 1)
  const end = rest.findIndex((line) => line.startsWith('## '))
  return rest.slice(0, end < 0 ? undefined : end).filter((line) => line.trim() !== '')
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
