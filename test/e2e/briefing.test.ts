import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
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
  recordsOf,
  untilSaved,
} from '../support/board-page.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Briefings' })
const rowsOf = (page: Page) =>
  panelOf(page).locator('button[aria-expanded][title], button[aria-expanded]:not([aria-haspopup])')
const titlesOf = async (page: Page) =>
  (await rowsOf(page).allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())
const stageOf = (page: Page) => page.getByTestId('stage')
/** What is said to those who do not see the stage: which scene is on. */
const said = (page: Page) => stageOf(page).locator('> output').last().innerText()

const sceneRecord = z.looseObject({
  title: z.string(),
  order: z.string(),
  frame: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
})

async function scenesOf(somebody: Somebody, boardId: string) {
  const records = await recordsOf(somebody, boardId)
  return records
    .filter(({ typeName }) => typeName === 'scene')
    .map((record) => sceneRecord.parse(record))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
}

test('[Q7] scenes are made from the view and a selection, ordered by keyboard, and seen at once by somebody who may only look', async () => {
  const { mara, idris, boardId } = await openTogether('viewer')
  await paste(mara, 'The fence was there in May.')
  await openPanel(mara.page)
  await openPanel(idris.page)
  await panelOf(idris.page).getByText('Nobody has made a briefing').waitFor()

  await panelOf(mara.page).getByRole('button', { name: 'New briefing' }).click()
  await panelOf(mara.page).getByLabel('Name of the briefing').fill('What we saw')
  await mara.page.keyboard.press('Enter')
  await panelOf(mara.page).getByRole('button', { name: 'Scene from the view' }).click()
  await nameScene(mara.page, 'All of it')
  await card(mara.page, 'The fence').click()
  await panelOf(mara.page).getByRole('button', { name: 'From the selection' }).click()
  await nameScene(mara.page, 'The fence')
  await panelOf(mara.page).getByLabel('Speaker notes').fill('Say when.')
  await eventually(() => titlesOf(idris.page)).toEqual(['1 All of it', '2 The fence'])
  await panelOf(idris.page).getByRole('button', { name: 'Present', exact: true }).waitFor()
  expect(
    await panelOf(idris.page)
      .getByRole('button', { name: /^(Scene from|More:)/ })
      .count(),
  ).toBe(0)
  const [whole, fence] = await scenesOf(mara, boardId)
  expect(fence?.frame.w).toBeLessThan(whole?.frame.w ?? 0)

  // What is selected comes with a step; Alt and an arrow move a scene; each is one step of undo.
  await panelOf(mara.page).getByRole('button', { name: 'New step of the selection' }).click()
  await panelOf(mara.page).getByText('Step 1', { exact: true }).waitFor()
  expect(await seriousFaults(mara.page)).toEqual([])
  await screenshot(mara.page, 'briefing-1-panel')
  await rowsOf(mara.page).nth(1).press('Alt+ArrowUp')
  await eventually(() => titlesOf(idris.page)).toEqual(['1 The fence', '2 All of it'])
  await rowsOf(idris.page).first().click()
  await panelOf(idris.page).getByText('Say when.').waitFor()
  expect(await panelOf(idris.page).locator('textarea, input').count()).toBe(0)

  await moreOf(mara.page, 'All of it', 'Duplicate')
  await moreOf(mara.page, 'All of it', 'Skip when presenting')
  await eventually(() => titlesOf(idris.page)).toEqual([
    '1 The fence',
    'All of it skipped',
    '2 All of it (copy)',
  ])
  await moreOf(mara.page, 'The fence', 'Delete the scene')
  await eventually(() => titlesOf(idris.page)).toEqual(['All of it skipped', '1 All of it (copy)'])
  await clickCanvas(mara.page, { x: 900, y: 700 })
  await mara.page.keyboard.press('Control+z')
  await eventually(() => titlesOf(idris.page)).toEqual([
    '1 The fence',
    'All of it skipped',
    '2 All of it (copy)',
  ])
})

test('[Q8] a briefing is presented by keyboard: masked at every size, step by step, by number, by search and from a second window, and nothing of it is written', async () => {
  const server = await startServer()
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)
  const boardId = boardIdOf(page)
  const before = await recordsOf(mara, boardId)
  const scenes = await scenesOf(mara, boardId)
  await openPanel(page)
  await screenshot(page, 'briefing-2-sample')
  await panelOf(page).getByRole('button', { name: 'Present', exact: true }).click()
  await stageOf(page).waitFor()
  await eventually(() => said(page)).toBe(`Scene 1 of ${scenes.length}: Two clips on Telegram`)

  // Nothing of the board's page is there, and nothing outside of the frame, in a wide window and a tall one.
  expect(await page.getByRole('banner').count()).toBe(0)
  expect(await page.locator('.tlui-layout__top, [data-panel]').count()).toBe(0)
  await page.locator('[title="made with tldraw"]').waitFor()
  await eventually(() => isFullScreen(page)).toBe(true)
  // A browser that is still on its way into full screen does not leave it.
  await eventually(async () => {
    if (await isFullScreen(page)) await page.keyboard.press('f')
    return isFullScreen(page)
  }).toBe(false)
  for (const size of [
    { width: 1280, height: 800 },
    { width: 560, height: 900 },
  ]) {
    // One window, one size after the other.
    // oxlint-disable-next-line no-await-in-loop
    await page.setViewportSize(size)
    const { w = 1, h = 1 } = scenes[0]?.frame ?? {}
    const z = Math.min(size.width / w, size.height / h)
    const margins = [(size.height - h * z) / 2, (size.width - w * z) / 2]
    // oxlint-disable-next-line no-await-in-loop
    await eventually(() => insetOf(page)).toEqual(margins.map((each) => Math.round(each)))
  }
  await page.setViewportSize({ width: 1280, height: 800 })

  // What comes with a step is not there before it.
  const post = stageOf(page).getByRole('article', { name: 'Link: Astra’s post' })
  expect(await post.count()).toBe(0)
  await page.keyboard.press('PageDown')
  await page.keyboard.press(' ')
  await post.waitFor()
  await page.keyboard.press('ArrowLeft')
  await eventually(() => post.count()).toBe(0)
  expect(await seriousFaults(page)).toEqual([])

  // Clips stand where the scene has them.
  await eventually(() => clipTime(page)).toBeGreaterThan(0)

  await page.keyboard.press('End')
  await eventually(() => said(page)).toBe('Scene 9 of 9: What nobody knows yet')
  await page.keyboard.press('4')
  await stageOf(page).getByText('Scene 4: Clip 3, without a source').waitFor()
  await page.keyboard.press('Enter')
  await eventually(() => said(page)).toBe('Scene 4 of 9: Clip 3, without a source')
  await page.keyboard.press('g')
  await page.getByRole('combobox', { name: 'Number or words of a scene' }).fill('above')
  await page.keyboard.press('Enter')
  await eventually(() => said(page)).toBe('Scene 6 of 9: From above, before and after')
  await page.keyboard.press('b')
  await page.getByTestId('black').waitFor()
  await page.keyboard.press('Escape')
  await eventually(() => page.getByTestId('black').count()).toBe(0)

  // The second window has the notes, and drives the first.
  const [presenter] = await Promise.all([
    page.context().waitForEvent('page'),
    page.keyboard.press('w'),
  ])
  await presenter.getByText('Open the comparison and swipe').waitFor()
  await presenter.getByText('After that: How many, and who says so').waitFor()
  expect(await seriousFaults(presenter)).toEqual([])
  await presenter.getByRole('button', { name: /Two clips on Telegram/ }).click()
  await presenter.keyboard.press('ArrowRight')
  await eventually(() => said(page)).toBe('Scene 1 of 9: Two clips on Telegram')
  await presenter.getByText('step 1 of 3').waitFor()
  await screenshot(presenter, 'briefing-3-presenter')

  // Ink lasts as long as the scene. Neither it nor the laser nor any key is an edit of the board.
  await page.bringToFront()
  await page.keyboard.press('p')
  await drag(page)
  await eventually(() => page.getByTestId('ink').locator('path').count()).toBe(1)
  await screenshot(page, 'briefing-4-ink')
  await page.keyboard.press('l')
  await drag(page)
  for (const key of ['Delete', 'v', 'r', 'Control+a', 'Home']) await page.keyboard.press(key)
  await page.keyboard.press('2')
  await page.keyboard.press('Enter')
  await eventually(() => page.getByTestId('ink').locator('path').count()).toBe(0)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await boardIsOpen(page)
  // The scenes are seen in little as soon as the canvas is back.
  await panelOf(page).locator('rect[data-kind="card"]').first().waitFor()
  await presenter.getByText('The presentation has ended').waitFor()
  expect(await recordsOf(mara, boardId)).toEqual(before)
})

test('[Q9] the room sees a version while the team edits on, or the board live with what is drawn on it when asked', async () => {
  const { mara, idris, boardId } = await openTogether('editor')
  await paste(mara, 'Seen in May.')
  await openPanel(mara.page)
  await panelOf(mara.page).getByRole('button', { name: 'New briefing' }).click()
  await panelOf(mara.page).getByLabel('Name of the briefing').press('Enter')
  await panelOf(mara.page).getByRole('button', { name: 'Scene from the view' }).click()
  await untilSaved(mara.page)
  const address = new URL(`/api/boards/${boardId}/versions`, mara.page.url()).href
  const named = await mara.context.request.post(address, { data: { name: 'Version 12' } })
  expect(named.ok()).toBe(true)
  await paste(idris, 'Idris came later.')
  await untilSaved(idris.page)
  await card(mara.page, 'Idris came later').waitFor()

  await panelOf(mara.page).getByRole('button', { name: 'Live or a version' }).click()
  await mara.page.getByRole('menuitem', { name: /Version 12/ }).click()
  await stageOf(mara.page).waitFor()
  await card(mara.page, 'Seen in May').waitFor()
  await mara.page.getByText('As of Version 12').waitFor()
  await paste(idris, 'Idris goes on.')
  await untilSaved(idris.page)
  expect(await card(mara.page, 'Idris').count()).toBe(0)
  await mara.page.keyboard.press('d')
  await drag(mara.page)
  await mara.page.keyboard.press('Escape')
  await boardIsOpen(mara.page)
  await card(mara.page, 'Idris goes on').waitFor()

  await panelOf(mara.page).getByRole('button', { name: 'Present', exact: true }).click()
  await stageOf(mara.page).waitFor()
  await card(mara.page, 'Idris goes on').waitFor()
  const drawings = async () =>
    (await recordsOf(mara, boardId)).filter((record) => record['type'] === 'draw').length
  expect(await drawings()).toBe(0)
  await mara.page.keyboard.press('d')
  await mara.page.getByText('What you draw now stays on the board.').waitFor()
  await drag(mara.page)
  await eventually(drawings).toBe(1)
  await mara.page.keyboard.press('Control+z')
  await eventually(drawings).toBe(0)
})

async function openTogether(role: 'editor' | 'viewer') {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, idris, role)
  await openBoard(idris.page, boardId)
  return { mara, idris, boardId }
}

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
  await panelOf(page).waitFor()
}

async function paste(somebody: Somebody, text: string): Promise<void> {
  await clickCanvas(somebody.page, { x: 900, y: 620 })
  await pasteText(somebody, text)
  await card(somebody.page, text).waitFor()
}

async function nameScene(page: Page, title: string): Promise<void> {
  const field = panelOf(page).getByLabel('Title', { exact: true })
  await field.fill(title)
  await field.press('Enter')
  await rowsOf(page).filter({ hasText: title }).waitFor()
}

async function moreOf(page: Page, title: string, what: string): Promise<void> {
  await panelOf(page)
    .getByRole('button', { name: `More: ${title}`, exact: true })
    .click()
  await page.getByRole('menuitem', { name: what }).click()
}

async function drag(page: Page): Promise<void> {
  await page.mouse.move(500, 300)
  await page.mouse.down()
  await page.mouse.move(560, 360, { steps: 6 })
  await page.mouse.up()
}

function isFullScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.fullscreenElement !== null)
}

/** How much of the canvas is masked above and at the left, whole pixels. */
async function insetOf(page: Page): Promise<number[]> {
  const clip = await page.locator('.tl-canvas').evaluate((canvas) => canvas.style.clipPath)
  const [left = NaN, top = NaN] = [...clip.matchAll(/([\d.]+)px/g)].map(([, px]) => Number(px))
  return [Math.round(top), Math.round(left)]
}

function clipTime(page: Page): Promise<number> {
  return stageOf(page)
    .locator('video')
    .first()
    .evaluate((video) => (video instanceof HTMLVideoElement ? video.currentTime : 0))
}
