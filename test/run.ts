import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { equip } from './runner/machine.ts'
import { check, say, seconds, type Outcome } from './runner/step.ts'
import { vitestProject } from './runner/vitest-project.ts'
import { inputsFolder } from './support/inputs.ts'

/**
 * `npm test`: checks everything. The last line is `N passed, N failed`, with `, N skipped` where tests were
 * skipped; each static check counts as one test.
 */

const minute = 60_000
const started = performance.now()
const clientDir = resolve('test-results/client')
const env = { CLIENT_DIR: clientDir, NO_COLOR: '1' }

say(`Checks types, lint, format, unused code and the build, then runs the unit, contract, fuzz, integration
and end-to-end tests. Installs Chromium and PostgreSQL first where they are missing and apt-get can be used.
`)
rmSync('test-results', { recursive: true, force: true })
await equip()
if (inputsFolder === null) say('../shared/inputs is not here: tests on its files are skipped.')

const outcomes: Outcome[] = []
for (const part of ['shared', 'server', 'client', 'test', 'bench']) {
  outcomes.push(await check(`types of ${part}`, { program: 'tsc', args: ['-p', part] }))
}
outcomes.push(
  await check('lint', { program: 'oxlint', args: ['--type-aware', '--deny-warnings'] }),
  await check('format', { program: 'oxfmt', args: ['--check'] }),
  await check('unused files, exports and packages', { program: 'knip', args: ['--no-progress'] }),
  await check('build', { program: 'vite', args: ['build'], env }),
  await vitestProject('unit', { env, timeoutMs: 5 * minute }),
  await vitestProject('contract', { env, timeoutMs: 6 * minute }),
  await vitestProject('fuzz', { env, timeoutMs: 8 * minute }),
  await vitestProject('integration', { env, timeoutMs: 30 * minute }),
  await vitestProject('e2e', { env, timeoutMs: 25 * minute }),
)

const sum = (key: keyof Outcome) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
const [passed, failed, skipped] = [sum('passed'), sum('failed'), sum('skipped')]
say(`\nTook ${seconds(started)}. Screenshots: test-results/screenshots.`)
process.exitCode = failed === 0 ? 0 : 1
say(`${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`)
