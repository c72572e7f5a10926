import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  boardIsOpen,
  card,
  cards,
  evidenceOf,
  makeBoard,
  syncBadge,
} from '../support/board-page.ts'
import { contentOfZip } from '../support/case-packages.ts'
import { dropFiles } from '../support/drop-files.ts'
import {
  eventually,
  openBrowser,
  openStranger,
  screenshot,
  signInByName,
} from '../support/people.ts'
import { pngOf } from '../support/small-png.ts'
import { rows, xlsx } from '../support/spreadsheets.ts'
import { startServer } from '../support/start-server.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-package-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const drawing = {
  nodes: [
    { id: 'g', type: 'group', label: 'Depot', x: -40, y: -60, width: 780, height: 480 },
    { id: 'a', type: 'file', file: 'pictures/gate.png', x: 0, y: 0, width: 320, height: 320 },
    {
      id: 'b',
      type: 'link',
      url: 'https://example.org/post/1',
      x: 400,
      y: 0,
      width: 300,
      height: 300,
    },
    { id: 'c', type: 'file', file: 'clips/gone.mp4', x: 0, y: 460, width: 300, height: 200 },
    {
      id: 'd',
      type: 'text',
      text: 'Who posted this first?',
      x: 400,
      y: 460,
      width: 240,
      height: 90,
    },
  ],
  edges: [{ id: 'e', fromNode: 'b', toNode: 'a', label: 'depicts' }],
}

test('[J2] [J7] [J22] [J23] [J27] [Z1] [Z2] [Z17] a dropped canvas is said, imported and undone as one; the whole case goes out and comes in on another server', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off', LINK_FETCHING: 'off' } })
  const browser = await openBrowser()
  const mara = await openStranger(browser, server, 'Mara')
  const { page } = mara
  await signInByName(page, 'Mara Lindqvist')
  const boardId = await makeBoard(mara)
  const [canvas, picture] = [join(folder, 'Depot.canvas'), join(folder, 'gate.png')]
  writeFileSync(canvas, JSON.stringify(drawing))
  writeFileSync(picture, pngOf('gate'))

  await dropFiles(page, [canvas, picture])
  const dialog = page.getByRole('dialog', { name: 'Import “Depot.canvas”' })
  await dialog
    .getByText(
      '1 photo, 1 link, 1 video, 1 string and 2 shapes; 1 file is missing: clips/gone.mp4.',
    )
    .waitFor()
  await screenshot(page, 'package-1-import')
  expect(await evidenceOf(mara, boardId)).toEqual([])
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  await eventually(() => cards(page).count()).toBe(3)
  await eventually(
    async () => (await evidenceOf(mara, boardId)).filter(({ file }) => file !== undefined).length,
  ).toBe(1)
  await screenshot(page, 'package-2-imported')
  await page.keyboard.press('Control+z')
  await eventually(() => cards(page).count()).toBe(0)
  await page.keyboard.press('Control+Shift+z')
  await card(page, 'gate.png').waitFor()
  await syncBadge(page, /^Saved$/).waitFor()

  const sheet = join(folder, 'incidents.xlsx')
  writeFileSync(
    sheet,
    xlsx({
      Incidents: {
        rows: rows([
          ['date', 'description', 'latitude', 'longitude'],
          ['2024-10-18', 'A column of trucks', '43.85', '131.98'],
        ]),
      },
      Posts: {
        rows: rows([
          ['link', 'upload title', 'Lead'],
          ['The clip', 'Seen at the depot', 'Kim'],
        ]),
        hyperlinks: { A2: 'https://t.me/a/1' },
      },
    }),
  )
  await dropFiles(page, [sheet])
  const said = page.getByRole('dialog', { name: 'Import “incidents.xlsx”' })
  await said.getByText('1 claim.', { exact: true }).waitFor()
  await said.getByLabel('Sheet').selectOption('Posts')
  await said
    .getByText('1 link. In the notes, for no field takes them: Link (as shown), Lead.')
    .waitFor()
  await screenshot(page, 'package-2b-spreadsheet')
  await said.getByRole('button', { name: 'Import', exact: true }).click()
  await card(page, 'Seen at the depot').waitFor()
  await syncBadge(page, /^Saved$/).waitFor()

  await page.keyboard.press('Control+k')
  await page.keyboard.type('Export')
  await page.keyboard.press('Enter')
  await page.getByText(/^About .*, \d files?\.$/).waitFor()
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download the whole case' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toMatch(/_case\.zip$/)
  const zip = join(folder, 'case.zip')
  await download.saveAs(zip)
  const packed = [...(await contentOfZip(zip)).keys()]
  expect(packed).toContainEqual(expect.stringMatching(/\/data\/pictures\/board\.png$/))
  await screenshot(page, 'package-3-export')

  const other = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const grace = await openStranger(browser, other, 'Grace')
  await signInByName(grace.page, 'Grace')
  const bring = async () => {
    const choosing = grace.page.waitForEvent('filechooser')
    await grace.page.getByRole('button', { name: 'Import a case' }).click()
    await (await choosing).setFiles(zip)
  }
  await bring()
  await grace.page.getByText('was taken in. You are its owner.').waitFor()
  await screenshot(grace.page, 'package-4-taken-in')
  await dropFiles(grace.page, [zip])
  await grace.page.getByText('This case is on this server already.').waitFor()
  await grace.page.getByRole('link', { name: 'Open the board' }).click()
  await boardIsOpen(grace.page)
  await card(grace.page, 'gate.png').waitFor()
  await card(grace.page, 'gate.png').click()
  const inspector = grace.page.getByRole('complementary', { name: 'About this evidence' })
  await inspector.getByText('Mara Lindqvist (of the imported case)').first().waitFor()
  await screenshot(grace.page, 'package-5-there')
  expect((await evidenceOf(grace, boardId)).length).toBe(4)
})
