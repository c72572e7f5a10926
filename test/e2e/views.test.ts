import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import {
  boardIsOpen,
  card,
  cards,
  evidenceOf,
  letIn,
  makeBoard,
  openBoard,
  pasteText,
  clickCanvas,
  recordsOf,
  untilSaved,
} from '../support/board-page.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const panel = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true })
const inspector = (page: Page) => panel(page, 'About this evidence')
const row = (page: Page, text: string | RegExp) =>
  page.getByRole('grid').getByRole('row').filter({ hasText: text })
const cell = (page: Page, text: string | RegExp, column: string) =>
  row(page, text).locator(`[role="gridcell"][data-column="${column}"]`)
const focused = (page: Page): Locator => page.locator('*:focus')

async function openSampleBoard({ page }: Somebody): Promise<void> {
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)
}

test('[V1] the panel beside the canvas is resized and remembered, with what it shows, for each board', async () => {
  const [mara] = await openPeople(await startServer(), ['Mara'])
  const { page } = mara
  await openSampleBoard(mara)
  await page.getByRole('button', { name: 'Register' }).click()
  const register = panel(page, 'Register')
  await register.getByRole('button', { name: 'More room' }).click()
  await page.getByRole('grid').waitFor()
  const edge = register.getByRole('separator', { name: 'Width of the panel' })
  const width = Number(await edge.getAttribute('aria-valuenow'))
  await edge.focus()
  await page.keyboard.press('ArrowRight')
  await eventually(async () => Number(await edge.getAttribute('aria-valuenow'))).toBe(width + 24)
  await register.getByLabel('Group').selectOption('kind')
  await row(page, /Videos?/)
    .first()
    .waitFor()

  await page.reload()
  await boardIsOpen(page)
  await eventually(async () => Number(await edge.getAttribute('aria-valuenow'))).toBe(width + 24)
  expect(await register.getByLabel('Group').inputValue()).toBe('kind')
  await screenshot(page, 'views-1-table')

  await page.goto(new URL('/', page.url()).href)
  await makeBoard(mara)
  expect(await panel(page, 'Register').count()).toBe(0)

  await openBoardInNarrowWindow(page)
})

async function openBoardInNarrowWindow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Register' }).click()
  const register = panel(page, 'Register')
  await register.waitFor()
  await register.getByLabel('View', { exact: true }).selectOption('outline')
  await panel(page, 'Outline').getByText('Nothing on this board yet').waitFor()
}

test('[V2] [V5] [V6] [V7] a table is walked by keys, edited in place, copied, and one with the canvas', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  for (const [text, at] of [
    ['First words of three', { x: 300, y: 300 }],
    ['Second words of three', { x: 800, y: 300 }],
    ['Third words of three', { x: 550, y: 620 }],
  ] as const) {
    await clickCanvas(page, at)
    await pasteText(mara, text)
    await card(page, text).first().waitFor()
  }
  await clickCanvas(page, { x: 60, y: 700 })
  await page.getByRole('button', { name: 'Register' }).click()
  await panel(page, 'Register').getByRole('button', { name: 'More room' }).click()
  await page.getByRole('grid').waitFor()

  // Others see what is edited in a cell; Escape keeps nothing.
  await cell(page, 'First words', 'source').dblclick()
  await page.keyboard.type('Astra')
  await page.keyboard.press('Escape')
  await eventually(() => page.getByLabel('Original source, being edited').count()).toBe(0)
  await eventually(() => focused(page).getAttribute('data-column')).toBe('source')
  await page.keyboard.press('Enter')
  await page.keyboard.type('=Reuters')
  await page.keyboard.press('Tab')
  await page.getByLabel('Work, being edited').waitFor()
  await page.keyboard.press('Escape')
  await letIn(mara, boardId, idris)
  await openBoard(idris.page, boardId)
  await untilSaved(page)
  const sources = async () => (await evidenceOf(mara, boardId)).map((item) => item['source'])
  await eventually(sources).toContain('=Reuters')
  expect(await sources()).not.toContain('Astra')

  // A date that is none is refused with a sentence.
  await page.keyboard.press('Home')
  await cell(page, 'First words', 'date').focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('last autumn')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('Not an EDTF date').waitFor()
  await page.getByLabel('Date it shows or was said, being edited').fill('XXXX-10-23')
  await page.keyboard.press('Enter')
  await cell(page, 'First words', 'date').getByText('23 Oct, year not stated').waitFor()

  await panel(page, 'Register').getByRole('button', { name: 'Select nothing' }).click()
  await cell(page, 'First words', 'date').focus()

  // One Tab stop, every cell by arrows.
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowUp')
  await eventually(() => focused(page).getAttribute('data-cell')).toMatch(/^head 0/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await eventually(() =>
    page.getByRole('columnheader', { name: /^Title/ }).getAttribute('aria-sort'),
  ).toBe('ascending')
  await page.keyboard.press('Control+End')
  await eventually(() => focused(page).getAttribute('role')).toBe('gridcell')
  expect(await page.locator('[role="grid"] [tabindex="0"]').count()).toBe(1)

  // Several rows, shown on the canvas and copied.
  await page.keyboard.press('Home')
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press(' ')
  await eventually(() => page.locator('[role="row"][aria-selected="true"]').count()).toBe(2)
  await panel(page, 'Register').getByRole('button', { name: 'Show 2 on canvas' }).click()
  await mara.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await row(page, 'First words').locator('[role="gridcell"]').nth(1).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+c')
  const copied = async () => (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  await eventually(async () => (await copied()).length).toBe(4)
  expect((await copied()).join('\n')).toContain(`'=Reuters`)

  // What is selected on the canvas is marked in the table.
  await card(page, 'Second words').first().click()
  await eventually(() => row(page, 'Second words').getAttribute('aria-selected')).toBe('true')
  await eventually(() => page.locator('[role="row"][aria-selected="true"]').count()).toBe(1)
  await page.keyboard.press('Control+a')
  await eventually(() => page.locator('[role="row"][aria-selected="true"]').count()).toBe(3)
  await screenshot(page, 'views-2-together')
})

test('[V10] Ctrl K finds evidence with its hedge and status, and runs commands', async () => {
  const [mara] = await openPeople(await startServer(), ['Mara'])
  const { page } = mara
  await openSampleBoard(mara)
  // Letters typed before the line is there are in it all the same, and do nothing on the canvas.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hypothesis')
  const box = page.getByRole('combobox', { name: 'Find anything' })
  await eventually(() => box.inputValue()).toBe('hypothesis')
  const option = page.getByRole('option', { name: /Hypothesis: same complex/ }).first()
  await option.waitFor()
  expect(await option.textContent()).toMatch(/Possible.*Unverified/)
  await screenshot(page, 'views-3-palette')
  await page.keyboard.press('Enter')
  await inspector(page).waitFor()
  await eventually(() => box.count()).toBe(0)

  // All of it, Enter too, before the line can have the focus: no task of the page runs between these keys.
  await page.evaluate(async () => {
    const press = (key: string, ctrlKey = false) => {
      const event = new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
      return Promise.resolve()
    }
    await press('k', true)
    for (const letter of 'open outl') await press(letter)
    await press('Enter')
  })
  await panel(page, 'Outline').waitFor()
  await eventually(() => box.count()).toBe(0)

  await page.keyboard.press('Control+k')
  await box.fill('appearance dark')
  await page.getByRole('option', { name: 'Appearance: Dark' }).waitFor()
  await page.keyboard.press('Enter')
  await eventually(() => page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(
    'dark',
  )
  await screenshot(page, 'views-4-outline-dark')
})

test('[V13] [V14] the chain of clip 3 is walked and a relation added by keyboard alone', async () => {
  const [mara] = await openPeople(await startServer(), ['Mara'])
  const { page } = mara
  await openSampleBoard(mara)
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve())
  await press('Control+k')
  await page.getByRole('combobox', { name: 'Find anything' }).pressSequentially('open outline')
  await page.getByRole('option', { name: 'Open Outline' }).waitFor()
  await press('Enter')
  const outline = panel(page, 'Outline')
  await outline.getByRole('treeitem').first().waitFor()
  await eventually(() => focused(page).getAttribute('role')).toBe('treeitem')

  // From clip 3 along what the tree says, one branch at a time.
  // Letters that come too slowly begin a name anew: a busy machine gets them again, once the last are forgotten.
  const typed = async () => {
    await page.keyboard.type('Clip 3')
    return focused(page).textContent()
  }
  await expect.poll(typed, { interval: 1000 }).toMatch(/Clip 3/)
  const onto = async (name: RegExp) => {
    await press('ArrowRight')
    for (let step = 0; step < 12; step++) {
      await press('ArrowDown')
      if (name.test((await focused(page).textContent()) ?? '')) return
    }
    throw new Error(`${name} is not below, but ${await focused(page).textContent()}`)
  }
  await onto(/source of ←.*Windows from inside/)
  await onto(/resembles →.*Windows from outside/)
  await onto(/depicts →.*/)
  await onto(/located at →.*/)
  await onto(/depicted in ←.*Clip 2/)
  await screenshot(page, 'views-5-chain')
  await press('Enter')
  await inspector(page).waitFor()
  await eventually(() =>
    page.locator('[role="treeitem"][aria-selected="true"]').first().textContent(),
  ).toMatch(/Clip 2/)
  await eventually(() => focused(page).getAttribute('role')).toBe('treeitem')

  // A relation from here, by typing.
  const before = await arrows(mara)
  await press('Shift+Tab')
  await eventually(() => focused(page).textContent()).toBe('Tie to…')
  await press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Tie to…' })
  await dialog.getByText(/From: .*Clip 2/).waitFor()
  await eventually(() => focused(page).evaluate((element) => element.tagName)).toBe('SELECT')
  await page.keyboard.type('consis')
  await press('Tab', 'Tab')
  await page.keyboard.type('hypothesis same')
  await dialog.getByRole('option', { name: /Hypothesis: same complex/ }).waitFor()
  await press('Enter')
  await eventually(() => arrows(mara)).toBe(before + 1)
  await press('Control+z')
  await eventually(() => arrows(mara)).toBe(before)
})

function boardOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}

/** How many strings on the board say that one thing is consistent with another. */
async function arrows(somebody: Somebody): Promise<number> {
  const records = await recordsOf(somebody, boardOf(somebody.page))
  return records.filter(
    ({ type, typeName, meta }) =>
      typeName === 'shape' &&
      type === 'arrow' &&
      JSON.stringify(meta).includes('"relation":"consistent-with"'),
  ).length
}

test('[V13] tying an item that has no card gives it one', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  await makeBoard(mara)
  // Two clicks at one place would be a double click, which writes text there.
  for (const [text, x] of [
    ['Kept on the canvas', 400],
    ['Taken off the canvas', 250],
  ] as const) {
    await clickCanvas(page, { x, y: 640 })
    await pasteText(mara, text)
    await card(page, text).first().waitFor()
  }
  await card(page, 'Taken off the canvas').first().click()
  await page.keyboard.press('Delete')
  await eventually(() => cards(page).count()).toBe(1)
  await card(page, 'Kept on the canvas').first().click()
  await inspector(page).getByRole('button', { name: 'Tie to…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tie to…' })
  await dialog.getByLabel('How they relate').selectOption('contradicts')
  await dialog.getByRole('combobox', { name: 'The other item' }).fill('taken off')
  await dialog.getByRole('option', { name: /Taken off the canvas/ }).click()
  await eventually(() => cards(page).count()).toBe(2)
  await page.locator('[data-shape-type="arrow"]').getByText('contradicts').waitFor()
  await inspector(page)
    .getByRole('button', { name: /Taken off the canvas/ })
    .waitFor()
  await screenshot(page, 'views-6-tied')
})
