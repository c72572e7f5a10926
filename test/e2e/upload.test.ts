import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { card, cards, evidenceOf, makeBoard } from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { eventually, openPeople, putOffline, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const MEGABYTE = 1024 * 1024
const noSample = { env: { SAMPLE_BOARD: 'off' } }

/** A file of random bytes, gone with the test. */
function makeFile(name: string, bytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const content = randomBytes(bytes)
  writeFileSync(join(folder, name), content)
  return { path: join(folder, name), sha256: createHash('sha256').update(content).digest('hex') }
}

/** Makes the way to the server as slow as a hotel's; returns how to have it as quick as ever. */
async function slowDown(
  somebody: Somebody,
  bytesPerSecond: number,
): Promise<() => Promise<unknown>> {
  somebody.useUp()
  const devtools = await somebody.context.newCDPSession(somebody.page)
  const send = (uploadThroughput: number) =>
    devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    })
  await send(bytesPerSecond)
  return () => send(-1)
}

async function filesOf(somebody: Somebody, boardId: string): Promise<unknown[]> {
  const evidence = await evidenceOf(somebody, boardId)
  return evidence.map((item) => (item['file'] as { sha256?: string } | undefined)?.sha256)
}

async function filesOnDisk(dataDir: string, sha256: string): Promise<string[]> {
  const stored = await readdir(dataDir, { recursive: true })
  return stored.filter((path) => path.endsWith(sha256))
}

test('[F91] [J26] an upload shows how far it is, says that it waits, and goes on after the connection was cut', async () => {
  const server = await startServer(noSample)
  const [mara] = await openPeople(server, ['Mara'])
  const boardId = await makeBoard(mara)
  // Half a minute, unless the connection is cut in time.
  const file = makeFile('long-recording.bin', 15 * MEGABYTE)
  const speedUp = await slowDown(mara, MEGABYTE / 2)
  await dropFiles(mara.page, [file.path])
  await card(mara.page, /Uploading, [1-9]\d %/).waitFor()
  await screenshot(mara.page, 'upload-1-progress')
  expect(await cards(mara.page).innerText()).not.toContain('No original held')

  await putOffline(mara, true)
  await eventually(() => mara.page.evaluate(() => navigator.onLine)).toBe(false)
  await card(mara.page, /Waiting for the connection, [1-9]\d? % is there/).waitFor()
  await screenshot(mara.page, 'upload-2-cut')
  // The cut came before the end, or it would prove nothing. Asked past the page, whose network is off.
  expect(await filesOnDisk(server.dataDir, file.sha256)).toEqual([])
  await speedUp()
  await putOffline(mara, false)
  await eventually(() => filesOf(mara, boardId), 120_000).toEqual([file.sha256])
  await screenshot(mara.page, 'upload-3-done')
})

test('[J26] a case on its way says that it waits for the line, and goes on by itself', async () => {
  const [origin, server] = await Promise.all([startServer(noSample), startServer(noSample)])
  const [mara] = await openPeople(origin, ['Mara'])
  const boardId = await makeBoard(mara)
  await dropFiles(mara.page, [makeFile('recording.bin', 12 * MEGABYTE).path])
  await eventually(() => filesOf(mara, boardId)).toEqual([expect.any(String)])
  const zip = makeFile('depot_case.zip', 0).path
  const packed = await mara.context.request.get(`${origin.url}/api/boards/${boardId}/package.zip`)
  writeFileSync(zip, await packed.body())

  const [grace] = await openPeople(server, ['Grace'])
  const speedUp = await slowDown(grace, MEGABYTE)
  // Whether the case came whole is asked where its last answer may have been lost.
  grace.guard.allow(/404 .*\/api\/imports\/[0-9a-f]{32}$/)
  const choosing = grace.page.waitForEvent('filechooser')
  await grace.page.getByRole('button', { name: 'Import a case' }).click()
  await (await choosing).setFiles(zip)
  const told = grace.page.getByRole('region', { name: 'Import a case' })
  await told.getByText(/^Sending depot_case\.zip, [1-9]\d? %$/).waitFor()
  await putOffline(grace, true)
  await told
    .getByText(
      /^The connection is interrupted\. depot_case\.zip goes on .*; [1-9]\d? % is there\.$/,
    )
    .waitFor()
  await lookEverywhere(grace.page, 'case-line-1-cut')
  await speedUp()
  await putOffline(grace, false)
  await told.getByText('was taken in. You are its owner.').waitFor({ timeout: 120_000 })
  await screenshot(grace.page, 'case-line-2-taken-in')
})

/** Light and dark, wide and narrow. */
async function lookEverywhere(page: Page, name: string): Promise<void> {
  const wide = page.viewportSize() ?? { width: 1280, height: 800 }
  for (const colorScheme of ['dark', 'light'] as const)
    for (const size of [{ width: 390, height: 780 }, wide]) {
      // One page, one look after the other.
      // oxlint-disable no-await-in-loop
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize(size)
      await screenshot(page, `${name}-${colorScheme}-${size.width}`)
      // oxlint-enable no-await-in-loop
    }
}

test('[F91] an upload can be cancelled, and nothing of it stays on the board', async () => {
  const [mara] = await openPeople(await startServer(noSample), ['Mara'])
  const boardId = await makeBoard(mara)
  await slowDown(mara, MEGABYTE)
  await dropFiles(mara.page, [makeFile('wrong-file.bin', 24 * MEGABYTE).path])
  await card(mara.page, /Uploading/)
    .getByRole('button', { name: 'Cancel' })
    .click()
  await eventually(() => cards(mara.page).count()).toBe(0)
  await eventually(() => evidenceOf(mara, boardId)).toEqual([])
})

test('[F92] the same file twice is two items and one original', async () => {
  const server = await startServer(noSample)
  const [mara] = await openPeople(server, ['Mara'])
  const boardId = await makeBoard(mara)
  const file = makeFile('statement.bin', MEGABYTE)
  await dropFiles(mara.page, [file.path])
  await eventually(() => filesOf(mara, boardId)).toEqual([file.sha256])
  await dropFiles(mara.page, [file.path], { x: 900, y: 500 })
  await eventually(() => filesOf(mara, boardId)).toEqual([file.sha256, file.sha256])
  expect(await filesOnDisk(server.dataDir, file.sha256)).toHaveLength(1)
})
