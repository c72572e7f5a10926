import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { audienceMessages } from '../../client/audience/audience-messages.ts'
import { cardMessages } from '../../client/evidence/card-messages.ts'
import { addEvidence } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import { storedFile } from '../../shared/protocol/http.ts'
import { Visitor } from '../support/api-server.ts'
import { presenter } from '../support/audience.ts'
import { seriousFaults } from '../support/axe.ts'
import { shapeOf } from '../support/canvas-records.ts'
import { tabTo } from '../support/keyboard.ts'
import { eventually, openBareWindow, openBrowser, screenshot } from '../support/people.ts'
import { startServerProcess } from '../support/start-server.ts'

const words = audienceMessages
const PASSWORD = 'open sesame'

/** A scene with one photo that is hard to look at and one that is not, ready to be presented. */
async function briefingWithSomethingSensitive(url: string) {
  const mara = new Visitor(url)
  await mara.post('/api/start', { name: 'Mara' })
  const { body: board } = await mara.post('/api/boards', { title: 'A board' })
  const boardId = board.id as string
  const show = await presenter(url, boardId, mara)
  for (const [name, background, sensitivity] of [
    ['graphic', '#aa2222', 'graphic'],
    ['plain', '#226622', undefined],
  ] as const) {
    const bytes = await sharp({ create: { width: 320, height: 200, channels: 3, background } })
      .png()
      .toBuffer()
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(bytes)]), `${name}.png`)
    const answer = await fetch(`${url}/api/boards/${boardId}/files`, {
      method: 'POST',
      headers: { cookie: mara.cookie },
      body: form,
    })
    const { facts, ...file } = storedFile.parse(await answer.json())
    addEvidence(show.doc, {
      kind: 'photo',
      by: '',
      id: `evidence:${name}`,
      fields: { title: `The ${name} photo`, file, facts, ...(sensitivity && { sensitivity }) },
    })
    const props = { w: 320, h: 280, evidenceId: `evidence:${name}`, mediaTimeS: 0 }
    show.doc.transact(() =>
      insertRecord(
        recordsOf(show.doc),
        shapeOf('card', { id: `shape:${name}`, x: name === 'plain' ? 360 : 0, y: 0, props }),
      ),
    )
  }
  const briefing = addBriefing(show.doc, { title: 'Two photos', by: '' })
  const scene = addScene(show.doc, {
    briefing,
    by: '',
    title: 'Two photos',
    page: 'page:page',
    frame: { x: -40, y: -40, w: 760, h: 360 },
  })
  const links = `/api/boards/${boardId}/audience-links`
  const { body: link } = await mara.post(links, {
    briefing,
    validHours: 1,
    password: PASSWORD,
    asksName: true,
  })
  return {
    present: () => show.present({ briefing, scene }),
    end: () => show.end(),
    address: `${url}/watch/${link.token as string}`,
    takeBack: () => mara.delete(`${links}/${link.id as string}`),
  }
}

/** As it looks to everybody: light and dark, wide and narrow, without a serious fault for assistive technology. */
async function looked(page: Page, name: string): Promise<void> {
  expect([name, await seriousFaults(page)]).toEqual([name, []])
  await screenshot(page, `watching-${name}-light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 360, height: 720 })
  await screenshot(page, `watching-${name}-dark-narrow`)
  const isTooWide = () => document.documentElement.scrollWidth > innerWidth
  expect([name, await page.evaluate(isTooWide)]).toEqual([name, false])
  expect([name, await seriousFaults(page)]).toEqual([name, []])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1280, height: 800 })
}

async function enterByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, new RegExp(`^${words.door.name}`))
  await page.keyboard.type(name)
  await tabTo(page, new RegExp(`^${words.door.password}`))
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
}

test('[W7] [W10] a stranger watches by keyboard: door, waiting, what is covered until they choose, a lost line, the end', async () => {
  let server = await startServerProcess({
    env: { SAMPLE_BOARD: 'off', LOG_LEVEL: 'error', HOST: '127.0.0.1' },
  })
  const briefed = await briefingWithSomethingSensitive(server.url)
  const browser = await openBrowser()
  const context = await openBareWindow(browser)
  const page = await context.newPage()
  await page.goto(briefed.address)
  await page.getByLabel(words.door.name).waitFor()
  await looked(page, '1-door')
  await page.getByLabel(words.door.name).fill('Ivo')
  await page.getByRole('textbox', { name: words.door.password }).fill('not it')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').waitFor()
  await page.reload()
  await enterByKeyboard(page, 'Ivo')
  await page.getByRole('heading', { name: words.watching.waitingTitle }).waitFor()
  await looked(page, '3-waiting')

  // What is marked is behind a curtain, and its picture is not even asked for.
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const pictures = () => asked.filter((url) => url.includes('/files/')).length
  briefed.present()
  const stage = page.getByTestId('audience')
  await stage.getByText('The plain photo').waitFor()
  const uncover = page.getByRole('button', { name: words.watching.uncover, exact: true })
  await uncover.waitFor()
  await stage.getByText(cardMessages.hidden.graphic).waitFor()
  await eventually(pictures).toBe(1)
  expect(await stage.locator('[data-shape-type="card"] img').count()).toBe(1)
  await looked(page, '4-covered')
  const otherContext = await openBareWindow(browser)
  const other = await otherContext.newPage()
  await other.goto(briefed.address)
  await enterByKeyboard(other, 'Ada')
  await other.getByText(cardMessages.hidden.graphic).waitFor()

  // Each chooses for themselves, also without a hand on the mouse.
  await tabTo(page, words.watching.uncover)
  await page.keyboard.press('Enter')
  await eventually(() => stage.locator('[data-shape-type="card"] img').count()).toBe(2)
  expect(await uncover.count()).toBe(0)
  await eventually(pictures).toBe(2)
  expect(await other.getByText(cardMessages.hidden.graphic).count()).toBe(1)

  // The server stops and comes back: that is said, and nobody is asked for a password again.
  server.signal('SIGTERM')
  await server.stopped
  await page.getByText(words.watching.lost).waitFor()
  await looked(page, '6-lost')
  server = await server.restart()
  await eventually(() => page.getByText(words.watching.lost).count()).toBe(0)
  briefed.present()
  await stage.getByText('The plain photo').waitFor()

  await briefed.takeBack()
  await page.getByRole('heading', { name: words.door.goneTitle }).waitFor()
  await looked(page, '7-gone')
  await context.close()
  await otherContext.close()
})
