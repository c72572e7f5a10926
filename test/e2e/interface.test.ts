import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { card, evidenceOf, makeBoard } from '../support/board-page.ts'
import {
  eventually,
  inScheme,
  openBrowser,
  openPeople,
  openStranger,
  screenshot,
} from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const

test.each(sizes)(
  '[U3] no page has a serious accessibility fault, light or dark ($width pixels wide)',
  async ({ width, height }) => {
    const server = await startServer()
    const browser = await openBrowser()
    const { page } = await openStranger(browser, server)
    const checkIn = async (scheme: 'light' | 'dark', what: string) => {
      await inScheme(page, scheme)
      await screenshot(page, `interface-${what}-${width}-${scheme}`)
      // Nothing but colours differs in the dark.
      const found = await seriousFaults(page, { inColours: scheme === 'dark' })
      expect(found, `${what}, ${width}, ${scheme}`).toEqual([])
    }
    const check = async (what: string) => {
      await checkIn('light', what)
      await checkIn('dark', what)
    }
    await page.setViewportSize({ width, height })
    await page.getByLabel('Your name').waitFor()
    await check('start')
    await page.getByLabel('Your name').fill('Mara Lindqvist')
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByText('Sergeyevka (sample)').waitFor()
    await check('boards')
    await page.getByText('Sergeyevka (sample)').click()
    await page.locator('[data-shape-type="card"]').first().waitFor()
    await check('board')
    await page.getByRole('button', { name: 'Register' }).click()
    await page.getByLabel('Search titles').fill('clip 3')
    const register = page.getByRole('complementary', { name: 'Register' })
    await register
      .getByRole('button', { name: /clip 3/i })
      .first()
      .waitFor()
    await check('register')
    await register
      .getByRole('button', { name: /clip 3/i })
      .first()
      .click()
    const inspector = page.getByRole('complementary', { name: 'About this evidence' })
    await inspector.waitFor()
    await check('inspector')
    await inspector.getByRole('button', { name: 'Tie to…' }).click()
    await page
      .getByRole('listbox', { name: 'The other item' })
      .getByRole('option')
      .first()
      .waitFor()
    await check('tie')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find anything' }).fill('clip')
    await page
      .getByRole('option', { name: /Clip 3/ })
      .first()
      .waitFor()
    await check('palette')
    await page.keyboard.press('Escape')
    await inspector.getByRole('button', { name: 'Close', exact: true }).click()
    if (width > 900) {
      await page.getByLabel('Search titles').fill('')
      await register.getByRole('button', { name: 'More room' }).click()
      await page.getByRole('grid').waitFor()
      await register.getByLabel('Group').selectOption('status')
      await page
        .getByRole('row', { name: /Unverified|Could not confirm/ })
        .first()
        .waitFor()
      await check('table')
    }
    await openView(page, 'Outline', { isNarrow: width <= 900 })
    await page.getByRole('treeitem').first().waitFor()
    await check('outline')
    await page.goto(new URL('/account', server.url).href)
    await page.getByRole('heading', { name: 'API keys' }).waitFor()
    await check('account')
  },
)

async function openView(page: Page, name: string, { isNarrow }: { isNarrow: boolean }) {
  if (isNarrow) await page.getByLabel('View', { exact: true }).selectOption({ label: name })
  else await page.getByRole('button', { name, exact: true }).click()
}

test('[U4] a status is set only together with a reason, by mouse and by keyboard', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  await page.getByRole('button', { name: /^Add/ }).click()
  await page.getByRole('menuitem', { name: /Claim/ }).click()
  await page.getByLabel('Statement').fill('The containers arrived that morning.')
  await page.getByRole('button', { name: 'Add to the board' }).click()
  await card(page, 'The containers arrived').waitFor()

  const inspector = page.getByRole('complementary', { name: 'About this evidence' })
  await inspector.getByRole('button', { name: 'Change', exact: true }).click()
  await inspector.getByLabel('New status').selectOption('could-not-confirm')
  await inspector.getByRole('button', { name: 'Set status' }).click()
  await inspector.getByText('a status never stands alone').waitFor()
  expect(await card(page, 'Could not confirm').count()).toBe(0)
  await inspector.getByLabel('Reason').fill('No manifest was shown.')
  await inspector.getByRole('button', { name: 'Set status' }).click()
  await card(page, 'Could not confirm').waitFor()
  const verification = async () => (await evidenceOf(mara, boardId))[0]?.['verification']
  await eventually(verification).toMatchObject({
    status: 'could-not-confirm',
    reason: 'No manifest was shown.',
    by: 'Mara',
  })

  await inspector.getByRole('button', { name: 'Change', exact: true }).focus()
  await page.keyboard.press('Enter')
  await inspector.getByLabel('New status').selectOption('disputed')
  await inspector.getByLabel('Reason').focus()
  await page.keyboard.type('Rival manifest')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await eventually(verification).toMatchObject({ status: 'disputed', reason: 'Rival manifest' })
})
