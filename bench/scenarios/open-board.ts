import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { launchBrowser, newProfile, type Person } from '../browser/launch.ts'
import { framesWhilePanning } from '../browser/panning.ts'
import { type Opening, watchOpening } from '../browser/watch-opening.ts'
import { makeBoard } from '../board/make-board.ts'
import { seed } from '../wire/join.ts'
import type { Context, Figures, Scenario } from './scenario.ts'

export const BOARD_SHAPES = 10_000
const PANNING_MS = 3000

export const openBoard: Scenario = {
  name: 'open-board',
  title: 'Opening a board of 10,000 mixed shapes in Chromium',
  meaning: `Headless Chromium without a GPU. The board has ${BOARD_SHAPES.toLocaleString('en')} shapes (30 % geometric, 20 % drawn, 10 % texts, 10 % notes, 20 % cards with their evidence, 10 % arrows bound at both ends). Redstring: from the click in the list of boards, over the socket, in a browser that has never seen the board. Plain tldraw 3.15.6: from the click that mounts it with the same shapes already in memory; its cards are empty boxes. "Shape painted": the first frame with a shape of the board. "All in": the editor holds every shape and has painted. "By address": Redstring from the beginning of navigation to the board's own address, page and scripts included.`,
  servers: ['tldraw', 'redstring'],
  repetitions: { full: 3, quick: 1 },
  figures: [
    { key: 'first', label: 'click to shape painted', unit: 'ms' },
    { key: 'all', label: 'click to all in', unit: 'ms' },
    { key: 'first by address', label: 'by address: shape painted', unit: 'ms' },
    { key: 'all by address', label: 'by address: all in', unit: 'ms' },
    { key: 'nodes', label: 'DOM nodes', unit: '' },
    { key: 'fps', label: 'panning', unit: 'frames a second', more: true },
    { key: 'heap', label: 'JavaScript heap', unit: 'MB' },
  ],
  async run(context) {
    const browser = await launchBrowser()
    await context.server.start()
    try {
      return context.server.name === 'tldraw'
        ? await openPlain(browser, context)
        : await openOurs(browser, context)
    } finally {
      await browser.close()
    }
  },
}

async function openPlain(browser: Browser, { server }: Context): Promise<Figures> {
  const { url } = await server.room('')
  const page = await newPage(browser)
  await page.goto(url)
  await page.getByRole('button', { name: 'Open' }).click()
  return figuresOf(page, await opened(page))
}

async function openOurs(browser: Browser, { server }: Context): Promise<Figures> {
  const room = await server.room('Ten thousand shapes')
  await seed(room, makeBoard({ count: BOARD_SHAPES, of: 'shapes' }).updates)
  const { origin } = new URL(room.url.replace(/^ws/, 'http'))

  const page = await newPage(browser, { origin, cookie: room.headers['cookie'] })
  await page.goto(origin)
  await page.getByRole('link', { name: 'Ten thousand shapes' }).click()
  const figures = await figuresOf(page, await opened(page))
  await page.context().close()

  const byAddress = await newPage(browser, { origin, cookie: room.headers['cookie'] })
  await byAddress.goto(`${origin}/board/${room.documentName}`)
  const opening = await opened(byAddress)
  await byAddress.context().close()
  return {
    ...figures,
    'first by address': opening.firstShapeAt,
    'all by address': opening.allShapesAt,
  }
}

/** Watched from its beginning. */
async function newPage(browser: Browser, person?: Person): Promise<Page> {
  const page = await (await newProfile(browser, person)).newPage()
  await page.addInitScript(watchOpening, BOARD_SHAPES)
  return page
}

async function opened(page: Page): Promise<Required<Opening>> {
  const read = () =>
    page.evaluate(() => (window as unknown as { benchOpening: Opening }).benchOpening)
  for (const end = Date.now() + 90_000; Date.now() < end; await sleep(200)) {
    const opening = await read()
    if (opening.firstShapeAt && opening.allShapesAt) return opening
  }
  throw new Error(`The board never came in: ${JSON.stringify(await read())}`)
}

async function figuresOf(page: Page, opening: Opening): Promise<Figures> {
  await sleep(3000)
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
  const fps = await page.evaluate(framesWhilePanning, PANNING_MS)
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  )
  const shots = process.env['BENCH_SCREENSHOTS']
  if (shots) await page.screenshot({ path: `${shots}/open-board-${Date.now()}.png` })
  return {
    first: (opening.firstShapeAt ?? 0) - opening.clickedAt,
    all: (opening.allShapesAt ?? 0) - opening.clickedAt,
    nodes,
    fps,
    heap: heap / 1e6,
  }
}
