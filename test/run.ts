import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { equip, folderInMemory } from './runner/machine.ts'
import { check, say, seconds, type Outcome } from './runner/step.ts'
import { vitestProject } from './runner/vitest-project.ts'
import { inputsFolder } from './support/inputs.ts'

/**
 * `npm test`: checks everything. The last line is `N passed, N failed`, with `, N skipped` where tests were
 * skipped; each static check counts as one test.
 *
 * Two things run at a time, for the smallest machine has two cores: whoever is free takes the next of one list, which
 * has what takes longest first, so that no core waits for the other at the end. What a part prints comes in one piece
 * when it ends; only the tests in a browser print as they go.
 */

const minute = 60_000
const started = performance.now()
const folder = folderInMemory()
if (folder !== null) {
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}
const env = {
  ...(folder !== null && { TMPDIR: folder }),
  CLIENT_DIR: resolve('test-results/client'),
  NO_COLOR: '1',
  // A hundred servers and commands are started: each reads what the first has compiled.
  NODE_COMPILE_CACHE: resolve('test-results/compiled'),
}

say(`Checks types, lint, format, unused code and the build, then runs the unit, contract, fuzz, integration
and end-to-end tests. Installs Chromium, PostgreSQL and ffmpeg first where they are missing and apt-get can be used.
`)
rmSync('test-results', { recursive: true, force: true })
await equip()
if (inputsFolder === null) say('../shared/inputs is not here: tests on its files are skipped.')

type Part = () => Promise<Outcome>

/** In one thread: the others work out again what one knows already, which costs half as much CPU time again. */
const tsc = (part: string): Part => {
  return () => check(`types of ${part}`, { program: 'tsc', args: ['-p', part, '--singleThreaded'] })
}
const vitest = (project: string, minutes: number): Part => {
  return () => vitestProject(project, { env, timeoutMs: minutes * minute })
}
const build = once(() => check('build', { program: 'vite', args: ['build'], env }))
/** Of servers that hand out the client, and of browsers that draw it. */
const onClient = (part: Part): Part => {
  return async () => {
    await build()
    return part()
  }
}
/** As many as let the cores end together; each begins with a browser that has compiled nothing yet. */
const SHARDS = 5
const inBrowser = Array.from({ length: SHARDS }, (_, index): Part => {
  const shard = { shard: index + 1, of: SHARDS }
  return () => vitestProject('e2e', { env, live: true, timeoutMs: 75 * minute, ...shard })
})

const parts: Part[] = [
  build,
  () => check('lint', { program: 'oxlint', args: ['--type-aware', '--deny-warnings'] }),
  onClient(vitest('integration', 75)),
  ...inBrowser.map(onClient),
  vitest('unit', 10),
  vitest('fuzz', 15),
  vitest('contract', 10),
  ...['client', 'test', 'server', 'bench', 'shared'].map(tsc),
  () => check('unused files, exports and packages', { program: 'knip', args: ['--no-progress'] }),
  () => check('format', { program: 'oxfmt', args: ['--check'] }),
]
const outcomes: Outcome[] = []
await Promise.all([takeParts(), takeParts()])

function once(part: Part): Part {
  let outcome: Promise<Outcome> | null = null
  return () => (outcome ??= part())
}

async function takeParts(): Promise<void> {
  for (let part = parts.shift(); part; part = parts.shift()) outcomes.push(await part())
}

const sum = (key: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
say(`\nTook ${seconds(started)}. Screenshots: test-results/screenshots.`)
process.exitCode = failed === 0 ? 0 : 1
say(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
