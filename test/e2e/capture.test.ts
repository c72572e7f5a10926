import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { startApi } from '../support/api-server.ts'
import { seriousFaults } from '../support/axe.ts'
import {
  boardIdOf,
  card,
  clickCanvas,
  letIn,
  makeBoard,
  openBoard,
  pasteText,
  untilSaved,
} from '../support/board-page.ts'
import { chromiumPath } from '../support/chromium.ts'
import { eventually, openPeople, putOffline, screenshot, type Somebody } from '../support/people.ts'
import { pngOf } from '../support/small-png.ts'
import { openWebSite, type WebSite } from '../support/web-site.ts'

/** A capture starts processes of its own, a browser among them. */
const patience = { timeout: 120_000 }

const ARTICLE = `<!doctype html><html lang="en"><head><title>Tab</title>
<meta property="og:title" content="Fence between barracks and hall taken down, pictures show">
<meta property="og:site_name" content="The Example"><meta name="author" content="Kim Reyes">
<meta property="article:published_time" content="2024-10-25"><meta property="og:image" content="/main.png">
<meta property="og:description" content="Two satellite pictures a month apart show that a fence at the training ground is gone and that cars stand outside.">
<style>body{margin:0;font:18px/1.6 Georgia,serif;color:#222}header{background:#123b63;color:#fff;padding:24px 40px;font:700 28px sans-serif}
article{max-width:680px;margin:0 auto;padding:32px 40px}h1{line-height:1.2}img{width:100%}</style>
<script>document.title = 'ran'</script></head><body><header>The Example</header><article>
<h1>Fence between barracks and hall taken down, pictures show</h1><img src="/main.png" alt="A field">
<p>Two pictures taken a month apart show that a fence which stood for years between a barracks and a hall is gone, and that cars and piles of trash stand outside of it.</p>
<p>By signing up, I accept the Example's Terms &amp; Conditions and Privacy Policy as amended from time to time.</p>
<p>It could not be established who took it down or when exactly, said a researcher who compared them. The windows of the hall resemble those seen in a video of last week.</p>
<p><a href="/elsewhere">Nobody at the site answered questions</a>, and the ministry did not say what the hall is used for, or by whom it has been used since the summer.</p>
</article></body></html>`

test('[K20] a pasted address becomes a card of its page, which opens from the board when the site is gone', async () => {
  const { site, server } = await open({ chromium: chromiumPath() ?? 'off' })
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  const link = await pinStory(mara, site)
  for (const words of ['The Example', 'Kim Reyes', '25 Oct 2024', 'Two satellite pictures'])
    await link.getByText(words).waitFor()
  await eventually(() => link.locator('img').first().evaluate(isShown)).toBe(true)
  await untilSaved(page)
  await screenshot(page, 'capture-1-card')
  await site.close()

  const frame = await lookClosely(page)
  await eventually(() => frame.locator('img').first().evaluate(isShown)).toBe(true)
  expect(await frame.locator('a').first().getAttribute('href')).toBeNull()
  await screenshot(page, 'capture-2-page')
  const sheet = page.getByRole('region', { name: /^Look closely/ })
  await sheet.getByText('Picture of the page').click()
  await eventually(() => sheet.locator('img').first().evaluate(isShown)).toBe(true)
  await screenshot(page, 'capture-3-picture')
  await sheet.getByText('Text', { exact: true }).click()
  await sheet.getByText('It could not be established who took it down').waitFor()
  expect(await sheet.getByText('By signing up').count()).toBe(0)
  await screenshot(page, 'capture-4-text')
})

test('[K20] the facts of a capture can be read by everybody, in the dark and on a narrow screen; viewers see the page too', async () => {
  const { site, server } = await open()
  const [mara, vera] = await openPeople(server, ['Mara', 'Vera'])
  await pinStory(mara, site)
  const boardId = boardIdOf(mara.page)
  await letIn(mara, boardId, vera, 'viewer')
  const { page } = vera
  await page.emulateMedia({ colorScheme: 'dark' })
  await openBoard(page, boardId)
  await lookClosely(page)
  expect(await page.getByRole('button', { name: 'Capture again' }).count()).toBe(0)
  await page.getByText('Facts', { exact: true }).click()
  for (const words of ['SHA-256 of the WARC', '127.0.0.1', 'Download the WARC'])
    await page.getByText(words).first().waitFor()
  await screenshot(page, 'capture-5-facts-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await seriousFaults(page)).toEqual([])
  await screenshot(page, 'capture-6-facts-narrow')
})

test('[K21] a page that cannot be had leaves a plain card with the reason, and is captured when it is tried again; added offline, it waits', async () => {
  const { site, server } = await open()
  let isThere = false
  site.answer('/later', (request, response) => {
    if (!isThere) return request.socket.destroy()
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>It is there now</title>')
  })
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  mara.guard.allow(/422/)
  await makeBoard(mara)
  await clickCanvas(page)
  await pasteText(mara, site.at('/later'))
  const link = card(page, /later/)
  await link.getByText('Not captured. Its server broke off the connection.').waitFor()
  await screenshot(page, 'capture-7-failed')
  isThere = true
  await link.getByRole('button', { name: 'Try again' }).click()
  await card(page, 'It is there now')
    .getByText(/^Captured /)
    .waitFor(patience)

  await putOffline(mara, true)
  await clickCanvas(page)
  await pasteText(mara, site.at('/story'))
  await page.getByText('Will be captured once the connection is back').waitFor()
  await screenshot(page, 'capture-8-offline')
  await putOffline(mara, false)
  await card(page, 'Fence between barracks')
    .getByText(/^Captured /)
    .waitFor(patience)
})

/** Pins the story on a board of its own and waits for its card. */
async function pinStory(somebody: Somebody, site: WebSite): Promise<Locator> {
  await makeBoard(somebody)
  await clickCanvas(somebody.page)
  await pasteText(somebody, site.at('/story'))
  const link = card(somebody.page, 'Fence between barracks')
  await link.getByText(/^Captured /).waitFor(patience)
  return link
}

/** Opens the story's card closely, and waits for the page in its frame. */
async function lookClosely(page: Page): Promise<FrameLocator> {
  await card(page, 'Fence between barracks').click()
  await page.getByRole('button', { name: 'Look closely' }).click()
  const frame = page.frameLocator('iframe[title$="as captured"]')
  await frame.getByText('a fence which stood for years').waitFor()
  return frame
}

async function open({ chromium = 'off' } = {}) {
  const site = await openWebSite()
  site.answer('/story', ARTICLE)
  site.answer('/main.png', (_, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(pngOf('field')),
  )
  const env: Record<string, string> = { CHROMIUM: chromium }
  const clientDir = process.env['CLIENT_DIR']
  if (clientDir !== undefined) env['CLIENT_DIR'] = clientDir
  const server = await startApi(env, { policy: site.policy })
  onTestFinished(() => server.close())
  return { site, server }
}

function isShown(image: Element): boolean {
  return image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0
}
