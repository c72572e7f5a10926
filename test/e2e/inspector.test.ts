import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import {
  boardIsOpen,
  card,
  clickCanvas,
  evidenceOf,
  letIn,
  makeBoard,
  openBoard,
  untilSaved,
} from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const noSample = { env: { SAMPLE_BOARD: 'off' } }

function inspectorOf({ page }: Somebody): Locator {
  return page.getByRole('complementary', { name: 'About this evidence' })
}

/** A clip that nobody holds the file of, as the add menu makes it. */
async function addClip({ page }: Somebody, title: string): Promise<void> {
  await page.getByRole('button', { name: /^Add/ }).click()
  await page.getByRole('menuitem', { name: 'Video', exact: true }).click()
  await page.getByRole('textbox', { name: 'Title', exact: true }).fill(title)
  await page.getByRole('button', { name: /without/i }).click()
  await card(page, title).waitFor()
}

async function recordFailed(panel: Locator, name: string, pillar: string): Promise<void> {
  await panel.getByRole('button', { name: 'Add a more exact check' }).click()
  const form = panel.getByRole('form', { name: 'Add a more exact check' })
  await form.getByLabel('What exactly is checked').fill(name)
  await form.getByLabel('Part of').selectOption(pillar)
  await form.getByLabel('What came of it').selectOption('failed')
  await form.getByLabel('What was found').fill('The agency would not say, and nothing in it shows.')
  await form.getByRole('button', { name: 'Record it' }).click()
  await panel.getByText(name, { exact: true }).waitFor()
}

async function setStatus(panel: Locator, status: string, reason: string): Promise<void> {
  await panel.getByRole('button', { name: 'Change', exact: true }).click()
  await panel.getByLabel('New status').selectOption(status)
  await panel.getByLabel('Reason', { exact: true }).fill(reason)
  await panel.getByRole('button', { name: 'Set status' }).click()
}

test('[I2] [I4] S14: clip 3 is not verified over two failed checks without a reason, which shows on every screen, and undo takes it back', async () => {
  const server = await startServer(noSample)
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, idris)
  await openBoard(idris.page, boardId)
  await addClip(mara, 'Clip 3: a line of men indoors')
  await card(mara.page, 'Clip 3').click()
  const panel = inspectorOf(mara)

  await recordFailed(panel, 'Exact location', 'location')
  await recordFailed(panel, 'Time of filming', 'date')
  await card(idris.page, 'Failed: time of filming, exact location.').waitFor()

  await setStatus(panel, 'verified', 'The hall looks right.')
  await panel.getByText('2 failed checks stand against it').waitFor()
  await panel.getByText('2 failed checks stand against it').scrollIntoViewIfNeeded()
  await screenshot(mara.page, 'inspector-1-refused')
  expect(await seriousFaults(mara.page)).toEqual([])
  const status = async () => (await evidenceOf(mara, boardId))[0]?.['verification']
  expect(await status()).toMatchObject({ status: 'unverified' })

  await panel.getByLabel('Why in spite of the checks').fill('A witness led us through the hall.')
  await panel.getByRole('button', { name: 'Set it against the checks' }).click()
  for (const { page } of [mara, idris]) {
    await card(page, 'Verified against 2 failed checks').waitFor()
    expect(await page.getByText('Verified', { exact: true }).count()).toBe(0)
  }
  await card(idris.page, 'A witness led us through the hall. (Mara)').waitFor()
  await screenshot(idris.page, 'inspector-2-overridden')

  await clickCanvas(mara.page)
  await mara.page.keyboard.press('Control+z')
  await eventually(status).toMatchObject({ status: 'unverified' })
  await eventually(() => card(idris.page, 'Verified against').count()).toBe(0)
  await card(idris.page, 'Failed: time of filming').waitFor()
})

test('[I14] two people who write in one note at the same time both keep every letter', async () => {
  const server = await startServer(noSample)
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, idris)
  await openBoard(idris.page, boardId)
  await addClip(mara, 'Clip 2')
  const notes = (panel: Locator) => panel.getByLabel('Notes', { exact: true })
  await card(mara.page, 'Clip 2').click()
  await notes(inspectorOf(mara)).fill('men by the barracks')
  await card(idris.page, 'Clip 2').click()
  await eventually(() => notes(inspectorOf(idris)).inputValue()).toBe('men by the barracks')

  const [hers, his] = [notes(inspectorOf(mara)), notes(inspectorOf(idris))]
  await hers.focus()
  await mara.page.keyboard.press('Control+Home')
  await his.focus()
  await idris.page.keyboard.press('Control+End')
  await Promise.all([
    mara.page.keyboard.type('Dozens of ', { delay: 15 }),
    idris.page.keyboard.type(', smoking', { delay: 15 }),
  ])
  for (const area of [hers, his])
    await eventually(() => area.inputValue()).toBe('Dozens of men by the barracks, smoking')
})

test('[I7] [I8] [I10] [I12] a request, both places, a bound, a look and a withdrawal are recorded and seen by the other', async () => {
  const server = await startServer(noSample)
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, idris, 'viewer')
  await openBoard(idris.page, boardId)
  await dropFiles(mara.page, ['server/sample/media/frame-building.png'])
  await card(mara.page, 'frame-building').waitFor()
  const panel = inspectorOf(mara)
  await card(mara.page, 'frame-building').click()
  await panel.getByText('SHA-256').waitFor()

  await panel.getByRole('button', { name: 'Record a request' }).click()
  const request = panel.getByRole('form', { name: 'Record a request' })
  await request.getByLabel('For what').fill('the original file')
  await request.getByLabel('Asked of').fill('Astra')
  await request.getByLabel('Asked when').fill('XXXX-10-23')
  await request.getByLabel('Outcome').selectOption('declined')
  await request.getByRole('button', { name: 'Keep it' }).click()
  await panel.getByText('the original file, asked of Astra').waitFor()

  await recordPlace(panel, 'Claimed place', '44°20\'15"N 131°39\'41"E')
  await recordPlace(panel, 'Established place', '44.326859, 131.668647')
  await panel.getByText('Claimed and established lie 1.3 km apart.').waitFor()

  await bound(panel, 'not-before', '2024-10-18', 'The fence was taken down then.')
  await panel.getByText(/^Between 18 Oct 2024 and /).waitFor()
  await bound(panel, 'not-after', '2024-10-01', 'A page of that day shows it.')
  await panel.getByText('Contradiction.').first().waitFor()
  await panel.getByText('Contradiction.').first().scrollIntoViewIfNeeded()
  await screenshot(mara.page, 'inspector-3-place-and-time')
  expect(await seriousFaults(mara.page)).toEqual([])

  await panel.getByRole('button', { name: 'Look closely' }).click()
  await mara.page.getByRole('button', { name: 'Back to the board' }).click()
  await panel.getByText(/^Received .+ from Mara, opened once/).waitFor()
  await panel.getByRole('button', { name: 'Show the log' }).click()
  await panel.getByText('No entry of this board’s log was changed').waitFor()
  await panel.getByText('No entry of this board’s log was changed').scrollIntoViewIfNeeded()
  await screenshot(mara.page, 'inspector-4-custody')

  await panel.getByRole('button', { name: 'More', exact: true }).click()
  await mara.page.getByRole('menuitem', { name: 'Withdraw…' }).click()
  await panel.getByLabel('Why it is withdrawn').fill('The source asked for it.')
  await panel.getByRole('button', { name: 'Withdraw it' }).click()
  await card(idris.page, 'Withdrawn by Mara: The source asked for it.').waitFor()
  await untilSaved(mara.page)

  await card(idris.page, 'frame-building').click()
  const his = inspectorOf(idris)
  await his.getByText('The source asked for it.').waitFor()
  await his.getByText('the original file, asked of Astra').waitFor()
  await his.getByText('Claimed and established lie 1.3 km apart.').waitFor()
  for (const name of ['Bring it back', 'Record a request', 'Change', 'More'])
    expect(await his.getByRole('button', { name, exact: true }).count()).toBe(0)
  await screenshot(idris.page, 'inspector-5-viewer-withdrawn')
  expect(await seriousFaults(idris.page)).toEqual([])

  await panel.getByRole('button', { name: 'Bring it back' }).click()
  await eventually(() => card(idris.page, 'Withdrawn by').count()).toBe(0)
})

async function recordPlace(panel: Locator, label: string, coordinates: string): Promise<void> {
  await panel.getByRole('button', { name: `Record: ${label}` }).click()
  await panel.getByLabel('Coordinates').fill(coordinates)
  await panel.getByRole('button', { name: `Done: ${label}` }).click()
}

async function bound(panel: Locator, side: string, date: string, why: string): Promise<void> {
  await panel.getByRole('button', { name: 'Add what bounds it' }).click()
  const form = panel.getByRole('form', { name: 'Add what bounds it' })
  await form.getByLabel('It is').selectOption(side)
  await form.getByLabel('Date').fill(date)
  await form.getByLabel('Why').fill(why)
  await form.getByRole('button', { name: 'Add it' }).click()
  await form.waitFor({ state: 'detached' })
}

test('[I15] the inspector is walked by headings and by keyboard, folds away what one does not need, and is a sheet in a narrow window', async () => {
  const server = await startServer()
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)
  await chooseByRegister(page, 'Clip 3: a long line')
  const panel = inspectorOf(mara)
  await panel.getByText('Could not be confirmed. The windows resemble').waitFor()
  await panel.getByText('Exact location', { exact: true }).scrollIntoViewIfNeeded()
  await screenshot(page, 'inspector-6-clip-3')
  expect(await panel.getByRole('heading').allTextContents()).toEqual([
    'Video: Clip 3: a long line of men indoors',
    'How sure it is',
    'When and where',
    'Claimed place',
    'Established place',
    'Where it comes from',
    'File',
    'Worth knowing',
    'Relations',
    'Who changed what',
  ])

  await panel.getByRole('button', { name: 'When and where' }).focus()
  await page.keyboard.press('Enter')
  expect(await panel.getByText('Claimed place').count()).toBe(0)
  await page.reload()
  await boardIsOpen(page)
  await chooseByRegister(page, 'Clip 3: a long line')
  await panel.getByRole('button', { name: 'When and where', expanded: false }).waitFor()

  await page.emulateMedia({ colorScheme: 'dark' })
  await panel.getByText('Exact location', { exact: true }).scrollIntoViewIfNeeded()
  await screenshot(page, 'inspector-7-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  await panel.getByText('Exact location', { exact: true }).scrollIntoViewIfNeeded()
  await screenshot(page, 'inspector-8-narrow')
  const box = await panel.boundingBox()
  expect(box?.width).toBe(390)
  expect(await seriousFaults(page)).toEqual([])
})

async function chooseByRegister(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: 'Register' }).click()
  await page.getByLabel('Search titles').fill(title)
  const register = page.getByRole('complementary', { name: 'Register' })
  await register
    .getByRole('button', { name: new RegExp(title, 'i') })
    .first()
    .click()
  await page.getByRole('button', { name: 'Register' }).click()
}
