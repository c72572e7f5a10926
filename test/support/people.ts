import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { chromiumPath } from './chromium.ts'
import { guardPage, type Guard } from './guard.ts'
import type { RunningServer } from './start-server.ts'
import { slowFrames } from './slow-frames.ts'
import { leaveWindows, PATIENCE_MS, takeWindow, viewport } from './windows.ts'

/** Somebody at a browser of their own: cookies, storage and window are apart from everybody else's. */
export type Somebody = {
  name: string
  page: Page
  context: BrowserContext
  guard: Guard
  /** Another window of the same person. */
  openPage(): Promise<Page>
  /** Says that the test changes what cannot be changed back in this browser. */
  useUp(): void
}

/** Started with the first page that a worker needs; ends with the worker. People of it share only the program. */
let chromiumOfWorker: Promise<Browser> | null = null

/** A Chromium whose windows are left when the test ends; see windows.ts. */
export async function openBrowser(): Promise<Browser> {
  const current = await chromiumOfWorker?.catch(() => null)
  if (!current?.isConnected()) chromiumOfWorker = launch()
  const browser = await (chromiumOfWorker ?? launch())
  onTestFinished(async ({ task }) => {
    const hasFailed = task.result?.state === 'fail'
    if (hasFailed) await pictureEveryPage(browser, task.name)
    await leaveWindows(browser, { keep: !hasFailed })
  })
  return browser
}

function launch(): Promise<Browser> {
  const executablePath = chromiumPath()
  if (executablePath === null) throw new Error('Chromium is missing')
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      `--disable-features=${featuresOff.join(',')}`,
    ],
  })
}

/** What costs time and shows nothing: pages of Chromium's own, drawn ahead for every new window. */
const costly = ['PreloadTopChromeWebUI', 'SpareRendererForSitePerProcess']

/** Those that Playwright turns off, whose list ours replaces. */
const playwrightsOff = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]
const featuresOff = [...playwrightsOff, ...costly]

/** What everybody had before them when a test failed. */
async function pictureEveryPage(browser: Browser, test: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  const name = test.replaceAll(/[^\w]+/g, '-').slice(0, 60)
  for (const [index, page] of pages.entries()) {
    await screenshot(page, `failed-${name}-${index + 1}`).catch(() => undefined)
  }
}

/** A browser window with nobody signed in, on the first page. */
export async function openStranger(
  browser: Browser,
  server: Pick<RunningServer, 'url'>,
  name = 'stranger',
): Promise<Somebody> {
  const somebody = await sitDown(browser, server, name)
  await somebody.page.goto(server.url)
  return somebody
}

/** A window of somebody who comes from elsewhere: it has asked for nothing yet, and moves what moves. */
export async function openBareWindow(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport })
  context.setDefaultTimeout(PATIENCE_MS)
  await slowFrames(context)
  return context
}

async function sitDown(
  browser: Browser,
  server: Pick<RunningServer, 'url'>,
  name: string,
): Promise<Somebody> {
  const taken = await takeWindow(browser, server.url)
  const { context, page } = taken
  return {
    name,
    page,
    context,
    guard: guardPage(context, server.url),
    openPage: () => context.newPage(),
    useUp: () => (taken.isUsedUp = true),
  }
}

/**
 * Several people, each in a browser of their own, signed in and on the list of boards. They start by the API, for
 * the start page has tests of its own.
 */
export async function openPeople<const Names extends readonly string[]>(
  server: Pick<RunningServer, 'url'>,
  names: Names,
): Promise<{ [Each in keyof Names]: Somebody }> {
  const browser = await openBrowser()
  const people: Somebody[] = []
  for (const name of names) {
    const somebody = await sitDown(browser, server, name)
    const answer = await somebody.context.request.post(`${server.url}/api/start`, {
      data: { name },
    })
    if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`)
    await somebody.page.goto(server.url)
    await somebody.page.getByRole('heading', { name: 'Boards', exact: true }).waitFor()
    people.push(somebody)
  }
  return people as { [Each in keyof Names]: Somebody }
}

/** The start page of a server for this computer: a name and one click. */
export async function signInByName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await page.getByRole('heading', { name: 'Boards', exact: true }).waitFor()
}

/** Writes test-results/screenshots/<name>.jpg, to be looked at. A PNG takes several times the CPU time. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = 'test-results/screenshots'
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.jpg`), quality: 85 })
}

/** Light or dark, once the page is drawn in it. */
export async function inScheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  const scheme = page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)
  await scheme.waitFor({ state: 'attached' })
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((next) => requestAnimationFrame(next))
  })
}

/** Cuts one person's network, or gives it back. */
export async function putOffline(somebody: Somebody, offline: boolean): Promise<void> {
  somebody.guard.allowNetworkFailures()
  await somebody.context.setOffline(offline)
}

/** `expect.poll` with the patience that a page on a busy machine needs. */
export function eventually<T>(read: () => T | Promise<T>, timeoutMs = 60_000) {
  return expect.poll(read, { timeout: timeoutMs, interval: 100 })
}
