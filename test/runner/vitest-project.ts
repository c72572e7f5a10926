import { existsSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { run, say, seconds, type Outcome } from './step.ts'

const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

type Options = {
  env?: Record<string, string>
  live?: boolean
  timeoutMs: number
  /** Which of how many like parts of the project, from 1; all of it unless given. */
  shard?: number
  of?: number
}

/** Runs one of the projects of vitest.config.ts, counts its tests, and shows what it printed. */
export async function vitestProject(
  project: string,
  { live = false, shard = 1, of = 1, ...options }: Options,
): Promise<Outcome> {
  const started = performance.now()
  const name = of === 1 ? project : `${project} ${shard} of ${of}`
  const file = resolve(`test-results/${name.replaceAll(' ', '-')}.json`)
  rmSync(file, { force: true })
  if (live) say(`\n— ${name} —`)
  const { code, output } = await run({
    program: 'vitest',
    args: [
      'run',
      `--project=${project}`,
      ...(of === 1 ? [] : [`--shard=${shard}/${of}`]),
      '--passWithNoTests',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    live,
    ...options,
  })
  if (!live) say(`\n— ${name} —\n${output.trimEnd()}`)
  const outcome = countsOf(file, code)
  say(`${outcome.failed === 0 ? '✓' : '✗'} ${name} (${seconds(started)})`)
  return outcome
}

/** A file that could not be run, or an error outside any test, counts as one failure. */
function countsOf(file: string, code: number): Outcome {
  if (!existsSync(file)) return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  const counts = report.parse(JSON.parse(readFileSync(file, 'utf8')))
  const brokenFiles = counts.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  const failed = counts.numFailedTests + brokenFiles
  return {
    passed: counts.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: counts.numPendingTests + counts.numTodoTests,
  }
}
