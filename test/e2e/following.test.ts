import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { audienceMessages } from '../../client/audience/audience-messages.ts'
import { sampleScenes } from '../../server/sample/briefing.ts'
import { seriousFaults } from '../support/axe.ts'
import { boardIdOf, boardIsOpen, recordsOf } from '../support/board-page.ts'
import {
  eventually,
  openBareWindow,
  openBrowser,
  openPeople,
  screenshot,
} from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const words = audienceMessages
/** What is said to those who do not see the stage. */
const saidIn = (stage: Locator) => stage.locator('> output').last().innerText()

test('[W6] [W7] [W12] [Q16] [Q29] one presents, one follows and one watches by a link: all see the same scene and what is written on it, each with one action', async () => {
  const server = await startServer()
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  await mara.page.getByText('Sergeyevka (sample)').first().click()
  await boardIsOpen(mara.page)
  const boardId = boardIdOf(mara.page)
  await idris.page.goto(`${server.url}/board/${boardId}`)
  await boardIsOpen(idris.page)

  // A link is made in the panel of briefings.
  await mara.page.getByRole('button', { name: 'Briefings' }).click()
  const links = mara.page.getByRole('region', { name: words.links.title })
  await links.getByRole('button', { name: words.links.make }).click()
  await links.getByLabel(words.links.asksName).check()
  await links.getByRole('button', { name: words.links.create }).click()
  const link = await links.locator('code').innerText()
  await screenshot(mara.page, 'following-1-link')

  // Nobody presents yet: a name, and a calm page.
  const browser = await openBrowser()
  const stranger = await openBareWindow(browser)
  const audience = await stranger.newPage()
  const asked: string[] = []
  audience.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await audience.goto(link)
  await screenshot(audience, 'following-2-door')
  await audience.getByLabel(words.door.name).fill('Ivo')
  await audience.getByRole('button', { name: words.door.enter }).click()
  await audience.getByRole('heading', { name: words.watching.waitingTitle }).waitFor()
  await screenshot(audience, 'following-3-waiting')
  await eventually(() => links.innerText()).toContain(words.links.watching(1))

  await mara.page.getByRole('button', { name: 'Present', exact: true }).click()
  await mara.page.getByTestId('stage').waitFor()
  await idris.page.getByRole('button', { name: words.following.follow, exact: true }).click()
  const followed = idris.page.getByTestId('following')
  await followed.waitFor()
  const watched = audience.getByTestId('audience')
  await watched.waitFor()
  const [first, second] = sampleScenes
  await eventually(() => saidIn(watched)).toContain(first?.title)
  await eventually(() => saidIn(followed)).toContain(first?.title)
  await watched.getByText('Clip 1').first().waitFor()
  // A clip is the clip itself for all, without what else its file holds, at the moment at which the scene lets it stand.
  const clipIn = (page: Page) => page.locator('[data-shape-type="card"] video').first()
  const stands = (page: Page) =>
    clipIn(page).evaluate((clip: HTMLVideoElement) => [clip.videoWidth > 0, clip.currentTime])
  await eventually(() => stands(mara.page)).toEqual([true, 6.02])
  for (const page of [audience, idris.page])
    await eventually(() => stands(page)).toEqual([true, 6.02])
  await screenshot(mara.page, 'following-4-presenter')
  await screenshot(idris.page, 'following-5-follower')
  await screenshot(audience, 'following-6-audience')
  for (const page of [audience, idris.page]) expect(await seriousFaults(page)).toEqual([])
  await idris.page.emulateMedia({ colorScheme: 'dark' })
  await idris.page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  expect(await seriousFaults(idris.page)).toEqual([])
  await idris.page.emulateMedia({ colorScheme: 'light' })

  // What is written and pointed at lies on the same spot for all, in windows of any shape, for late ones too.
  await audience.setViewportSize({ width: 720, height: 900 })
  const { page } = mara
  const everyone = [page, idris.page, audience]
  const clip = page.locator('[data-shape-type="card"]').filter({ has: page.locator('video') })
  const card = (await clip.first().getAttribute('data-shape-id')) ?? 'none'
  const { x = 0, y = 0, width = 0, height = 0 } = (await clip.first().boundingBox()) ?? {}
  const middle = { x: x + width / 2, y: y + height / 2 }
  await page.keyboard.press('p')
  await circle(page, middle)
  await eventually(() => inkOn(page, card)).not.toBe(null)
  const spot = await inkOn(page, card)
  for (const each of everyone) await eventually(() => inkOn(each, card)).toEqual(spot)
  await audience.reload()
  await eventually(() => inkOn(audience, card)).toEqual(spot)
  await page.keyboard.press('l')
  await page.mouse.move(640, 500)
  await page.mouse.down()
  await page.mouse.move(760, 430, { steps: 30 })
  const laser = (each: Page) => each.locator('.tl-scribble').count()
  for (const each of everyone) await eventually(() => laser(each)).toBe(1)
  await screenshot(page, 'following-8-ink-presenter')
  await screenshot(idris.page, 'following-8-ink-follower')
  await screenshot(audience, 'following-8-ink-audience')
  await page.mouse.up()
  for (const each of everyone) await eventually(() => laser(each)).toBe(0)

  // Black shows nothing of it; wiped off, and with the next scene, it is gone for all.
  const strokes = (each: Page) => each.locator('.stage-stroke').count()
  await page.keyboard.press('b')
  await idris.page.getByTestId('black').waitFor()
  await eventually(() => strokes(audience)).toBe(0)
  await page.keyboard.press('b')
  await eventually(() => inkOn(audience, card)).toEqual(spot)
  await page.keyboard.press('Escape')
  for (const each of everyone) await eventually(() => strokes(each)).toBe(0)
  await page.keyboard.press('p')
  await circle(page, middle)
  for (const each of everyone) await eventually(() => strokes(each)).toBe(1)

  // Steps and scenes come to both; a late one lands on the present scene.
  for (let n = 0; n <= (first?.steps?.length ?? 0); n++)
    await mara.page.keyboard.press('ArrowRight')
  await eventually(() => saidIn(watched)).toContain(second?.title)
  await eventually(() => saidIn(followed)).toContain(second?.title)
  for (const each of everyone) await eventually(() => strokes(each)).toBe(0)
  await mara.page.keyboard.press('End')
  const last = sampleScenes.at(-1)?.title
  await eventually(() => saidIn(watched)).toContain(last)
  const late = await stranger.newPage()
  await late.emulateMedia({ colorScheme: 'dark' })
  await late.setViewportSize({ width: 420, height: 800 })
  await late.goto(link)
  await eventually(() => saidIn(late.getByTestId('audience'))).toContain(last)
  await late.locator('[data-shape-type="card"]').first().waitFor()
  await screenshot(late, 'following-7-late-dark-narrow')

  await followed.getByRole('button', { name: words.following.leave }).click()
  await boardIsOpen(idris.page)
  await mara.page.keyboard.press('Escape')
  await mara.page.keyboard.press('Escape')
  await boardIsOpen(mara.page)
  await audience.getByRole('heading', { name: words.watching.waitingTitle }).waitFor()
  await eventually(() => idris.page.getByText(/is presenting/).count()).toBe(0)

  // Taken back: everybody is told at once. Nothing of the board was ever asked for.
  await links.getByRole('button', { name: words.links.revoke }).click()
  await audience.getByRole('heading', { name: words.door.goneTitle }).waitFor()
  expect(
    asked.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/watch/')),
  ).toEqual([])
  await stranger.close()
})

async function circle(page: Page, { x, y }: { x: number; y: number }): Promise<void> {
  await page.mouse.move(x + 90, y)
  await page.mouse.down()
  for (let turn = 0; turn <= 6.4; turn += 0.2)
    // oxlint-disable-next-line no-await-in-loop
    await page.mouse.move(x + 90 * Math.cos(turn), y + 60 * Math.sin(turn))
  await page.mouse.up()
}

/** Where what is written lies on a card, in hundredths of its width; null where nothing is. */
function inkOn(page: Page, card: string): Promise<number[] | null> {
  return page.evaluate((id) => {
    const ink = document.querySelector('.stage-stroke')?.getBoundingClientRect()
    const on = document.querySelector(`[data-shape-id="${id}"]`)?.getBoundingClientRect()
    if (!ink || !on) return null
    const places = [ink.left - on.left, ink.top - on.top, ink.width, ink.height]
    return places.map((each) => Math.round((each / on.width) * 100))
  }, card)
}

test('[Q12] [Q13] [Q14] nothing is presented but by a press, nothing on the stage acts on the board, and a reload or a version shows nobody anything else', async () => {
  const server = await startServer()
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').first().click()
  await boardIsOpen(page)
  const boardId = boardIdOf(page)
  const before = await recordsOf(mara, boardId)
  const briefing = before.find(({ typeName }) => typeName === 'briefing')
  await idris.page.goto(`${server.url}/board/${boardId}`)
  await boardIsOpen(idris.page)

  // An address presents nothing by itself.
  await page.evaluate(
    (address) => history.pushState(null, '', address),
    `/board/${boardId}?present=${briefing?.id ?? ''}`,
  )
  await page.getByRole('heading', { name: /^Present “/ }).waitFor()
  expect(await idris.page.getByText(/is presenting/).count()).toBe(0)
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  const stage = page.getByTestId('stage')
  await eventually(() => saidIn(stage)).toContain(sampleScenes[0]?.title)
  await idris.page.getByRole('button', { name: words.following.follow, exact: true }).click()
  const followed = idris.page.getByTestId('following')
  await followed.waitFor()

  // No menu, nothing dropped, and black is black whatever is looked at closely.
  await page.mouse.click(640, 400, { button: 'right' })
  const file = await page.evaluateHandle(() => {
    const data = new DataTransfer()
    data.items.add(new File(['x'], 'x.png', { type: 'image/png' }))
    return data
  })
  await stage.locator('.tl-canvas').dispatchEvent('drop', { dataTransfer: file })
  expect(await page.getByRole('menu').count()).toBe(0)
  await page.keyboard.press('ArrowRight')
  const quote = stage.getByRole('article', { name: 'Quote: A male voice in clip 1' })
  await quote.click({ force: true })
  const sheet = stage.locator('> section')
  await sheet.waitFor()
  await page.keyboard.press('b')
  await page.getByTestId('black').waitFor()
  expect(await sheet.count()).toBe(0)
  await page.keyboard.press('b')

  // Loaded again in the middle, it goes on where it was, and nobody who follows is sent away.
  await page.keyboard.press('3')
  await page.keyboard.press('Enter')
  const third = sampleScenes[2]?.title
  await eventually(() => saidIn(followed)).toContain(third)
  await idris.page.evaluate(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('[data-testid="following"]')) document.title = 'sent away'
    })
    seen.observe(document.body, { childList: true, subtree: true })
  })
  await page.reload()
  await eventually(() => saidIn(stage)).toContain(third)
  await page.keyboard.press('PageDown')
  await eventually(() => followed.getByText(/interrupted/).count()).toBe(0)
  expect(await idris.page.title()).not.toBe('sent away')
  await page.keyboard.press('Escape')
  await boardIsOpen(page)
  await boardIsOpen(idris.page)

  // A version is presented without a moment of the live board before it.
  const address = new URL(`/api/boards/${boardId}/versions`, page.url()).href
  expect((await mara.context.request.post(address, { data: { name: 'Version 1' } })).ok()).toBe(
    true,
  )
  const frozen = await presentedBy(page)
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
  await page.getByRole('button', { name: 'Live or a version' }).click()
  await page.getByRole('menuitem', { name: /Version 1/ }).click()
  await eventually(() => saidIn(stage)).toContain(sampleScenes[0]?.title)
  await eventually(frozen).not.toEqual([])
  expect((await frozen()).filter((moment) => moment === 'null')).toEqual([])
  await page.keyboard.press('Escape')
  expect(await recordsOf(mara, boardId)).toEqual(before)
})

/** The moments that this page tells others it presents, from now on until it is loaded again. */
async function presentedBy(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    // oxlint-disable-next-line typescript/unbound-method -- called on the socket that it was called on
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function (data) {
      if (data instanceof Uint8Array) said.push(new TextDecoder().decode(data))
      return send.call(this, data)
    }
  })
  return async () => {
    const said = await page.evaluate((): unknown => Reflect.get(window, 'said'))
    const frames = z.array(z.string()).parse(said)
    return frames.flatMap((text) => /"presenting":\{[^}]*"moment":(\w+)/.exec(text)?.[1] ?? [])
  }
}
