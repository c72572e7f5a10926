import { chmodSync, existsSync, mkdtempSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { chromiumPath, hasHeadlessShell } from '../support/chromium.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'
import { hasPoppler } from '../support/needs-poppler.ts'
import { postgresFolder } from '../support/postgres.ts'
import { run, say } from './step.ts'

/** Programs that tests need and a fresh machine may lack, as Debian calls them, and what happens without them. */
const programs = [
  {
    debian: 'chromium-headless-shell',
    is: hasHeadlessShell,
    without: 'the tests in a browser use another Chromium and take longer',
  },
  {
    debian: 'chromium',
    is: () => chromiumPath() !== null,
    without: 'the tests in a browser are skipped',
  },
  {
    debian: 'postgresql',
    is: () => postgresFolder() !== null,
    without: 'the tests on PostgreSQL are skipped',
  },
  { debian: 'ffmpeg', is: hasFfmpeg, without: 'the tests of working copies of clips are skipped' },
  {
    debian: 'poppler-utils',
    is: hasPoppler,
    without: 'the test of PDFs in another program is skipped',
  },
]

/** Installs what is missing where that is possible (Debian, as root), and says what follows where it is not. */
export async function equip(): Promise<void> {
  if (programs.every((program) => program.is())) return
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')
  if (canInstall) await aptGet(['update'])
  for (const { debian, is, without } of programs) {
    if (is()) continue
    if (canInstall) {
      say(`Installing ${debian} with apt-get.`)
      await aptGet(['install', '-y', '--no-install-recommends', debian])
    }
    if (!is()) say(`${debian} is missing: ${without}.`)
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

const GiB = 1024 ** 3
const MEMORY_DISK = '/dev/shm'

/**
 * A new folder for what tests write, in memory where there is room for it: nothing of theirs outlives a loss of
 * power, and a server that waits for a slow disk after every edit keeps a core idle.
 *
 * @returns null where there is not; the usual folder for temporary files then does
 */
export function folderInMemory(): string | null {
  if (!existsSync(MEMORY_DISK) || freemem() < 8 * GiB) return null
  const { bavail, bsize } = statfsSync(MEMORY_DISK)
  if (bavail * bsize < 4 * GiB) return null
  const folder = mkdtempSync(`${MEMORY_DISK}/redstring-test-`)
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o755)
  return folder
}
