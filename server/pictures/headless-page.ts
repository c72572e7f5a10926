import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChromiumPipe } from '../capture/picture/chromium-pipe.ts'

/** Linux's user without rights of its own. */
const NOBODY = 65_534

/**
 * Opens a page of our own in a headless Chromium until `work` is done. Every request carries the key. The browser
 * reaches this computer and nothing else; it is killed at the end, whatever happens.
 */
export async function withHeadlessPage<T>(
  { chromium, url, key }: { chromium: string; url: string; key: string },
  work: Promise<T>,
): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'redstring-picture-'))
  const isRoot = process.getuid?.() === 0
  if (isRoot) await chown(profile, NOBODY, NOBODY)
  const child = spawn(chromium, argumentsFor(profile, { isRoot }), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { HOME: profile, TMPDIR: profile },
    cwd: profile,
    detached: true,
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  })
  const ended = once(child, 'exit')
  const failed = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error('The browser ended before the picture was drawn.')))
  })
  try {
    return await Promise.race([
      open(new ChromiumPipe(child), { url, key }).then(() => work),
      failed,
    ])
  } finally {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      process.kill(-child.pid, 'SIGKILL')
      await ended
    }
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function open(browser: ChromiumPipe, { url, key }: { url: string; key: string }) {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
  const ask = (method: string, params = {}) => browser.send(method, params, String(sessionId))
  await ask('Network.enable')
  await ask('Network.setExtraHTTPHeaders', { headers: { Authorization: `Bearer ${key}` } })
  await ask('Emulation.setDeviceMetricsOverride', {
    width: 1280,
    height: 800,
    deviceScaleFactor: 1,
    mobile: false,
  })
  await ask('Page.enable')
  await ask('Page.navigate', { url })
}

function argumentsFor(profile: string, { isRoot }: { isRoot: boolean }): string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
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
    'about:blank',
  ]
}
