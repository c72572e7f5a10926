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
 * Two things run at a time, for the smallest machine has two cores: the tests in a browser, which take longest, and
 * everything else one after another. What a part prints comes in one piece when it ends; only the tests in a browser
 * print as they go.
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

const tsc = (part: string): Part => {
  return () => check(`types of ${part}`, { program: 'tsc', args: ['-p', part] })
}
const inBrowser: Part[] = [
  () => check('build', { program: 'vite', args: ['build'], env }),
  () => vitestProject('e2e', { env, live: true, timeoutMs: 75 * minute }),
]
const theRest: Part[] = [
  ...['shared', 'server', 'client', 'test', 'bench'].map(tsc),
  () => check('lint', { program: 'oxlint', args: ['--type-aware', '--deny-warnings'] }),
  () => check('format', { program: 'oxfmt', args: ['--check'] }),
  () => check('unused files, exports and packages', { program: 'knip', args: ['--no-progress'] }),
  () => vitestProject('unit', { env, timeoutMs: 10 * minute }),
  () => vitestProject('contract', { env, timeoutMs: 10 * minute }),
  () => vitestProject('fuzz', { env, timeoutMs: 15 * minute }),
  () => vitestProject('integration', { env, timeoutMs: 75 * minute }),
]
const outcomes = (await Promise.all([inBrowser, theRest].map(oneAfterAnother))).flat()

async function oneAfterAnother(parts: Part[]): Promise<Outcome[]> {
  const reached: Outcome[] = []
  for (const part of parts) reached.push(await part())
  return reached
}

const sum = (key: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
say(`\nTook ${seconds(started)}. Screenshots: test-results/screenshots.`)
process.exitCode = failed === 0 ? 0 : 1
say(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
