import type { Browser, BrowserContext, Page } from 'playwright-core'
import { slowFrames } from './slow-frames.ts'

/**
 * Windows of the browser, each with cookies and storage apart from every other's. They are emptied and used again by
 * the next test: a page opens in a third of the time where its program has read and compiled the client before.
 */
export type BrowserWindow = {
  context: BrowserContext
  page: Page
  origin: string
  /** Closed after the test, for what was changed in it cannot be changed back. */
  isUsedUp: boolean
}

export const viewport = { width: 1280, height: 800 }
/** What is to be there comes within so long, on a busy machine too. */
export const PATIENCE_MS = 60_000
const inUse: BrowserWindow[] = []
let atRest: BrowserWindow[] = []
/** Where the windows of this worker lead. One that led elsewhere has nothing compiled, and is closed. */
let usualOrigin: string | null = null

export async function takeWindow(browser: Browser, url: string): Promise<BrowserWindow> {
  const { origin } = new URL(url)
  usualOrigin ??= origin
  const rested = atRest.find((each) => each.origin === origin && !each.page.isClosed())
  atRest = atRest.filter((each) => each !== rested)
  const taken = rested ?? (await openWindow(browser, origin))
  inUse.push(taken)
  return taken
}

async function openWindow(browser: Browser, origin: string): Promise<BrowserWindow> {
  const context = await browser.newContext({
    viewport,
    colorScheme: 'light',
    // What moves by itself is still at once, so that a click meets what it was meant for.
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  await slowFrames(context)
  return { context, page: await context.newPage(), origin, isUsedUp: false }
}

/** At the end of a test. What a test opened beside its windows is closed with them. */
export async function leaveWindows(browser: Browser, { keep }: { keep: boolean }): Promise<void> {
  for (const left of inUse.splice(0)) {
    const isEmpty = keep && (await empty(left).catch(() => false))
    if (isEmpty) atRest.push(left)
  }
  const kept = new Set(atRest.map(({ context }) => context))
  const others = browser.contexts().filter((context) => !kept.has(context))
  await Promise.all(others.map((context) => context.close()))
}

/** Makes a window as it was when it was new, but for what its program has compiled. */
async function empty({ context, page, origin, isUsedUp }: BrowserWindow): Promise<boolean> {
  if (isUsedUp || page.isClosed() || origin !== usualOrigin) return false
  for (const other of context.pages()) if (other !== page) await other.close()
  await page.goto(`${origin}/healthz`, { timeout: 5000 })
  const devtools = await context.newCDPSession(page)
  await devtools.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'local_storage,indexeddb,cache_storage,service_workers',
  })
  await devtools.detach()
  await page.evaluate(() => sessionStorage.clear())
  for (const event of ['console', 'dialog', 'pageerror', 'request', 'response'])
    page.removeAllListeners(event)
  await context.setOffline(false)
  await context.clearCookies()
  await context.clearPermissions()
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.setViewportSize(viewport)
  await page.mouse.move(-10, -10)
  return true
}
