import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext } from 'playwright-core'

const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

/** Who is signed in at which server. */
export type Person = { origin: string; cookie: string | undefined }

/** @throws Error where there is none */
export async function launchBrowser(): Promise<Browser> {
  const known = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome']
  const executablePath = known.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined) throw new Error('There is no Chromium here; CHROMIUM names one')
  return chromium.launch({ executablePath, args: FLAGS.split(' ') })
}

/** A browser profile of its own: nothing cached, nothing kept. */
export async function newProfile(browser: Browser, person?: Person): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const pairs = person?.cookie?.split('; ') ?? []
  await context.addCookies(
    pairs.map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return { name, value: value.join('='), url: person?.origin ?? '' }
    }),
  )
  return context
}
