import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { pngWithXmp } from '../../shared/export/picture/png-xmp.ts'
import { seriousFaults } from '../support/axe.ts'
import {
  boardIsOpen,
  card,
  clickCanvas,
  evidenceOf,
  letIn,
  makeBoard,
  openBoard,
  pasteText,
  untilSaved,
} from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

test('[H60] a moment is named, opened, compared and brought back in part, while somebody else goes on editing', async () => {
  const { mara, idris, boardId } = await openTogether()
  await clickCanvas(mara.page, { x: 300, y: 300 })
  await pasteText(mara, 'The fence was there in May.')
  await card(mara.page, 'The fence').waitFor()
  await untilSaved(mara.page)

  await mara.page.getByRole('button', { name: 'History', exact: true }).click()
  await mara.page.getByRole('button', { name: 'Name this version' }).click()
  await mara.page.getByLabel('Name of the version').fill('Before the call')
  await mara.page.keyboard.press('Enter')
  const version = historyLine(mara, 'Before the call')
  await version.waitFor()

  await rewrite(mara, 'The fence', 'The fence, seen in May')
  await pasteOn(idris, 'Idris was here.')
  await untilSaved(mara.page)
  await untilSaved(idris.page)

  // The moment: as it stood, with nothing that came later, and nothing to be edited.
  await version.getByRole('button').first().click()
  await mara.page.getByText('As it stood').waitFor()
  await card(mara.page, 'The fence was there').waitFor()
  await eventually(() => card(mara.page, 'seen in May').count()).toBe(0)
  await eventually(() => card(mara.page, 'Idris was here').count()).toBe(0)
  expect(await mara.page.getByRole('button', { name: 'Add' }).count()).toBe(0)
  expect(mara.page.url()).toMatch(/\?at=\d+$/)
  await screenshot(mara.page, 'history-1-moment')

  // Compared with now: marked on the canvas and told in words.
  await mara.page.getByRole('button', { name: 'Compare with now' }).click()
  await mara.page.getByText('1 added · 1 changed').waitFor()
  await eventually(() => mara.page.locator('.shape-mark').allTextContents()).toEqual(
    expect.arrayContaining(['+ Added', '✎ Changed']),
  )
  const changed = mara.page.getByRole('listitem').filter({ hasText: 'The fence, seen in May' })
  await changed.getByText(/Mara/).first().waitFor()
  await screenshot(mara.page, 'history-2-compared')
  expect(await seriousFaults(mara.page)).toEqual([])

  // One field comes back; what the other added stays, and what they do meanwhile too.
  await pasteOn(idris, 'Idris goes on.')
  await changed
    .getByRole('button', { name: 'Bring back Words of “The fence was there in May.”' })
    .click()
  await card(idris.page, 'The fence was there in May.').waitFor()
  await untilSaved(idris.page)
  await eventually(async () => (await wordsOf(mara, boardId)).toSorted()).toEqual([
    'Idris goes on.',
    'Idris was here.',
    'The fence was there in May.',
  ])

  // Undo takes the bringing back itself back.
  await mara.page.getByRole('button', { name: 'Back to now' }).click()
  await card(mara.page, 'Idris goes on.').waitFor()
  await mara.page.locator('.tl-canvas').click({ position: { x: 30, y: 400 } })
  await mara.page.keyboard.press('Control+z')
  await card(idris.page, 'The fence, seen in May').waitFor()
  expect(await wordsOf(mara, boardId)).toContain('Idris goes on.')

  // The whole board goes back to the version: what came since leaves the canvas and is still evidence.
  await version.getByRole('button').first().click()
  await mara.page.getByRole('button', { name: 'Bring this back' }).click()
  await mara.page.getByRole('button', { name: 'Bring it back', exact: true }).click()
  await card(idris.page, 'The fence was there in May.').waitFor()
  await eventually(() => card(idris.page, 'Idris').count()).toBe(0)
  expect(await wordsOf(mara, boardId)).toContain('Idris goes on.')
})

test('[H62] every field says who set it and when, and an earlier value comes back alone', async () => {
  const { mara, idris } = await openTogether()
  await clickCanvas(mara.page, { x: 300, y: 300 })
  await pasteText(mara, 'First words.')
  await card(mara.page, 'First words').waitFor()
  await rewrite(idris, 'First words', 'Second words')
  await untilSaved(idris.page)

  await card(mara.page, 'Second words').click()
  const inspector = mara.page.getByRole('complementary', { name: 'About this evidence' })
  await inspector.getByRole('button', { name: 'Who changed what' }).click()
  const words = inspector.getByRole('region', { name: 'Who changed what' })
  await words.getByText('Idris,').waitFor()
  await words.getByRole('button', { name: '1 earlier value' }).click()
  await words.getByText('First words.').last().waitFor()
  await screenshot(mara.page, 'history-3-who-changed-what')
  await words.getByRole('button', { name: 'Bring back' }).click()
  await card(idris.page, 'First words.').waitFor()
})

test('[H61] a link opens a moment, the slider goes through all of them by keyboard, and who only views changes nothing', async () => {
  const { mara, idris, boardId } = await openTogether('viewer')
  await clickCanvas(mara.page, { x: 300, y: 300 })
  await pasteText(mara, 'First words.')
  await card(mara.page, 'First words').waitFor()
  await rewrite(mara, 'First words', 'Second words')
  await untilSaved(mara.page)

  await idris.page.goto(new URL(`/board/${boardId}?at=0`, idris.page.url()).href)
  await idris.page.getByText('the empty board', { exact: false }).waitFor()
  const slider = idris.page.getByRole('slider', { name: 'Moment' })
  await slider.focus()
  await idris.page.keyboard.press('End')
  await card(idris.page, 'Second words').waitFor()
  expect(await idris.page.getByRole('button', { name: 'Bring this back' }).count()).toBe(0)
  await idris.page.getByRole('button', { name: 'Back to now' }).click()
  await boardIsOpen(idris.page)
  expect(new URL(idris.page.url()).search).toBe('')
})

test('[X10] what could not be confirmed is taken out as a page, of the moment on show, by keyboard', async () => {
  const { mara } = await openTogether()
  await clickCanvas(mara.page, { x: 300, y: 300 })
  await pasteText(mara, 'Nobody could confirm this.')
  await card(mara.page, 'Nobody could').waitFor()
  await untilSaved(mara.page)
  await mara.page.keyboard.press('Control+k')
  await mara.page.getByRole('combobox', { name: 'Find anything' }).fill('export')
  await mara.page
    .getByRole('option', { name: /Export/ })
    .first()
    .waitFor()
  await mara.page.keyboard.press('Enter')
  const save = mara.page.getByRole('button', { name: 'Save “What we could not confirm”' })
  await save.waitFor()
  await screenshot(mara.page, 'export-1-documents')
  expect(await seriousFaults(mara.page)).toEqual([])
  const coming = mara.page.waitForEvent('download')
  await save.press('Enter')
  const download = await coming
  expect(download.suggestedFilename()).toMatch(
    /^Untitled-board_\d{4}-\d\d-\d\d_not-confirmed\.html$/,
  )
  expect(await readFile(await download.path(), 'utf8')).toContain('Nobody could confirm this.')
})

test('[X26] a picture that is taken out leads back to its board and moment, and says whether it was altered', async () => {
  const { mara } = await openTogether()
  await clickCanvas(mara.page, { x: 300, y: 300 })
  await pasteText(mara, 'Nobody could confirm this.')
  await card(mara.page, 'Nobody could').waitFor()
  await untilSaved(mara.page)
  await mara.page.keyboard.press('Control+k')
  await mara.page.getByRole('combobox', { name: 'Find anything' }).fill('export')
  await mara.page
    .getByRole('option', { name: /Export/ })
    .first()
    .waitFor()
  await mara.page.keyboard.press('Enter')
  const save = mara.page.getByRole('button', { name: 'Save picture' })
  await screenshot(mara.page, 'export-2-picture')
  const coming = mara.page.waitForEvent('download')
  await save.click()
  const download = await coming
  const picture = join(await freshFolder(), download.suggestedFilename())
  await download.saveAs(picture)
  await mara.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()

  await dropFiles(mara.page, [picture])
  const told = mara.page.getByRole('dialog', { name: 'A picture of a board' })
  await told.getByText('exactly what was exported').waitFor()
  await told.getByText('The custody log has it: taken by Mara').waitFor()
  await screenshot(mara.page, 'export-3-led-back')
  expect(await seriousFaults(mara.page)).toEqual([])
  await told.getByRole('button', { name: 'Close' }).click()

  // One pixel of another colour.
  const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true })
  data[0] = 255 - (data[0] ?? 0)
  const xmp = (await sharp(picture).metadata()).xmp?.toString() ?? ''
  const { width, height, channels } = info
  const painted = await sharp(data, { raw: { width, height, channels } }).png().toBuffer()
  await writeFile(picture, pngWithXmp(Uint8Array.from(painted), xmp))
  await dropFiles(mara.page, [picture])
  await told.getByText('was altered after it was exported').waitFor()
})

async function openTogether(role: 'editor' | 'viewer' = 'editor') {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const boardId = await makeBoard(mara)
  await letIn(mara, boardId, idris, role)
  await openBoard(idris.page, boardId)
  return { mara, idris, boardId }
}

function historyLine({ page }: Somebody, text: string) {
  return page
    .getByRole('complementary', { name: 'History' })
    .getByRole('listitem')
    .filter({ hasText: text })
}

async function rewrite({ page }: Somebody, before: string, after: string): Promise<void> {
  await card(page, before).click()
  const field = page
    .getByRole('complementary', { name: 'About this evidence' })
    .getByLabel('Words', { exact: true })
  await field.fill(after)
  await field.blur()
  await card(page, after).waitFor()
}

async function pasteOn(somebody: Somebody, text: string): Promise<void> {
  await clickCanvas(somebody.page, { x: 900, y: 620 })
  await pasteText(somebody, text)
  await card(somebody.page, text).waitFor()
}

async function wordsOf(somebody: Somebody, boardId: string): Promise<string[]> {
  const items = await evidenceOf(somebody, boardId)
  return items.map((item) => String(item['words']))
}

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redstring-picture-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
