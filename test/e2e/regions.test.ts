import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import {
  boxAtRest,
  card,
  cards,
  clickCanvas,
  evidenceOf,
  isStill,
  letIn,
  makeBoard,
  openBoard,
  recordsOf,
  untilSaved,
} from '../support/board-page.ts'
import { seriousFaults } from '../support/axe.ts'
import { dropFiles } from '../support/drop-files.ts'
import { tabTo, untilFocused } from '../support/keyboard.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const alone = { env: { SAMPLE_BOARD: 'off' } }
const media = (name: string) => resolve(import.meta.dirname, '../../server/sample/media', name)
const inside = media('frame-windows-inside.png')
const outside = media('frame-windows-outside.png')

/** Both pictures on a new board, with what was read from them. */
async function boardWithWindows(mara: Somebody): Promise<string> {
  const boardId = await makeBoard(mara)
  await dropFiles(mara.page, [inside, outside])
  await eventually(async () =>
    (await evidenceOf(mara, boardId)).filter((item) => item['facts'] !== undefined),
  ).toHaveLength(2)
  return boardId
}

async function lookCloselyAt(page: Page, title: RegExp): Promise<void> {
  await clickCanvas(page)
  await card(page, title).click()
  await page.getByRole('button', { name: 'Look closely', exact: true }).click()
  await page.getByRole('region', { name: /^Look closely/ }).waitFor()
}

async function regionsOf(somebody: Somebody, boardId: string, title: RegExp) {
  const item = (await evidenceOf(somebody, boardId)).find((each) =>
    title.test(String(each['title'])),
  )
  return Object.values(
    (item?.['regions'] ?? {}) as Record<string, { number: number; label: string }>,
  )
}

test('[R4] regions drawn by hand show on the card, in the inspector and to a viewer, live; undo takes them back', async () => {
  const [mara, vera] = await openPeople(await startServer(alone), ['Mara', 'Vera'])
  const boardId = await boardWithWindows(mara)
  await letIn(mara, boardId, vera, 'viewer')
  await openBoard(vera.page, boardId)
  await lookCloselyAt(mara.page, /outside/)

  const stage = mara.page.getByRole('region', { name: 'frame-windows-outside.png', exact: true })
  await stage.getByRole('img').waitFor()
  const box = await boxAtRest(stage)
  const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y })
  await mara.page.getByRole('button', { name: 'Draw a rectangle' }).click()
  await drag(mara.page, at(0.3, 0.3), at(0.45, 0.55))
  await eventually(() => regionsOf(mara, boardId, /outside/)).toHaveLength(1)
  await mara.page.getByLabel('1. What it is').fill('Left light')
  await mara.page.keyboard.press('Enter')

  await mara.page.getByRole('button', { name: 'Draw an outline point by point' }).click()
  for (const point of [at(0.55, 0.35), at(0.72, 0.3), at(0.7, 0.55), at(0.58, 0.6)])
    await mara.page.mouse.click(point.x, point.y)
  await mara.page.keyboard.press('Enter')
  await eventually(() => regionsOf(mara, boardId, /outside/)).toHaveLength(2)
  await screenshot(mara.page, 'regions-1-drawn')

  // On the other's canvas at once, and for reading only.
  await eventually(() =>
    card(vera.page, /outside/)
      .locator('[data-region]')
      .count(),
  ).toBe(2)
  await lookCloselyAt(vera.page, /outside/)
  await vera.page.getByText('Region 1: Left light').first().waitFor()
  expect(await vera.page.getByRole('button', { name: 'Add region' }).count()).toBe(0)
  const first = vera.page.getByRole('button', { name: 'Region 1: Left light' }).first()
  await first.focus()
  await vera.page.keyboard.press('Delete')
  await screenshot(vera.page, 'regions-2-viewer')

  await stage.getByRole('button', { name: /^Region 2/ }).focus()
  await mara.page.keyboard.press('Delete')
  await eventually(() =>
    card(vera.page, /outside/)
      .locator('[data-region]')
      .count(),
  ).toBe(1)
  await stage.focus()
  await mara.page.keyboard.press('Control+z')
  await eventually(() =>
    card(vera.page, /outside/)
      .locator('[data-region]')
      .count(),
  ).toBe(2)
  await untilSaved(mara.page)
  expect((await regionsOf(mara, boardId, /outside/)).map(({ label }) => label).toSorted()).toEqual([
    '',
    'Left light',
  ])
})

test('[R8] S15 by keyboard alone: regions on two pictures, a graded pair, the figure on the canvas', async () => {
  const [mara] = await openPeople(await startServer(alone), ['Mara'])
  const boardId = await boardWithWindows(mara)
  const { page } = mara
  await page.keyboard.press('Control+j')
  await untilFocused(page.getByLabel('Search titles'))
  await page.keyboard.type('inside')
  await tabTo(page, /frame-windows-inside/, { within: 'Register' })
  await page.keyboard.press('Enter')
  await tabTo(page, 'Look closely')
  await page.keyboard.press('Enter')

  await tabTo(page, 'Add region')
  await page.keyboard.press('Enter')
  await tabTo(page, /^Region 1/)
  for (const key of ['ArrowLeft', 'ArrowUp', 'Shift+ArrowRight', 'Shift+ArrowDown'])
    await page.keyboard.press(key)
  await tabTo(page, /What it is/)
  await page.keyboard.type('Middle window')

  await tabTo(page, 'Match regions…')
  await page.keyboard.press('Enter')
  await untilFocused(page.getByRole('dialog').locator('input:not([type="hidden"])'))
  await page.keyboard.type('outside')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await tabTo(page, 'Match regions')
  await page.keyboard.press('Enter')

  await page.getByRole('region', { name: /^Second picture/ }).waitFor()
  await tabTo(page, /^Region 1/, { within: /^First picture/ })
  await tabTo(page, 'Add region', { within: /^Second picture/ })
  await page.keyboard.press('Enter')
  await tabTo(page, /^Region 1/, { within: /^Second picture/ })
  await tabTo(page, 'Grade', { within: 'Pairs' })
  await page.keyboard.type('Str')
  await tabTo(page, 'What agrees, what differs')
  await page.keyboard.type('Three lights under one lintel')
  await tabTo(page, 'Pair them')
  await page.keyboard.press('Enter')
  await page.getByText('Three lights under one lintel').first().waitFor()
  await screenshot(page, 'regions-3-match')
  expect(await seriousFaults(page)).toEqual([])

  await tabTo(page, 'Lay out on the canvas')
  await page.keyboard.press('Enter')
  await eventually(() => cards(page).count()).toBe(3)
  await card(page, 'Three lights under one lintel').getByText('Strong').waitFor()
  await page.keyboard.press('Control+j')
  await screenshot(page, 'regions-4-figure')
  await untilSaved(page)
  const match = (await evidenceOf(mara, boardId)).find((item) => item['kind'] === 'match')
  expect(Object.values(match?.['pairs'] ?? {})).toMatchObject([
    { grade: 'strong', note: 'Three lights under one lintel' },
  ])
})

test('[R7] a string between two pictures says which regions it is about, and follows them round', async () => {
  const [mara] = await openPeople(await startServer(alone), ['Mara'])
  const boardId = await boardWithWindows(mara)
  const { page } = mara
  await lookCloselyAt(page, /outside/)
  await page.getByRole('button', { name: 'Add region' }).click()
  await page.getByLabel('1. What it is').fill('Window')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Back to the board' }).click()
  await eventually(() =>
    card(page, /outside/)
      .locator('[data-region]')
      .count(),
  ).toBe(1)
  await page.getByRole('complementary').getByRole('button', { name: 'Close', exact: true }).click()

  await eventually(() => isStill(mara)).toBe(true)
  const [from, to] = await Promise.all([middleOf(page, /inside/), middleOf(page, /outside/)])
  await clickCanvas(page)
  await page.keyboard.press('a')
  await drag(page, from, to)
  await page.getByRole('button', { name: 'resembles' }).click()
  await page.getByLabel('To', { exact: true }).selectOption({ label: 'Region 1: Window' })
  await untilSaved(page)
  const arrow = async () =>
    (await recordsOf(mara, boardId)).find(
      (record) => record['type'] === 'arrow' && record.typeName === 'shape',
    )
  await eventually(async () => (await arrow())?.['meta']).toMatchObject({
    relation: 'resembles',
    toRegion: expect.stringMatching(/^[\w-]+$/),
  })
  await screenshot(page, 'regions-5-relation')
  await page.getByRole('button', { name: 'Turn round' }).click()
  await eventually(async () => (await arrow())?.['meta']).toMatchObject({
    fromRegion: expect.stringMatching(/^[\w-]+$/),
    toRegion: null,
  })
  await clickCanvas(page)
  await card(page, /inside/).click()
  await page.getByText('← resembles · Region 1: Window').waitFor()
})

async function middleOf(page: Page, title: RegExp): Promise<{ x: number; y: number }> {
  const box = await card(page, title).boundingBox()
  if (!box) throw new Error(`${title} is not on the canvas`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }) {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 })
  await page.mouse.move(to.x, to.y, { steps: 6 })
  await page.mouse.up()
}
