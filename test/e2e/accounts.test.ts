import { expect, test } from 'vitest'
import { makeBoard } from '../support/board-page.ts'
import { freePort } from '../support/free-port.ts'
import { openBrowser, openStranger, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

test('[P91] with PUBLIC_URL set the first account owns the server and the next needs an invitation', async () => {
  const port = await freePort()
  const server = await startServer({
    port,
    env: { PUBLIC_URL: `http://127.0.0.1:${port}`, SAMPLE_BOARD: 'off' },
  })
  const browser = await openBrowser()
  const owner = await openStranger(browser, server, 'owner')
  await owner.page.getByRole('heading', { name: 'Set up this Redstring' }).waitFor()
  await screenshot(owner.page, 'accounts-1-set-up')
  await owner.page.getByLabel('Your name').fill('Olga Petrova')
  await owner.page.getByLabel('E-mail').fill('olga@example.org')
  await owner.page.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await owner.page.getByRole('button', { name: 'Make the first account' }).click()
  await owner.page.getByRole('heading', { name: 'Boards', exact: true }).waitFor()
  await makeBoard(owner)

  const stranger = await openStranger(browser, server, 'stranger')
  // A refused sign-in is answered with 4xx, which the browser writes to its console.
  stranger.guard.allow(/status of 4\d\d/)
  await stranger.page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await screenshot(stranger.page, 'accounts-2-sign-in')
  const refused = await stranger.context.request.get(`${server.url}/api/boards`)
  expect(refused.status()).toBe(401)
  const signUp = await stranger.context.request.post(`${server.url}/api/auth/sign-up/email`, {
    data: { name: 'Eve', email: 'eve@example.org', password: 'correct horse battery' },
    headers: { origin: server.url },
  })
  expect(signUp.ok()).toBe(false)

  await owner.page.goto(`${server.url}/account`)
  await owner.page.getByRole('button', { name: 'Make an invitation link' }).click()
  const link = await owner.page.locator('code', { hasText: server.url }).innerText()
  await screenshot(owner.page, 'accounts-3-invitation')

  await stranger.page.goto(link)
  await stranger.page.getByRole('heading', { name: 'You are invited' }).waitFor()
  await stranger.page.getByLabel('Your name').fill('Noor Haddad')
  await stranger.page.getByLabel('E-mail').fill('noor@example.org')
  await stranger.page.getByRole('textbox', { name: 'Password' }).fill('another good password')
  await screenshot(stranger.page, 'accounts-4-join')
  await stranger.page.getByRole('button', { name: 'Join' }).click()
  await stranger.page.getByRole('heading', { name: 'Boards', exact: true }).waitFor()

  const second = await openStranger(browser, server, 'second use')
  second.guard.allow(/status of 4\d\d/)
  await second.page.goto(link)
  await second.page.getByText('This invitation has been used').waitFor()
})
