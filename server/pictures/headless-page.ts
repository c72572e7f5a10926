import type { ChromiumPipe } from '../chromium/chromium-pipe.ts'
import { withChromium } from '../chromium/with-chromium.ts'

/** The browser reaches this computer and nothing else, and draws though nobody looks. */
const switches = [
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
]

/** Opens a page of our own in a headless Chromium until `work` is done. Every request carries the key. */
export async function withHeadlessPage<T>(
  {
    chromium,
    url,
    key,
    signal,
  }: { chromium: string; url: string; key: string; signal?: AbortSignal },
  work: Promise<T>,
): Promise<T> {
  return await withChromium(chromium, { switches, ...(signal && { signal }) }, async (browser) => {
    await open(browser, { url, key })
    return work
  })
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
