import { AppError } from '../../shared/app-error.ts'
import type { ChromiumPipe } from '../chromium/chromium-pipe.ts'
import { withChromium } from '../chromium/with-chromium.ts'
import { REPLAY_POLICY } from './reading/replay-page.ts'

const WIDTH = 1280
const LEAST_HEIGHT = 800
const MOST_HEIGHT = 12_000
const TIME_LIMIT_MS = 25_000

/** A name that leads nowhere (RFC 6761). The page is handed over when the browser asks for it. */
const PAGE_URL = 'http://page.invalid/'

/**
 * The whole page as a WebP picture, drawn by a headless Chromium from a replay page alone. The browser runs no
 * script and reaches nothing: names resolve to nothing, everything goes to a proxy that is not there, loopback
 * included, whatever is asked for but the page is refused, and the page's own policy allows nothing either. Its
 * process, profile and time are its own; it is killed at the end, whatever happens.
 *
 * @throws AppError `file/unreadable`
 */
export async function pictureOfPage(
  html: string,
  {
    chromium,
    signal,
    timeLimitMs = TIME_LIMIT_MS,
  }: { chromium: string; signal: AbortSignal; timeLimitMs?: number },
): Promise<Buffer> {
  const late = AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)])
  try {
    return await withChromium(chromium, { switches: reachingNothing, signal: late }, (browser) =>
      draw(browser, html),
    )
  } catch (cause) {
    throw new AppError('file/unreadable', 'No picture of the page could be made.', { cause })
  }
}

const reachingNothing = [
  '--proxy-server=http://127.0.0.1:1',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--blink-settings=scriptEnabled=false',
  '--disable-plugins',
  '--disable-features=WebRTC,DnsOverHttps,NetworkPrediction,MediaRouter,OptimizationHints',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--js-flags=--jitless',
]

async function draw(browser: ChromiumPipe, html: string): Promise<Buffer> {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' })
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true })
  const ask = (method: string, params = {}) => browser.send(method, params, String(sessionId))

  let isGiven = false
  browser.on(({ method, params }) => {
    if (method !== 'Fetch.requestPaused') return
    const { requestId, request } = params as { requestId: string; request: { url: string } }
    if (request.url !== PAGE_URL || isGiven) {
      ask('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' }).catch(() => {})
      return
    }
    isGiven = true
    ask('Fetch.fulfillRequest', {
      requestId,
      responseCode: 200,
      responseHeaders: [
        { name: 'Content-Type', value: 'text/html; charset=utf-8' },
        { name: 'Content-Security-Policy', value: `sandbox; ${REPLAY_POLICY}` },
      ],
      body: Buffer.from(html).toString('base64'),
    }).catch(() => {})
  })
  await ask('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
  await ask('Emulation.setScriptExecutionDisabled', { value: true })
  await ask('Emulation.setDeviceMetricsOverride', {
    width: WIDTH,
    height: LEAST_HEIGHT,
    deviceScaleFactor: 1,
    mobile: false,
  })
  await ask('Page.enable')
  const loaded = browser.once('Page.loadEventFired')
  await ask('Page.navigate', { url: PAGE_URL })
  await loaded
  const height = heightIn(await ask('Page.getLayoutMetrics'))
  const { data } = await ask('Page.captureScreenshot', {
    format: 'webp',
    quality: 80,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width: WIDTH, height, scale: 1 },
  })
  return Buffer.from(String(data), 'base64')
}

function heightIn({ cssContentSize }: { [name: string]: unknown }): number {
  const height = Number((cssContentSize as { height?: unknown } | undefined)?.height)
  return Math.max(LEAST_HEIGHT, Math.min(MOST_HEIGHT, Math.ceil(height || LEAST_HEIGHT)))
}
