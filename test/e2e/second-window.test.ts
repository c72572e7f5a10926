import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import {
  boardIdOf,
  boardIsOpen,
  card,
  clickCanvas,
  letIn,
  makeBoard,
  openBoard,
  pasteText,
  untilSaved,
} from '../support/board-page.ts'
import { eventually, openPeople, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const stageOf = (page: Page) => page.getByTestId('stage')
const said = (page: Page) => stageOf(page).locator('> output').last().innerText()
const seen = (presenter: Page, where: 'On the screen' | 'Next') =>
  presenter.getByRole('region', { name: where, exact: true })
const pictureIn = (presenter: Page, where: 'On the screen' | 'Next') =>
  seen(presenter, where).getByRole('img', { name: /^Picture of the scene/ })

test('[Q25] a second window shows what is on the screen and what the next press shows, as pictures that cost the stage nothing', async () => {
  const server = await startServer()
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await eventually(() => said(page)).toContain('Two clips on Telegram')
  const presenter = await openSecondWindow(page)

  // Where things lie, and then how they look; the next press is a step of the same scene.
  await seen(presenter, 'On the screen').locator('rect, img').first().waitFor()
  await seen(presenter, 'Next').getByRole('heading', { name: 'Next: step 1 of 3' }).waitFor()
  await seen(presenter, 'Next').getByText('After that: Where they were filmed').waitFor()
  for (const where of ['On the screen', 'Next'] as const)
    await pictureIn(presenter, where).waitFor()
  await screenshot(presenter, 'second-window-1-light')
  expect(await seriousFaults(presenter)).toEqual([])
  expect(await bytesOf(presenter, 'Next')).not.toBe(await bytesOf(presenter, 'On the screen'))

  // It has a thread of its own, and nothing of its pictures is made in the window with the stage.
  expect(await presenter.evaluate(() => window.opener === null)).toBe(true)
  expect(await page.locator('[data-mantine-color-scheme].tl-container[inert]').count()).toBe(0)
  expect(await presenter.locator('.tl-container[inert]').count()).toBe(1)

  // What was next is shown as it was drawn already.
  const address = await pictureIn(presenter, 'Next').getAttribute('src')
  await presenter.bringToFront()
  await presenter.keyboard.press('PageDown')
  await eventually(() => pictureIn(presenter, 'On the screen').getAttribute('src')).toBe(address)
  await seen(presenter, 'Next').getByRole('heading', { name: 'Next: step 2 of 3' }).waitFor()

  // A clicker's keys and the notes' own work here as in the other window.
  await presenter.keyboard.press('PageUp')
  await seen(presenter, 'Next').getByRole('heading', { name: 'Next: step 1 of 3' }).waitFor()
  await presenter.keyboard.press('.')
  await page.getByTestId('black').waitFor()
  await presenter.getByText('The screen is black').waitFor()
  await presenter.keyboard.press('b')
  await eventually(() => page.getByTestId('black').count()).toBe(0)
  await presenter.setViewportSize({ width: 460, height: 620 })
  const notes = presenter.getByRole('region', { name: 'Notes', exact: true })
  const scrolled = () => notes.evaluate((each) => each.scrollTop)
  expect(await scrolled()).toBe(0)
  await presenter.keyboard.press('Shift+ArrowDown')
  await eventually(scrolled).toBeGreaterThan(0)
  await presenter.keyboard.press('Shift+ArrowUp')
  await eventually(scrolled).toBe(0)
  await eventually(() => said(page)).toContain('Two clips on Telegram')
  await screenshot(presenter, 'second-window-2-narrow')
  await presenter.emulateMedia({ colorScheme: 'dark' })
  await presenter.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  await presenter.setViewportSize({ width: 1100, height: 720 })
  for (const where of ['On the screen', 'Next'] as const)
    await pictureIn(presenter, where).waitFor()
  await screenshot(presenter, 'second-window-3-dark')
  expect(await seriousFaults(presenter)).toEqual([])

  // One window is enough, and it goes on where the stage is loaded again.
  await page.bringToFront()
  await page.keyboard.press('w')
  await page.getByText('Your presenter window is open already.').waitFor()
  await page.reload()
  await eventually(() => said(page)).toContain('Two clips on Telegram')
  await page.keyboard.press('End')
  await presenter.getByRole('heading', { name: 'This is the last scene.' }).waitFor()
  await pictureIn(presenter, 'On the screen').waitFor()
  await presenter.close()
  expect(await openSecondWindow(page)).not.toBe(presenter)
})

test('[Q26] pictures in the second window are of what is presented: a version as it was, the board as it becomes; where none can be drawn the outline stays', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, idris, 'editor')
  await openBoard(idris.page, boardId)
  await clickCanvas(page, { x: 640, y: 400 })
  await pasteText(mara, 'Seen in May.')
  await card(page, 'Seen in May').waitFor()
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
  await page.getByRole('button', { name: 'New briefing' }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Scene from the view' }).click()
  await untilSaved(page)
  const versions = new URL(`/api/boards/${boardIdOf(page)}/versions`, page.url()).href
  const named = await mara.context.request.post(versions, { data: { name: 'Version 12' } })
  expect(named.ok()).toBe(true)

  // Live, it is drawn again when somebody takes the card away.
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await eventually(() => said(page)).toContain('Scene 1')
  const live = await openSecondWindow(page)
  await pictureIn(live, 'On the screen').waitFor()
  await eventually(() => coloursIn(live, 'On the screen')).toBeGreaterThan(1)
  await card(idris.page, 'Seen in May').click()
  await idris.page.keyboard.press('Delete')
  await eventually(() => card(page, 'Seen in May').count()).toBe(0)
  await eventually(() => coloursIn(live, 'On the screen')).toBe(1)
  await page.bringToFront()
  await page.keyboard.press('Escape')
  await live.getByText('The presentation has ended').waitFor()
  await live.close()

  // Of the version it is what the room sees.
  await page.getByRole('button', { name: 'Live or a version' }).click()
  await page.getByRole('menuitem', { name: /Version 12/ }).click()
  await card(page, 'Seen in May').waitFor()
  const frozen = await openSecondWindow(page)
  await frozen.getByText('As of Version 12').waitFor()
  await pictureIn(frozen, 'On the screen').waitFor()
  expect(await coloursIn(frozen, 'On the screen')).toBeGreaterThan(1)
  await frozen.close()

  // What draws does not come: the outline says where things lie.
  mara.useUp()
  mara.guard.allowNetworkFailures()
  await mara.context.route(/drawn-scenes-/, (route) => route.abort())
  const without = await openSecondWindow(page)
  await without.getByText('There is no picture of it for now').waitFor()
  await without.locator('rect[data-kind="card"]').waitFor()
})

async function openSecondWindow(page: Page): Promise<Page> {
  const [presenter] = await Promise.all([
    page.context().waitForEvent('page'),
    page.keyboard.press('w'),
  ])
  await presenter.getByRole('region', { name: 'On the screen', exact: true }).waitFor()
  return presenter
}

/** As text: two that look alike are the same. */
function bytesOf(presenter: Page, where: 'On the screen' | 'Next'): Promise<string> {
  return pictureIn(presenter, where).evaluate(async (image) => {
    const answer = await fetch(image.getAttribute('src') ?? '')
    return String(new Uint8Array(await answer.arrayBuffer()))
  })
}

/** How many colours there are on a picture: one where it shows nothing. */
function coloursIn(presenter: Page, where: 'On the screen' | 'Next'): Promise<number> {
  return pictureIn(presenter, where).evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) return 0
    await image.decode()
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight)
    const context = canvas.getContext('2d')
    context?.drawImage(image, 0, 0)
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
    return new Set(new Uint32Array(new Uint8ClampedArray(pixels).buffer)).size
  })
}
