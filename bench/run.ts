import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { buildPages, CLIENT, PLAIN } from './browser/pages.ts'
import { writeBoard } from './board/board-file.ts'
import type { Options } from './one.ts'
import { printScenario, Results, writeResults } from './report.ts'
import type { Figures, Scenario } from './scenarios/scenario.ts'
import { exports } from './scenarios/exports.ts'
import { BOARD_SHAPES, openBoard } from './scenarios/open-board.ts'
import { playhead } from './scenarios/playhead.ts'
import { scenarios } from './scenarios/scenarios.ts'
import { serverNames, type ServerName } from './servers/servers.ts'

/**
 * `npm run bench`: every scenario against every server, repetitions interleaved, medians taken; writes
 * RESULTS.md. `--only fan-out,presence` runs some, `--servers redstring,relay` against some, `--quick` shorter.
 * With `--only` or `--servers` nothing is written unless
 * `--write` says so; other scenarios then keep their sections.
 */
const { values: asked } = parseArgs({
  options: {
    only: { type: 'string' },
    servers: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const bench = import.meta.dirname
/** A repetition that takes longer has failed. */
const LONGEST_MS = 3 * 60_000

const chosen = scenarios.filter(({ name }) => wanted(asked.only, name))
const against = serverNames.filter((name) => wanted(asked.servers, name))
installPeers()
const dir = mkdtempSync(join(tmpdir(), 'redstring-bench-'))
const from = Date.now()
try {
  if ([openBoard, playhead, exports].some((one) => chosen.includes(one))) {
    say('Building both pages …')
    await buildPages(dir, BOARD_SHAPES).catch((error) => {
      say(`The pages could not be built: ${error instanceof Error ? error.message : error}`)
    })
    process.env['BENCH_CLIENT_DIR'] = join(dir, CLIENT)
    process.env['PAGE_DIR'] = join(dir, PLAIN)
  }
  for (const records of [3, 50, 500, 2000, 10_000]) writeBoard(dir, records)
  const results = new Results()
  for (const scenario of chosen) {
    await measure(scenario, results)
    say(printScenario(scenario, results))
  }
  const minutes = (Date.now() - from) / 60_000
  if ((!asked.only && !asked.servers) || asked.write) {
    writeResults({ all: scenarios, chosen, results, quick: asked.quick, minutes })
    say('Written: bench/RESULTS.md')
  }
  say(`${minutes.toFixed(1)} minutes`)
} finally {
  rmSync(dir, { recursive: true, force: true })
}

async function measure(scenario: Scenario, results: Results): Promise<void> {
  const repetitions = asked.quick ? scenario.repetitions.quick : scenario.repetitions.full
  const servers = scenario.servers.filter((name) => against.includes(name))
  for (let repetition = 0; repetition < repetitions; repetition++) {
    // Another order each time, so that no server always comes after the same one.
    for (let n = 0; n < servers.length; n++) {
      const server = servers[(n + repetition) % servers.length]
      if (!server) continue
      say(`${scenario.name} ${repetition + 1}/${repetitions} ${server}`)
      const outcome = await repeat(scenario, server, { dir, quick: asked.quick, repetition })
      if (typeof outcome === 'string') say(`  failed: ${outcome}`)
      results.add({ scenario, server, outcome })
    }
  }
}

/** Figures, or why there are none. */
async function repeat(
  scenario: Scenario,
  server: ServerName,
  options: Options,
): Promise<Figures | string> {
  const args = [join(bench, 'one.ts'), scenario.name, server, JSON.stringify(options)]
  try {
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, args, {
      timeout: scenario.longestMs ?? LONGEST_MS,
      killSignal: 'SIGKILL',
    })
    return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error)
    return /Error: (.*\n?.*)/.exec(said)?.[1]?.replace('\n', ' ') ?? 'took too long'
  }
}

/** The peers are no dependency of the product: they come from their own lock file, once. */
function installPeers(): void {
  const peers = join(bench, 'peers')
  if (existsSync(join(peers, 'node_modules/@hocuspocus/server'))) return
  say('Installing the servers to compare with (bench/peers), once …')
  mkdirSync(peers, { recursive: true })
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: peers })
}

function wanted(list: string | undefined, name: string): boolean {
  return list === undefined || list.split(',').includes(name)
}
