import { expect, test } from 'vitest'
import { boardIsOpen, makeBoard, syncBadge } from '../support/board-page.ts'
import { untilFocused } from '../support/keyboard.ts'
import {
  eventually,
  openBrowser,
  openStranger,
  screenshot,
  signInByName,
} from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

test('[P90] [U95] a name and one click lead to the boards, the sample among them; a new board is one click', async () => {
  const server = await startServer()
  const mara = await openStranger(await openBrowser(), server, 'Mara')
  await mara.page.getByLabel('Your name').waitFor()
  await screenshot(mara.page, 'first-minute-1-start')

  // One can type with no click into the field.
  await untilFocused(mara.page.getByLabel('Your name'))
  await mara.page.keyboard.type('Mara Lindqvist')
  await mara.page.keyboard.press('Enter')
  await mara.page.getByText('Sergeyevka (sample)').first().waitFor()
  await screenshot(mara.page, 'first-minute-2-boards')

  const fonts: string[] = []
  mara.page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(new URL(request.url()).pathname)
  })
  const boardId = await makeBoard(mara)
  expect(boardId).not.toBe('')
  await syncBadge(mara.page, 'Saved').waitFor()
  await screenshot(mara.page, 'first-minute-3-new-board')

  // A megabyte of letters to write on the canvas with is fetched by whoever takes up a tool to write.
  const forTheCanvas = () => fonts.filter((path) => /Shantell|IBMPlex/.test(path)).length
  expect(forTheCanvas()).toBe(0)
  await mara.page.getByTestId('tools.note').click()
  await eventually(forTheCanvas).toBe(4)
})

test('[U90] the sample board opens without a request outside, under a strict policy', async () => {
  const server = await startServer()
  const mara = await openStranger(await openBrowser(), server, 'Mara')
  await signInByName(mara.page, 'Mara Lindqvist')
  await mara.page.getByText('Sergeyevka (sample)').first().click()
  await boardIsOpen(mara.page)
  await mara.page.locator('[data-shape-type="card"]').first().waitFor()
  await screenshot(mara.page, 'first-minute-4-sample')

  const answer = await mara.context.request.get(server.url)
  const policy = answer.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("object-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toMatch(/script-src[^;]*('unsafe-inline'|'unsafe-eval'|https?:|\*)/)
  expect(policy).not.toMatch(/connect-src[^;]*(https?:|\*)/)
  expect(mara.guard.strayRequests).toEqual([])
})

test('[U94] no word on a string is broken, for people who want less motion too', async () => {
  const server = await startServer()
  const mara = await openStranger(await openBrowser(), server, 'Mara')
  await mara.page.emulateMedia({ reducedMotion: 'reduce' })
  await signInByName(mara.page, 'Mara Lindqvist')
  await mara.page.getByText('Sergeyevka (sample)').first().click()
  // Shapes are drawn as they come into view, and letters once their font is here.
  const words = () => mara.page.evaluate(linesOfEachWord)
  await eventually(async () => (await words()).length).toBeGreaterThan(20)
  await eventually(async () => (await words()).filter(({ lines }) => lines !== 1)).toEqual([])
})

test('[P90] whoever comes back goes on as the same person', async () => {
  const server = await startServer({ env: { SAMPLE_BOARD: 'off' } })
  const browser = await openBrowser()
  const first = await openStranger(browser, server)
  await signInByName(first.page, 'Mara Lindqvist')
  const boardId = await makeBoard(first)

  const later = await openStranger(browser, server)
  await later.page.getByRole('button', { name: 'Go on as Mara Lindqvist' }).click()
  await later.page.locator(`a[href="/board/${boardId}"]`).first().waitFor()
})

/** On how many lines each word of a string's label stands. Runs in the page. */
function linesOfEachWord(): { word: string; lines: number }[] {
  const found: { word: string; lines: number }[] = []
  for (const label of document.querySelectorAll('.tl-arrow-label')) {
    const texts = document.createTreeWalker(label, NodeFilter.SHOW_TEXT)
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      for (const { 0: word, index } of (text.textContent ?? '').matchAll(/\S+/g)) {
        const range = document.createRange()
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        found.push({ word, lines: range.getClientRects().length })
      }
    }
  }
  return found
}
