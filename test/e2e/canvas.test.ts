import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf as mapOf } from '../../shared/board/layout.ts'
import {
  boxes,
  cards,
  clickCanvas,
  drawLine,
  isStill,
  makeBoard,
  pasteText,
  recordsOf,
  untilSaved,
} from '../support/board-page.ts'
import { bindingOf, shapeOf } from '../support/canvas-records.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const noSample = { env: { SAMPLE_BOARD: 'off' } }

/** A program that writes to a board past every canvas, with somebody's own rights. */
async function openBehind(
  somebody: Somebody,
  url: string,
  boardId: string,
): Promise<WebsocketProvider> {
  const cookie = (await somebody.context.cookies())
    .map((each) => `${each.name}=${each.value}`)
    .join('; ')
  class WithCookie extends WebSocket {
    constructor(address: string) {
      super(address, { headers: { cookie } })
    }
  }
  const provider = new WebsocketProvider(
    `${url.replace('http', 'ws')}/sync`,
    boardId,
    new Y.Doc(),
    {
      WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
      disableBc: true,
    },
  )
  await new Promise<void>((done) => provider.on('sync', (isSynced) => isSynced && done()))
  return provider
}

const group = (id: string, parentId: string) => shapeOf('group', { id: `shape:${id}`, parentId })

test('[C30] what a hostile editor sends is set aside in a running browser, which goes on working', async () => {
  const server = await startServer(noSample)
  const [mara] = await openPeople(server, ['Mara'])
  const boardId = await makeBoard(mara)
  await drawLine(mara.page, { x: 300, y: 250 }, { x: 600, y: 320 })
  await untilSaved(mara.page)
  const hostile = await openBehind(mara, server.url, boardId)
  const records = mapOf(hostile.doc)
  const errors: string[] = []
  mara.page.on('pageerror', (error) => errors.push(String(error)))
  const deeds: (() => void)[] = [
    () => insertRecord(records, shapeOf('draw', { props: { scale: 1e15 } })),
    () => insertRecord(records, shapeOf('arrow', { props: { bend: 1e15 } })),
    () => insertRecord(records, shapeOf('geo', { props: { w: 1e-9 } })),
    () => insertRecord(records, shapeOf('highlight', { props: { segments: [] } })),
    () =>
      insertRecord(
        records,
        shapeOf('text', { props: { richText: { type: 'doc', content: [{ type: 'iframe' }] } } }),
      ),
    () =>
      [group('a', 'shape:b'), group('b', 'shape:a')].forEach((each) => insertRecord(records, each)),
    () => insertRecord(records, bindingOf('b', { from: 'shape:a', to: 'shape:b' })),
    () =>
      insertRecord(records, {
        ...shapeOf('embed'),
        props: { w: 1, h: 1, url: 'https://example.org' },
      }),
    () => records.delete('page:page'),
    () => records.delete('document:document'),
    () => {
      const mine = [...records.keys()].find(
        (id) => id.startsWith('shape:') && records.get(id)?.has('rest'),
      )
      if (mine !== undefined) records.get(mine)?.set('core', { typeName: 'shape', type: 'geo' })
    },
  ]
  for (const deed of deeds) hostile.doc.transact(deed)
  await mara.page.getByText(/records? on this board cannot be shown/).waitFor()
  await drawLine(mara.page, { x: 300, y: 450 }, { x: 600, y: 520 })
  const drawn = async () =>
    (await recordsOf(mara, boardId)).filter(
      (record) =>
        record['type'] === 'draw' &&
        (record['props'] as { isComplete?: boolean }).isComplete === true,
    ).length
  await eventually(drawn).toBeGreaterThan(0)
  await untilSaved(mara.page)
  expect(await mara.page.locator('[data-shape-type="draw"]').count()).toBe(2)
  await mara.page.reload()
  await mara.page.locator('[data-shape-type="draw"]').first().waitFor()
  expect(errors).toEqual([])
  await screenshot(mara.page, 'canvas-1-after-hostile-edits')
  hostile.destroy()
})

test('[C31] an arrow between two cards is red string, and its type is chosen on it, by mouse and by keys', async () => {
  const server = await startServer(noSample)
  const [mara] = await openPeople(server, ['Mara'])
  const boardId = await makeBoard(mara)
  await clickCanvas(mara.page, { x: 300, y: 300 })
  await pasteText(mara, 'I was there on that day.')
  await eventually(() => cards(mara.page).count()).toBe(1)
  await pasteText(mara, 'They were not there at all.')
  await eventually(() => cards(mara.page).count()).toBe(2)
  await mara.page.keyboard.press('Escape')
  // tldraw takes Ctrl for held until a moment after the pointer has moved without it, and then ties nothing.
  await mara.page.mouse.move(250, 600)
  await eventually(() => isStill(mara)).toBe(true)
  const [first, second] = await boxes(mara)
  if (!first || !second) throw new Error('A card is missing')

  await mara.page.getByTestId('tools.arrow').click()
  await mara.page.mouse.move(first.x + first.width / 2, first.y + first.height / 2)
  await mara.page.mouse.down()
  await mara.page.mouse.move(second.x + second.width / 2, second.y + second.height / 2, {
    steps: 12,
  })
  await mara.page.mouse.up()
  await mara.page.getByRole('button', { name: 'contradicts' }).click()
  const relation = async () =>
    (await recordsOf(mara, boardId)).find((record) => record['type'] === 'arrow')?.['meta']
  await eventually(relation).toEqual({ relation: 'contradicts' })
  await screenshot(mara.page, 'canvas-2-string')

  await mara.page.keyboard.press('Shift+R')
  await mara.page.getByRole('button', { name: 'contradicts', pressed: true }).waitFor()
  const focused = () => mara.page.evaluate(() => document.activeElement?.textContent ?? '')
  await eventually(focused).toBe('contradicts')
  await mara.page.keyboard.press('ArrowRight')
  await eventually(focused).toBe('corroborates')
  await mara.page.keyboard.press('Enter')
  await eventually(relation).toEqual({ relation: 'corroborates' })
  await mara.page.keyboard.press('Control+z')
  await eventually(relation).toEqual({ relation: 'contradicts' })
  expect(await mara.page.locator('[data-shape-type="arrow"]').count()).toBe(1)
})
