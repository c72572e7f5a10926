import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import type { Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import { boardIsOpen, card, cards, letIn } from '../support/board-page.ts'
import { hasPoppler } from '../support/needs-poppler.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import {
  folderWithReferenceBoard,
  REFERENCE_BOARD,
  referencePhotos,
  WIDE_BOARD,
} from '../support/reference-board.ts'
import { expectLikeReference } from '../support/reference-pictures.ts'
import { startServer } from '../support/start-server.ts'

/** Each format comes at both sizes and in both looks; the PNG, which the references are made of, in all four. */
const wanted = [
  {
    look: 'light',
    bareAt: 1,
    takes: [
      ['PNG', 1],
      ['WebP', 1],
      ['PNG', 2],
      ['JPEG', 2],
    ],
  },
  {
    look: 'dark',
    bareAt: 2,
    takes: [
      ['PNG', 1],
      ['JPEG', 1],
      ['PNG', 2],
      ['WebP', 2],
    ],
  },
] as const

/** Half a minute on a machine that does nothing else. */
const LONGEST_MS = 15 * 60_000

/** Of the reference board without its legend, in pixels at 1×. */
const DRAWING = { w: 1350, h: 800 }

test(
  '[X60] what people save of a board in every format looks as its reference pictures do, at 1× and 2×, light and dark, with and without a legend',
  async () => {
    const { mara } = await openReferenceBoard()
    const dialog = await openExport(mara.page)
    const save = () => savePicture(mara.page, dialog)
    const legend = dialog.getByRole('checkbox', { name: /^Legend/ })
    for (const { look, takes, bareAt } of wanted) {
      await choose(dialog, look === 'light' ? 'Light' : 'Dark')
      for (const [format, scale] of takes) {
        const like = `${look}-${scale}x`
        await choose(dialog, format)
        await choose(dialog, `${scale}×`)
        const { bytes } = await save()
        const isSource = format === 'PNG'
        await expectLikeReference(bytes, { like, called: `${like} ${format}`, scale, isSource })
      }
      await choose(dialog, `${bareAt}×`)
      await legend.uncheck()
      const bare = { like: `${look}-${bareAt}x`, called: `${look} without legend` }
      const { bytes } = await save()
      await expectLikeReference(bytes, { ...bare, scale: bareAt, part: DRAWING })
      await legend.check()
      await choose(dialog, 'SVG')
      const svg = await save()
      for (const scale of [1, 2]) {
        const drawn = await rasterised(mara, svg.bytes, scale)
        await expectLikeReference(drawn, {
          like: `${look}-${scale}x`,
          called: `${look} SVG`,
          scale,
        })
      }
    }
    if (!hasPoppler()) return
    await choose(dialog, 'Light')
    await choose(dialog, 'PDF')
    const pages = await pagesOf((await save()).bytes)
    expect(pages.length).toBe(2)
    for (const [at, page] of pages.entries()) {
      const like = `page-${at + 1}`
      await expectLikeReference(page, { like, called: like, scale: 1, isSource: true })
    }
  },
  LONGEST_MS,
)

test(
  '[X65] pictures are copied, saved in pieces, given up, taken of a version and by somebody who only watches; where nothing is to be shown or the browser copies nothing, that is said',
  async () => {
    const { mara, idris, server } = await openReferenceBoard()
    const { page } = mara

    // Dark, and in a narrow window.
    await page.emulateMedia({ colorScheme: 'dark' })
    const dialog = await openExport(page)
    await preview(dialog).waitFor()
    await screenshot(page, 'pictures-1-dark')
    expect(await seriousFaults(page)).toEqual([])
    await page.setViewportSize({ width: 420, height: 800 })
    await dialog.getByRole('button', { name: 'Save picture' }).scrollIntoViewIfNeeded()
    await screenshot(page, 'pictures-2-narrow')
    expect(await seriousFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })

    // What is kept behind a curtain may be asked for.
    await dialog.getByRole('checkbox', { name: /kept hidden as sensitive/ }).waitFor()

    // Copied.
    await choose(dialog, 'Light')
    await choose(dialog, '1×')
    await preview(dialog).waitFor()
    await mara.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await dialog.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('The picture is copied.', { exact: false }).waitFor()
    await expectLikeReference(await copied(page), { like: 'light-1x', called: 'copied', scale: 1 })

    // Given up, and then saved all the same.
    let isHeld = false
    await page.route('**/pictures', async (route) => {
      isHeld = true
      await eventually(() => dialog.getByRole('button', { name: 'Cancel' }).count()).toBe(0)
      await route.continue()
    })
    await dialog.getByRole('button', { name: 'Save picture' }).click()
    await eventually(() => isHeld).toBe(true)
    await dialog.getByRole('progressbar').waitFor()
    await screenshot(page, 'pictures-3-under-way')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.unrouteAll({ behavior: 'wait' })
    expect((await savePicture(page, dialog)).name).toMatch(/^Depot-by-the-river_.*_board\.png$/)
    await closeDialog(dialog)

    // A version, while the board has gone on; by somebody who may only watch.
    const version = { data: { name: 'Before' } }
    const board = `${server.url}/api/boards/${REFERENCE_BOARD}`
    expect((await mara.context.request.post(`${board}/versions`, version)).status()).toBe(201)
    await cards(page).filter({ hasText: 'Where did the trucks go' }).click()
    await page.keyboard.press('Delete')
    await letIn(mara, REFERENCE_BOARD, idris, 'viewer')
    await idris.page.goto(`${server.url}/board/${REFERENCE_BOARD}`)
    await card(idris.page, 'The yard').waitFor()
    await eventually(() => card(idris.page, 'Where did the trucks go').count()).toBe(0)
    const watching = await openExport(idris.page)
    await watching.getByRole('combobox', { name: 'As it stood' }).click()
    await idris.page.getByRole('option', { name: 'Before' }).click()
    await watching.getByRole('checkbox', { name: /^Legend/ }).uncheck()
    await choose(watching, '2×')
    const then = await savePicture(idris.page, watching)
    const of = { like: 'light-2x', called: 'version', scale: 2, part: DRAWING }
    await expectLikeReference(then.bytes, of)
    await closeDialog(watching)

    // More than one file holds.
    await page.goto(`${server.url}/board/${WIDE_BOARD}`)
    await card(page, 'at the left').waitFor()
    const wide = await openExport(page)
    await choose(wide, 'JPEG')
    await choose(wide, '4×')
    await wide
      .getByText(/are more than one picture holds\. It is saved as a zip of \d+ pieces/)
      .waitFor()
    await screenshot(page, 'pictures-4-pieces')
    await expectPieces(await savePicture(page, wide))
    await closeDialog(wide)

    // An empty board, and a page over plain http.
    const made = await mara.context.request.post(`${server.url}/api/boards`, {
      data: { title: 'Empty' },
    })
    const { id } = await made.json()
    mara.useUp()
    await page.addInitScript(() =>
      Object.defineProperty(window, 'isSecureContext', { value: false }),
    )
    await page.goto(`${server.url}/board/${id}`)
    await boardIsOpen(page)
    const empty = await openExport(page)
    await empty.getByText('There is nothing here to show.').waitFor()
    expect(await empty.getByRole('button', { name: 'Save picture' }).isDisabled()).toBe(true)
    await empty.getByText('This page came over plain http').waitFor()
    expect(await empty.getByRole('button', { name: 'Copy' }).isDisabled()).toBe(true)
    await screenshot(page, 'pictures-5-nothing')
  },
  LONGEST_MS,
)

/** The pieces fit edge to edge: together they are as large as the picture was said to be. */
async function expectPieces({ name, bytes }: { name: string; bytes: Buffer }): Promise<void> {
  expect(name).toMatch(/_board\.zip$/)
  const files = unzipSync(Uint8Array.from(bytes))
  const names = Object.keys(files).filter((each) => each.endsWith('.jpg'))
  expect(names).toEqual(['row-1-column-1.jpg', 'row-1-column-2.jpg', 'row-1-column-3.jpg'])
  const sizes = await Promise.all(names.map((each) => sharp(files[each]).metadata()))
  expect(sizes.reduce((sum, { width }) => sum + width, 0)).toBe(4 * (4000 + 240 + 80))
  expect(new Set(sizes.map(({ height }) => height)).size).toBe(1)
  const page = Buffer.from(files['index.html'] ?? []).toString()
  for (const each of names) expect(page).toContain(each)
}

async function openReferenceBoard() {
  const photos = await referencePhotos()
  const dataDir = await folderWithReferenceBoard(photos)
  const server = await startServer({ dataDir, env: { SAMPLE_BOARD: 'off' } })
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  for (const [name, buffer] of Object.entries(photos)) {
    const file = { name: `${name}.png`, mimeType: 'image/png', buffer }
    const address = `${server.url}/api/boards/${REFERENCE_BOARD}/files`
    const answer = await mara.context.request.post(address, { multipart: { file } })
    expect(answer.status()).toBe(201)
  }
  await mara.page.goto(`${server.url}/board/${REFERENCE_BOARD}`)
  await boardIsOpen(mara.page)
  await card(mara.page, 'The yard').waitFor()
  return { mara, idris, server }
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
  await dialog.getByRole('button', { name: 'Save picture' }).waitFor()
  return dialog
}

async function choose(dialog: Locator, name: string): Promise<void> {
  await dialog.locator('label').getByText(name, { exact: true }).click()
}

function preview(dialog: Locator): Locator {
  return dialog.getByRole('figure', { name: 'Preview' }).getByRole('img')
}

async function closeDialog(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Close' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

async function copied(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const picture = await item?.getType('image/png')
    const bytes = new Uint8Array((await picture?.arrayBuffer()) ?? new ArrayBuffer())
    let text = ''
    for (const byte of bytes) text += String.fromCharCode(byte)
    return btoa(text)
  })
  return Buffer.from(base64, 'base64')
}

/** Once its preview is there, for what is saved is made of the same drawing. */
async function savePicture(page: Page, dialog: Locator): Promise<{ name: string; bytes: Buffer }> {
  await preview(dialog).waitFor()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save picture' }).click()
  const download = await coming
  const name = download.suggestedFilename()
  await dialog.getByText(`${name} is saved`).waitFor()
  return { name, bytes: await readFile(await download.path()) }
}

/** An SVG as a browser shows it that has none of our fonts. */
async function rasterised({ context }: Somebody, svg: Buffer, scale: number): Promise<Buffer> {
  const browser = context.browser()
  if (!browser) throw new Error('The browser is gone')
  const other = await browser.newContext({ deviceScaleFactor: scale })
  try {
    const page = await other.newPage()
    await page.setContent(
      `<style>body{margin:0}img{display:block}</style><img src="data:image/svg+xml;base64,${svg.toString('base64')}">`,
    )
    const image = page.getByRole('img')
    const { width, height } = (await image.boundingBox()) ?? { width: 1, height: 1 }
    await page.setViewportSize({ width, height })
    return await image.screenshot({ timeout: 30_000 })
  } finally {
    await other.close()
  }
}

/** Every page of a PDF as poppler draws it, a pixel a point. */
async function pagesOf(pdf: Buffer): Promise<Buffer[]> {
  const folder = await mkdtemp(join(tmpdir(), 'redstring-pages-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'board.pdf'), pdf)
  execFileSync('pdftoppm', ['-png', '-r', '72', 'board.pdf', 'page'], { cwd: folder })
  const names = (await readdir(folder)).filter((name) => name.endsWith('.png')).toSorted()
  return Promise.all(names.map((name) => readFile(join(folder, name))))
}
