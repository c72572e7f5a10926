import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChromiumPipe } from './chromium-pipe.ts'

/** Linux's user without rights of its own. */
const NOBODY = 65_534

/**
 * Opens a headless Chromium until `work` is done or `signal` says to stop. It asks nothing of anybody by itself, and
 * its process and profile are its own; `switches` say what else it may and may not do. It is killed at the end with
 * all that it has started, whatever happens.
 */
export async function withChromium<T>(
  program: string,
  { switches, signal }: { switches: readonly string[]; signal?: AbortSignal },
  work: (browser: ChromiumPipe) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted()
  const profile = await mkdtemp(join(tmpdir(), 'redstring-chromium-'))
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(profile, NOBODY, NOBODY)
  const child = spawn(program, [...argumentsFor(profile, { isRoot }), ...switches, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { HOME: profile, TMPDIR: profile },
    cwd: profile,
    detached: true,
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  })
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error('The browser ended by itself.')))
  })
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
  try {
    return await Promise.race([work(new ChromiumPipe(child)), failed, stopped])
  } finally {
    await end(child)
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

function argumentsFor(profile: string, { isRoot }: { isRoot: boolean }): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-breakpad',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--hide-scrollbars',
    '--mute-audio',
    // Chromium does not start its sandbox as root, nor as a user that root made for it in a container.
    ...(isRoot ? ['--no-sandbox'] : []),
  ]
}

/** The browser and every process it has started, at once. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child
  if (pid === undefined) return
  const hasEnded = child.exitCode !== null || child.signalCode !== null
  const ended = hasEnded ? undefined : once(child, 'exit')
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
  await ended
}
