import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'
import { documentInfoOf, LAYOUT_KEY, LAYOUT_VERSION } from '../../shared/board/layout.ts'
import {
  boardIsOpen,
  card,
  cards,
  clickCanvas,
  drawLine,
  evidenceOf,
  isStill,
  letIn,
  makeBoard,
  openBoard,
  pasteText,
  recordsOf,
  syncBadge,
  untilSaved,
} from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { eventually, openPeople, putOffline, screenshot, type Somebody } from '../support/people.ts'
import { startServer, startServerProcess, type RunningServer } from '../support/start-server.ts'

const noSample = { env: { SAMPLE_BOARD: 'off' } }

/** A board of Mara's that the others have open too. */
async function openTogether<const Names extends readonly string[]>(
  server: RunningServer,
  names: Names,
) {
  const [mara, ...others] = await openPeople(server, ['Mara', ...names])
  const boardId = await makeBoard(mara)
  for (const other of others) {
    await letIn(mara, boardId, other)
    await openBoard(other.page, boardId)
  }
  return { boardId, mara, others: others as { [Each in keyof Names]: Somebody } }
}

test.skipIf(inputsFolder === null)(
  '[F90] a video, a photo and a satellite picture that one drops appear on the other two screens, and the video plays',
  async () => {
    const server = await startServer(noSample)
    const { mara, others, boardId } = await openTogether(server, ['Idris', 'Noor'])
    const [idris, noor] = others
    await dropFiles(mara.page, [
      input('video/gopro-max_walk-to-building_gps.mp4'),
      input('photo/nikon_gps_DSCN0010.jpg'),
      input('satellite/korea-pyeongchang_0.6m_cog_3857.tif'),
    ])
    for (const { page } of [mara, idris, noor]) {
      await eventually(() => cards(page).count()).toBe(3)
    }
    const hasFile = async () =>
      (await evidenceOf(mara, boardId))
        .filter((item) => item['file'] !== undefined && item['facts'] !== undefined)
        .map((item) => String(item['kind']))
        .toSorted()
    await eventually(hasFile, 120_000).toEqual(['photo', 'satellite', 'video'])

    await card(idris.page, /walk-to-building/)
      .getByRole('button', { name: 'Play' })
      .click()
    await eventually(() =>
      idris.page.evaluate(() => document.querySelector('video')?.currentTime ?? 0),
    ).toBeGreaterThan(0.3)
    await screenshot(mara.page, 'together-1-dropped')
    await screenshot(idris.page, 'together-2-seen-and-playing')
    await screenshot(noor.page, 'together-3-third-screen')
  },
)

test('[E94] two people in different fields of one card both keep what they wrote', async () => {
  const { mara, others, boardId } = await openTogether(await startServer(noSample), ['Idris'])
  const [idris] = others
  await clickCanvas(mara.page)
  await pasteText(mara, 'I was there on that day.')
  await card(idris.page, 'I was there').waitFor()

  await card(mara.page, 'I was there').click()
  await card(idris.page, 'I was there').click()
  const [hers, his] = [inspectorOf(mara), inspectorOf(idris)]
  await hers.getByLabel('Speaker', { exact: true }).waitFor()
  await his.getByLabel('Language', { exact: true }).waitFor()
  await Promise.all([
    hers.getByLabel('Speaker', { exact: true }).fill('A witness'),
    his.getByLabel('Language', { exact: true }).fill('Russian'),
  ])
  await Promise.all([mara.page.keyboard.press('Tab'), idris.page.keyboard.press('Tab')])
  await eventually(async () => (await evidenceOf(mara, boardId))[0]).toMatchObject({
    speaker: 'A witness',
    language: 'ru',
  })
  await eventually(() => hers.getByLabel('Language', { exact: true }).inputValue()).toBe('ru')
  await eventually(() => his.getByLabel('Speaker', { exact: true }).inputValue()).toBe('A witness')
  await screenshot(mara.page, 'together-4-fields')
})

test('[C90] [C91] a drawing is seen by the other, and undo takes back only mine', async () => {
  const { mara, others, boardId } = await openTogether(await startServer(noSample), ['Idris'])
  const [idris] = others
  await drawLine(mara.page, { x: 300, y: 250 }, { x: 600, y: 320 })
  await idris.page.locator('[data-shape-type="draw"]').waitFor()
  await drawLine(idris.page, { x: 320, y: 500 }, { x: 700, y: 480 })
  await eventually(() => mara.page.locator('[data-shape-type="draw"]').count()).toBe(2)
  await screenshot(mara.page, 'together-5-drawn')

  const drawings = async () =>
    (await recordsOf(mara, boardId)).filter((record) => record['type'] === 'draw')
  const ofIdris = async () => (await drawings()).toSorted(byHeight)[1]?.id
  await eventually(async () => (await drawings()).length).toBe(2)
  const kept = await ofIdris()
  await mara.page.keyboard.press('Control+z')
  await eventually(async () => (await drawings()).map((record) => record.id)).toEqual([kept])
  await mara.page.keyboard.press('Control+Shift+z')
  await eventually(async () => (await drawings()).length).toBe(2)
})

function byHeight(a: Record<string, unknown>, b: Record<string, unknown>): number {
  return Number(a['y']) - Number(b['y'])
}

test('[C92] work done offline is kept through a closed tab and merges on return', async () => {
  const { mara, others, boardId } = await openTogether(await startServer(noSample), ['Idris'])
  const [idris] = others
  await putOffline(mara, true)
  await clickCanvas(mara.page)
  await pasteText(mara, 'Written on the train')
  await card(mara.page, 'Written on the train').waitFor()
  await syncBadge(mara.page, /^Offline, .* kept here$/).waitFor()
  await screenshot(mara.page, 'together-6-offline')

  await clickCanvas(idris.page, { x: 900, y: 650 })
  await pasteText(idris, 'Written at the desk')
  await card(idris.page, 'Written at the desk').waitFor()
  await untilSaved(idris.page)

  await mara.page.close()
  await putOffline(mara, false)
  const again = await mara.openPage()
  await again.goto(idris.page.url())
  await boardIsOpen(again)
  for (const page of [again, idris.page]) {
    await card(page, 'Written on the train').waitFor()
    await card(page, 'Written at the desk').waitFor()
  }
  await eventually(async () => (await evidenceOf(idris, boardId)).length).toBe(2)
})

test('[C93] with a stopped server it says Saving…, with a dead one Offline, and Saved only when it is', async () => {
  const server = await startServerProcess(noSample)
  const { mara, boardId } = await openTogether(server, [])
  mara.guard.allowNetworkFailures()

  server.signal('SIGSTOP')
  await drawLine(mara.page, { x: 300, y: 250 }, { x: 600, y: 320 })
  await syncBadge(mara.page, 'Saving…').waitFor()
  await screenshot(mara.page, 'together-7-saving')
  server.signal('SIGCONT')
  await untilSaved(mara.page)
  const drawings = async (somebody: Somebody) =>
    (await recordsOf(somebody, boardId)).filter((record) => record['type'] === 'draw')
  expect(await drawings(mara)).toHaveLength(1)

  server.signal('SIGKILL')
  await server.stopped
  await syncBadge(mara.page, /^Offline/).waitFor()
  await drawLine(mara.page, { x: 300, y: 450 }, { x: 600, y: 520 })
  await syncBadge(mara.page, /^Offline, (one change|\d+ changes) kept here$/).waitFor()
  await screenshot(mara.page, 'together-8-server-gone')
  await server.restart()
  await untilSaved(mara.page)
  await eventually(async () => (await drawings(mara)).length).toBe(2)
})

test('[C92] where the browser keeps nothing, it says so and asks before the page is left', async () => {
  const [mara] = await openPeople(await startServer(noSample), ['Mara'])
  mara.useUp()
  await mara.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Not in this window', 'SecurityError')
    }
  })
  await mara.page.reload()
  await makeBoard(mara)
  await putOffline(mara, true)
  await drawLine(mara.page, { x: 300, y: 250 }, { x: 600, y: 320 })
  await syncBadge(mara.page, /^Offline, .* in this page only$/).waitFor()
  await mara.page.getByText('leave this page open').first().waitFor()
  await screenshot(mara.page, 'together-10-nothing-kept')
  const asked = mara.page.waitForEvent('dialog')
  await mara.page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await putOffline(mara, false)
  await untilSaved(mara.page)
})

test('[C93] on a board that is taken up again, edits are said to be saved', async () => {
  const { mara, boardId } = await openTogether(await startServer(noSample), [])
  const archive = async (archived: boolean) => {
    const address = new URL(`/api/boards/${boardId}`, mara.page.url()).href
    const answer = await mara.context.request.patch(address, { data: { archived } })
    expect(answer.ok()).toBe(true)
  }
  await archive(true)
  await openBoard(mara.page, boardId)
  await mara.page.getByText('This board is archived').first().waitFor()
  await archive(false)
  await mara.page.getByTestId('tools.draw').waitFor()
  await drawLine(mara.page, { x: 300, y: 250 }, { x: 600, y: 320 })
  const drawings = async () =>
    (await recordsOf(mara, boardId)).filter((record) => record['type'] === 'draw').length
  await eventually(drawings).toBe(1)
  await untilSaved(mara.page)
})

test('[A13] a page that is older than its board says so, keeps what was done, and writes nothing', async () => {
  const server = await startServerProcess(noSample)
  const { mara, boardId } = await openTogether(server, [])
  mara.guard.allowNetworkFailures()
  server.signal('SIGKILL')
  await server.stopped
  await makeNewer(server, boardId)
  await drawLine(mara.page, { x: 300, y: 250 }, { x: 600, y: 320 })
  await syncBadge(mara.page, /^Offline, .* kept here$/).waitFor()

  const again = await server.restart()
  await mara.page.getByRole('heading', { name: 'This board needs a newer Redstring' }).waitFor()
  await screenshot(mara.page, 'together-11-newer-board')
  expect(await mara.page.locator('.tl-canvas').count()).toBe(0)
  const address = new URL(`/api/boards/${boardId}/history`, again.url).href
  const { seq } = (await (await mara.context.request.get(address)).json()) as { seq: number }
  expect(seq).toBe(2)
})

test('[C94] clicking a person follows what they see', async () => {
  const { mara, others } = await openTogether(await startServer(noSample), ['Idris'])
  const [idris] = others
  await mara.page.getByRole('button', { name: 'Follow Idris' }).click()
  await mara.page.getByText('You see what Idris sees.').waitFor()
  await screenshot(mara.page, 'together-9-following')
  await eventually(() => isStill(mara)).toBe(true)

  const zoomOf = (somebody: Somebody) =>
    somebody.page.evaluate(
      () => document.querySelector('.tl-html-layer')?.getAttribute('style') ?? '',
    )
  // Something to be seen standing still, and then to move.
  const before = await zoomOf(mara)
  await idris.page.mouse.move(640, 400)
  await idris.page.mouse.wheel(300, 500)
  await eventually(() => zoomOf(mara)).not.toBe(before)
  await mara.page.getByRole('button', { name: 'Stop following' }).first().click()
})

function inspectorOf(somebody: Somebody) {
  return somebody.page.getByRole('complementary', { name: 'About this evidence' })
}

/** Has a stopped server's board follow a layout that nobody knows yet, as its second entry. */
async function makeNewer({ dataDir }: RunningServer, boardId: string): Promise<void> {
  const store = new SqliteLogStore(join(dataDir, 'redstring.db'))
  const doc = new Y.Doc()
  for (const update of (await store.load(boardId)).tail) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  documentInfoOf(doc).set(LAYOUT_KEY, LAYOUT_VERSION + 1)
  const update = Y.encodeStateAsUpdate(doc, before)
  await store.append([{ boardId, update, actor: 'a newer server', at: Date.now() }])
  await store.close()
}
