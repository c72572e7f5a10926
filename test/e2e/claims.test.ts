import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import {
  boardIsOpen,
  card,
  evidenceOf,
  letIn,
  makeBoard,
  openBoard,
  untilSaved,
} from '../support/board-page.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const inspectorOf = (page: Page) => page.getByRole('complementary', { name: 'About this evidence' })

/** Finds an item by its title, as people do, and shows it on the canvas. */
async function find(page: Page, title: string): Promise<void> {
  const register = page.getByRole('complementary', { name: 'Register' })
  if ((await register.count()) === 0) await page.keyboard.press('Control+j')
  await page.getByLabel('Search titles').fill(title)
  await register
    .getByRole('button', { name: new RegExp(title, 'i') })
    .first()
    .click()
  await page.keyboard.press('Control+j')
  await card(page, title).waitFor()
}

async function addClaim({ page }: Somebody, statement: string): Promise<void> {
  await page.getByRole('button', { name: /^Add/ }).click()
  await page.getByRole('menuitem', { name: /Claim/ }).click()
  await page.getByLabel('Statement').fill(statement)
  await page.getByRole('button', { name: 'Add to the board' }).click()
  await card(page, statement).first().waitFor()
}

test('[E24] a claim on the sample board says what it rests on by origin; hedges go along to the clipboard and into pictures', async () => {
  const [mara] = await openPeople(await startServer(), ['Mara'])
  const { page, context } = mara
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)

  await find(page, 'Boxes with a logo')
  const sentence =
    'Supported by 3 items from 2 origins; whether these are independent is not known.'
  await card(page, sentence).waitFor()
  const inspector = inspectorOf(page)
  const rests = inspector.getByRole('region', { name: 'What it rests on' })
  await rests.getByText(sentence).waitFor()
  await rests.getByText('Dmitry Kuznets').waitFor()
  await screenshot(page, 'claims-1-origins')
  await rests.getByRole('button', { name: 'Record what was found' }).scrollIntoViewIfNeeded()
  await screenshot(page, 'claims-2-origin-list')
  await rests.getByRole('button', { name: 'Which uniform' }).click()
  await inspector
    .getByRole('textbox', { name: 'Title' })
    .and(page.getByText('Which uniform'))
    .waitFor()

  await find(page, 'Kirby: Kursk is possible')
  await card(page, 'Could not confirm').and(card(page, 'Kirby')).waitFor()
  await screenshot(page, 'claims-3-kirby')
  await page.keyboard.press('Escape')
  await card(page, 'Kirby: Kursk is possible').click()
  await page.keyboard.press('Control+c')
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await eventually(copied).toMatch(
    /^Claim: Possible: Kirby.*John Kirby, Spokesman.*→ Reuters → The New York Times.*year not stated.*Could not confirm \(The New York Times/s,
  )
  await page.keyboard.press('Control+Shift+c')
  await eventually(copied).toMatch(/^<svg.*Possible.*Could not confirm/s)

  await find(page, 'United States: at least 3,000')
  await card(
    page,
    'Another figure: 12,000 troops (in all of Russia; 24 Oct, year not stated)',
  ).waitFor()
  await screenshot(page, 'claims-4-rival-figure')
})

test('[E26] two people add claimants at once; one action splits the claim and chooses its half', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const boardId = await makeBoard(mara)
  await addClaim(mara, '12,000 are in Russia, and some have arrived in Kursk.')
  await untilSaved(mara.page)
  await letIn(mara, boardId, idris)
  await openBoard(idris.page, boardId)
  await card(idris.page, '12,000 are in Russia').click()

  const formOf = ({ page }: Somebody) =>
    inspectorOf(page).getByRole('group', { name: 'Who says so' })
  const add = async (somebody: Somebody, name: string) => {
    await inspectorOf(somebody.page)
      .getByRole('button', { name: 'Add someone who says so' })
      .click()
    // Their own, which has the keyboard: what the other has just added may stand below it.
    await formOf(somebody)
      .getByLabel('Name', { exact: true })
      .and(somebody.page.locator(':focus'))
      .fill(name)
    await somebody.page.keyboard.press('Tab')
  }
  await Promise.all([add(mara, 'Ukraine'), add(idris, 'South Korea')])
  const names = formOf(idris).getByLabel('Name', { exact: true })
  const order = () =>
    names.evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value))
  await eventually(async () => (await order()).toSorted()).toEqual(['South Korea', 'Ukraine'])
  const place = (await order()).indexOf('South Korea')
  await formOf(idris)
    .getByLabel('Role or affiliation')
    .nth(place)
    .fill('National Intelligence Service')
  await idris.page.keyboard.press('Tab')
  const both = '2 say so, from 2 origins; whether these are independent is not known.'
  for (const { page } of [mara, idris]) await card(page, both).waitFor()
  await card(mara.page, 'South Korea, National Intelligence Service').waitFor()

  const rests = inspectorOf(mara.page).getByRole('region', { name: 'What it rests on' })
  await rests.getByRole('button', { name: 'Record what was found' }).click()
  await rests.getByRole('button', { name: 'Record it' }).click()
  await rests.getByText('a finding never stands alone').waitFor()
  await rests.getByLabel('Reason').fill('Both quote one briefing.')
  await rests.getByRole('button', { name: 'Record it' }).click()
  await card(idris.page, '2 say so, from one origin, South Korea and Ukraine.').waitFor()

  await rests.getByRole('button', { name: 'Split this claim' }).click()
  await eventually(async () => (await evidenceOf(mara, boardId)).length).toBe(2)
  const halves = await evidenceOf(mara, boardId)
  expect(halves[0]?.['claimants']).toEqual(halves[1]?.['claimants'])
  // The second half is what the inspector shows now: writing into it leaves the first alone.
  const statement = inspectorOf(mara.page).getByRole('textbox', { name: 'Statement' })
  await statement.fill('Some have arrived in Kursk.')
  await card(mara.page, 'Some have arrived in Kursk.').last().waitFor()
  await eventually(() => card(idris.page, '12,000 are in Russia').count()).toBe(1)
  await screenshot(mara.page, 'claims-5-split')
  await mara.page.keyboard.press('Escape')
})

test('[E29] a quote’s words and translation stand side by side on the card, in the inspector and looked at closely', async () => {
  const [mara] = await openPeople(await startServer({ env: { SAMPLE_BOARD: 'off' } }), ['Mara'])
  const { page } = mara
  await makeBoard(mara)
  await page.getByRole('button', { name: /^Add/ }).click()
  await page.getByRole('menuitem', { name: /Quote/ }).click()
  const said = 'غادرنا قبل أن يُهدم السياج، ولم يكن هناك أحد.'
  await page.getByLabel('Words').fill(said)
  await page.getByRole('button', { name: 'Add to the board' }).click()
  await card(page, said).waitFor()
  const inspector = inspectorOf(page)
  await inspector.getByLabel('Language', { exact: true }).fill('Arabic')
  await inspector
    .getByLabel('Translation', { exact: true })
    .fill('We left before the fence was taken down, and nobody was there.')
  await inspector.getByLabel('Translated into').fill('en')
  await inspector.getByLabel('Translated by').fill('Lina Haddad')
  await inspector.getByLabel('Speaker', { exact: true }).fill('A resident')
  await page.keyboard.press('Tab')
  await card(page, 'English, translated by Lina Haddad').waitFor()
  const words = inspector.getByLabel('Words')
  await eventually(() => words.getAttribute('dir')).toBe('rtl')
  expect(await words.getAttribute('lang')).toBe('ar')
  const side = async (label: string) => inspector.getByLabel(label, { exact: true }).boundingBox()
  const [left, right] = [await side('Words'), await side('Translation')]
  expect(Math.abs((left?.y ?? 0) - (right?.y ?? 99))).toBeLessThan(4)
  const onCard = card(page, said).locator('blockquote').first()
  expect([await onCard.getAttribute('lang'), await onCard.getAttribute('dir')]).toEqual([
    'ar',
    'rtl',
  ])
  await screenshot(page, 'claims-6-quote')

  await inspector.getByRole('button', { name: 'Look closely' }).click()
  const sheet = page.getByRole('region', { name: /^Look closely/ })
  await sheet.getByRole('heading', { name: 'Arabic' }).waitFor()
  await sheet.getByText('How the words came here').waitFor()
  await screenshot(page, 'claims-7-quote-viewer')
  expect(await seriousFaults(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await screenshot(page, 'claims-8-quote-viewer-dark')
  await page.setViewportSize({ width: 390, height: 844 })
  await screenshot(page, 'claims-9-quote-viewer-narrow')
})
