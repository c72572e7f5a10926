import { existsSync } from 'node:fs'
import { chromiumPath } from '../support/chromium.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'
import { postgresFolder } from '../support/postgres.ts'
import { run, say } from './step.ts'

/** Programs that some tests need and a fresh machine may lack, as Debian calls them. */
const programs = [
  { debian: 'chromium', is: () => chromiumPath() !== null, tests: 'the tests in a browser' },
  { debian: 'postgresql', is: () => postgresFolder() !== null, tests: 'the tests on PostgreSQL' },
  { debian: 'ffmpeg', is: hasFfmpeg, tests: 'the tests of working copies of clips' },
]

/** Installs what is missing where that is possible (Debian, as root), and says what is skipped where it is not. */
export async function equip(): Promise<void> {
  const missing = programs.filter((program) => !program.is())
  if (missing.length === 0) return
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await aptGet(['update'])
    for (const { debian } of missing) {
      say(`Installing ${debian} with apt-get.`)
      await aptGet(['install', '-y', '--no-install-recommends', debian])
    }
  }
  for (const { debian, is, tests } of missing) {
    if (!is()) say(`${debian} is missing: ${tests} are skipped.`)
  }
}

async function aptGet(args: string[]): Promise<void> {
  const { code, output } = await run({
    program: 'apt-get',
    args: ['-q', ...args],
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 300_000,
  })
  if (code !== 0) say(output.trimEnd().split('\n').slice(-5).join('\n'))
}
