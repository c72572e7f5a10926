import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import { addCard } from '../../shared/board/canvas-actions.ts'
import { createBoardDocument } from '../../shared/board/new-board.ts'
import { seriousFaults } from '../support/axe.ts'
import { card } from '../support/board-page.ts'
import { chromiumPath } from '../support/chromium.ts'
import { folderWithBoards } from '../support/folder-with-boards.ts'
import { hasFontconfig, hasFontFor } from '../support/has-font-for.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'
import { openPeople, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const BOARD = 'board-of-letters'
/** Kinds of letters, each with a word that is on the board. */
const LETTERS = {
  'Chinese characters': '倉庫',
  Arabic: 'شاحنة',
  Hebrew: 'מחסן',
  Cyrillic: 'склад',
  Greek: 'αποθήκη',
  Thai: 'โกดัง',
  Ethiopic: 'መጋዘን',
  emoji: '🐢',
}

test.skipIf(!hasFfmpeg() || !hasFontconfig() || chromiumPath() === null)(
  '[X72] [X73] the letters that this browser has no font for are named before a picture is taken, in it and on the command line; a clip at its start shows the frame of its poster',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redstring-drawn-here-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const files = {
      clip: fileOf('clip.mp4', 'video/mp4', await greenRedBlue(folder)),
      broken: fileOf('broken.mp4', 'video/mp4', Buffer.from('This was a clip once.')),
      poster: fileOf('poster.png', 'image/png', await bluePicture()),
    }
    const dataDir = await folderWithBoards([{ id: BOARD, title: 'Depot', update: boardOf(files) }])
    const server = await startServer({ dataDir, env: { SAMPLE_BOARD: 'off' } })
    const [mara] = await openPeople(server, ['Mara'])
    for (const { name, type: mimeType, buffer } of Object.values(files)) {
      const multipart = { file: { name, mimeType, buffer } }
      // oxlint-disable-next-line no-await-in-loop -- three
      const answer = await mara.context.request.post(`${server.url}/api/boards/${BOARD}/files`, {
        multipart,
      })
      expect(answer.status()).toBe(201)
    }
    const out = join(folder, 'board.png')
    const command = ['server/cli.ts', 'board', 'export', BOARD, '--out', out]
    const env = { ...process.env, DATA_DIR: dataDir, LOG_LEVEL: 'error' }
    const byCommand = promisify(execFile)(process.execPath, command, { env })
    const { page } = mara
    await page.goto(`${server.url}/board/${BOARD}`)
    await card(page, 'clip').first().waitFor()
    const dialog = await openExport(page)

    const lacking = Object.entries(LETTERS).flatMap(([name, word]) =>
      hasFontFor(word) ? [] : [name],
    )
    const named = (text: string) => Object.keys(LETTERS).filter((name) => text.includes(name))
    const warning = dialog.getByText('This computer has no font for some letters here')
    const said = lacking.length > 0 ? ((await warning.textContent()) ?? '') : ''
    expect(named(said)).toEqual(lacking)
    await screenshot(page, 'letters-1-warning')
    expect(await seriousFaults(page)).toEqual([])

    const svg = await saveSvg(page, dialog)
    await dialog.getByText('broken: its frame could not be drawn').waitFor()
    await screenshot(page, 'letters-2-saved')
    const words = svg.replaceAll(/<[^>]+>/g, ' ')
    expect(words).toContain('0:00 / 0:02')
    expect(words).toContain('Poster / 0:02')
    expect(await coloursIn(svg)).toEqual(['blue', 'red'])
    // The letters of an SVG are drawn where it is opened.
    expect(words).not.toContain('Some letters could not be drawn')

    const { stderr } = await byCommand
    expect(stderr).toContain('broken: its frame could not be drawn')
    expect(stderr).not.toContain('clip: its frame')
    expect(named(stderr)).toEqual(lacking)
  },
)

type BoardFile = { name: string; type: string; buffer: Buffer; sha256: string }

function fileOf(name: string, type: string, buffer: Buffer): BoardFile {
  return { name, type, buffer, sha256: createHash('sha256').update(buffer).digest('hex') }
}

function boardOf({
  poster,
  ...clips
}: Record<'clip' | 'broken' | 'poster', BoardFile>): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, createBoardDocument())
  const before = Y.encodeStateVector(doc)
  const by = 'Mara'
  for (const [at, asks] of Object.values(LETTERS).entries()) {
    const id = addEvidence(doc, { kind: 'question', by, fields: { asks } })
    addCard(doc, id, { x: at * 300, y: 0 })
  }
  for (const [at, [title, { name, type, buffer, sha256 }]] of Object.entries(clips).entries()) {
    const file = { name, type, sha256, size: buffer.length }
    const facts = { durationS: 2, width: 320, height: 180, previewSha256: poster.sha256 }
    const id = addEvidence(doc, { kind: 'video', by, fields: { title, file, facts } })
    addCard(doc, id, { x: at * 400, y: 300 })
  }
  return Y.encodeStateAsUpdate(doc, before)
}

/** A tenth of a second of green, then red when its poster would be, then blue, as the poster is that was brought here. */
async function greenRedBlue(folder: string): Promise<Buffer> {
  const path = join(folder, 'clip.mp4')
  const colour = (name: string, seconds: number) => `color=c=${name}:s=320x180:r=25:d=${seconds}`
  const parts = [colour('lime', 0.08), colour('red', 0.32), colour('blue', 1.6)]
  const inputs = parts.flatMap((part) => ['-f', 'lavfi', '-i', part])
  const joined = ['-filter_complex', 'concat=n=3:v=1:a=0', '-pix_fmt', 'yuv420p']
  execFileSync('ffmpeg', ['-v', 'error', ...inputs, ...joined, '-c:v', 'libx264', path])
  return readFile(path)
}

function bluePicture(): Promise<Buffer> {
  const create = { width: 320, height: 180, channels: 3, background: '#00f' } as const
  return sharp({ create }).png().toBuffer()
}

/** Of the pictures on the cards of a drawing. */
async function coloursIn(svg: string): Promise<string[]> {
  const pictures = [...svg.matchAll(/<img\b[^>]*src="data:image\/\w+;base64,([^"]+)"/g)]
  const colours = await Promise.all(
    pictures.map(async ([, base64 = '']) => {
      const { channels } = await sharp(Buffer.from(base64, 'base64')).stats()
      const [red = 0, , blue = 0] = channels.map(({ mean }) => mean)
      return red > blue ? 'red' : 'blue'
    }),
  )
  return colours.toSorted()
}

async function openExport(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find anything' }).fill('export')
  await page
    .getByRole('option', { name: /Export/ })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Take out of the board' })
  await dialog.getByRole('figure', { name: 'Preview' }).getByRole('img').waitFor()
  return dialog
}

async function saveSvg(page: Page, dialog: Locator): Promise<string> {
  await dialog.locator('label').getByText('SVG', { exact: true }).click()
  await dialog.getByRole('figure', { name: 'Preview' }).getByRole('img').waitFor()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save picture' }).click()
  return readFile(await (await coming).path(), 'utf8')
}
