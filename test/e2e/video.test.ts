import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { mediaFolder } from '../../server/sample/media.ts'
import { frameSourceValue } from '../../shared/evidence/references.ts'
import { seriousFaults } from '../support/axe.ts'
import { card, evidenceOf, letIn, makeBoard, openBoard, untilSaved } from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'
import {
  burntNumber,
  goToFrame,
  grab,
  isShown,
  openClip,
  openFromCard,
  pressKey,
  viewerOf,
} from '../support/video-page.ts'

const alone = { env: { SAMPLE_BOARD: 'off' } }
const walk = join(mediaFolder, 'clip-1-walk.mp4')

const photoRecord = z.looseObject({
  kind: z.literal('photo'),
  file: z.object({ sha256: z.string(), type: z.literal('image/png') }),
  frameOf: frameSourceValue,
})

/** The photos of frames that have arrived on the server, in the order of their frames. */
async function photosOf(somebody: Somebody, boardId: string) {
  const photos = (await evidenceOf(somebody, boardId)).flatMap((item) => {
    const parsed = photoRecord.safeParse(item)
    return parsed.success ? [parsed.data] : []
  })
  return photos.toSorted((a, b) => a.frameOf.index - b.frameOf.index)
}

/** SHA-256 over the pixels of a stored picture, by a decoder that knows nothing of ours. */
async function hashOfStored(somebody: Somebody, boardId: string, sha256: string): Promise<string> {
  const address = `/api/boards/${boardId}/files/${sha256}`
  const answer = await somebody.context.request.get(new URL(address, somebody.page.url()).href)
  const pixels = await sharp(await answer.body())
    .ensureAlpha()
    .raw()
    .toBuffer()
  return createHash('sha256').update(pixels).digest('hex')
}

test('[M9] any frame is reached exactly, by number and step by step both ways: its burnt-in number proves it', async () => {
  const [mara] = await openPeople(await startServer(alone), ['Mara'])
  const { page } = mara
  await makeBoard(mara)
  await openClip(page, walk, /clip-1-walk/)
  const read: number[] = []
  for (const index of [0, 51, 24, 25, 199, 100, 1]) {
    await goToFrame(page, index)
    read.push(await burntNumber(page))
  }
  expect(read).toEqual([0, 51, 24, 25, 199, 100, 1])

  await goToFrame(page, 51)
  for (const [key, index] of [
    ['.', 52],
    ['.', 53],
    [',', 52],
    [',', 51],
    [',', 50],
    ['<', 40],
    ['End', 199],
    [',', 198],
    ['Home', 0],
  ] as const) {
    await pressKey(page, key)
    await isShown(page, index)
    expect(await burntNumber(page)).toBe(index)
  }
  await viewerOf(page).getByText('0:00.000', { exact: true }).waitFor()
  await screenshot(page, 'video-1-frames')

  // Shuttled onwards it moves by itself, and rests on exactly the frame that it names.
  await pressKey(page, 'l')
  await eventually(() =>
    viewerOf(page)
      .getByRole('button', { name: /^Pause/ })
      .count(),
  ).toBe(1)
  await eventually(async () => Number(await frameNumber(mara))).toBeGreaterThan(10)
  await pressKey(page, 'k')
  await viewerOf(page)
    .getByRole('button', { name: /^Play \(/ })
    .waitFor()
  await eventually(async () => {
    const index = Number(await frameNumber(mara))
    return (await burntNumber(page)) === index
  }).toBe(true)
  await pressKey(page, 'j')
  await eventually(async () => Number(await frameNumber(mara))).toBe(0)
})

function frameNumber({ page }: Somebody): Promise<string> {
  return viewerOf(page).getByRole('textbox', { name: 'Frame number' }).inputValue()
}

test('[M10] grabbing a frame twice gives one original with the same pixels, which can be checked again', async () => {
  const [mara, idris] = await openPeople(await startServer(alone), ['Mara', 'Idris'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  await openClip(page, walk, /clip-1-walk/)
  await goToFrame(page, 51)
  await grab(page, 51)
  await eventually(async () => (await photosOf(mara, boardId)).length).toBe(1)
  await goToFrame(page, 120)
  await goToFrame(page, 51)
  await pressKey(page, 'g')
  await eventually(async () => (await photosOf(mara, boardId)).length).toBe(2)
  await pressKey(page, 'c')
  await screenshot(page, 'video-2-crop')
  await pressKey(page, 'g')
  await eventually(async () => (await photosOf(mara, boardId)).length).toBe(3)

  const photos = await photosOf(mara, boardId)
  const [first, second, cropped] = photos.toSorted(
    (a, b) => Number(a.frameOf.crop !== null) - Number(b.frameOf.crop !== null),
  )
  expect(first?.frameOf).toMatchObject({ index: 51, timeS: 2.04, crop: null })
  expect(second?.frameOf).toEqual(first?.frameOf)
  expect(second?.file.sha256).toBe(first?.file.sha256)
  expect(cropped?.frameOf.crop).not.toBeNull()
  for (const photo of [first, cropped])
    expect(await hashOfStored(mara, boardId, photo?.file.sha256 ?? '')).toBe(
      photo?.frameOf.pixelSha256,
    )

  // Idris's page came over plain http, where browsers keep their decoders back: the frame is the same.
  await letIn(mara, boardId, idris)
  idris.useUp()
  await idris.context.addInitScript(() => Reflect.deleteProperty(globalThis, 'VideoDecoder'))
  await openBoard(idris.page, boardId)
  await openFromCard(idris.page, /^Video.*clip-1-walk/s)
  await goToFrame(idris.page, 51)
  expect(await burntNumber(idris.page)).toBe(51)
  await grab(idris.page, 51)
  await eventually(async () => (await photosOf(mara, boardId)).length).toBe(4)
  const hashes = (await photosOf(mara, boardId))
    .filter(({ frameOf }) => frameOf.crop === null)
    .map(({ frameOf }) => frameOf.pixelSha256)
  expect(new Set(hashes).size).toBe(1)

  await viewerOf(page)
    .getByRole('tab', { name: /^Frames/ })
    .click()
  await viewerOf(page)
    .getByRole('button', { name: /^Show the photo in the inspector/ })
    .first()
    .click()
  const inspector = page.getByRole('complementary', { name: 'About this evidence' })
  await inspector.getByRole('button', { name: 'Check again' }).click()
  await inspector.getByText('Decoded again: the pixels are the same.').waitFor()
  await screenshot(page, 'video-3-grabbed')
  await page.getByRole('button', { name: 'Back to the board' }).click()
  await screenshot(page, 'video-4-board')
})

test('[M11] a note on the time line is there for the other at once, and can be changed, deleted and brought back', async () => {
  const [mara, vera] = await openPeople(await startServer(alone), ['Mara', 'Vera'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  await openClip(page, walk, /clip-1-walk/)
  await letIn(mara, boardId, vera, 'viewer')
  await openBoard(vera.page, boardId)
  await openFromCard(vera.page, /clip-1-walk/)

  await goToFrame(page, 50)
  await pressKey(page, 'i')
  await goToFrame(page, 125)
  await pressKey(page, 'o')
  await pressKey(page, 'n')
  await page.keyboard.type('The opening line.')
  await page.keyboard.press('Control+Enter')
  await viewerOf(vera.page).getByText('The opening line.').waitFor()
  await viewerOf(vera.page).getByText('0:02–0:05').waitFor()
  await viewerOf(page)
    .getByRole('button', { name: /^Change the note/ })
    .click()
  await viewerOf(page).getByRole('textbox', { name: 'Note', exact: true }).fill('A man speaks.')
  await viewerOf(page).getByRole('button', { name: 'Save' }).click()
  await viewerOf(vera.page).getByText('A man speaks.').waitFor()
  for (const { scheme, width } of [
    { scheme: 'light', width: 1280 },
    { scheme: 'dark', width: 1280 },
    { scheme: 'dark', width: 390 },
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 800 })
    await viewerOf(page).getByText('A man speaks.').waitFor()
    await screenshot(page, `video-5-note-${scheme}-${width}`)
    expect(await seriousFaults(page), `${scheme}, ${width}`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
  await viewerOf(page)
    .getByRole('button', { name: /^Delete the note/ })
    .click()
  await viewerOf(vera.page).getByText('No notes on the time line yet.').waitFor()
  await pressKey(page, 'Control+z')
  await viewerOf(vera.page).getByText('A man speaks.').waitFor()

  // Who only views looks and listens, and takes nothing.
  expect(
    await viewerOf(vera.page)
      .getByRole('button', { name: /Grab|note|Contact/ })
      .count(),
  ).toBe(0)
  await viewerOf(vera.page)
    .getByRole('button', { name: /^Show 0:02/ })
    .click()
  await viewerOf(vera.page)
    .getByRole('button', { name: /^Pause/ })
    .waitFor()
  await screenshot(vera.page, 'video-6-viewer')
})

test('[M12] a marked range becomes a quote that plays it, and the words of a subtitle file become quotes too', async () => {
  const [mara] = await openPeople(await startServer(alone), ['Mara'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  await openClip(page, walk, /clip-1-walk/)
  await goToFrame(page, 50)
  await pressKey(page, 'i')
  await goToFrame(page, 125)
  await pressKey(page, 'o')
  await viewerOf(page)
    .getByRole('tab', { name: /^Quotes/ })
    .click()
  await viewerOf(page).getByRole('button', { name: 'New quote from 0:02–0:05' }).click()
  const inspector = page.getByRole('complementary', { name: 'About this evidence' })
  await inspector.getByRole('textbox', { name: 'Words' }).fill('Here they are.')
  await viewerOf(page)
    .getByRole('button', { name: /^Play 0:02–0:05.*Here they are\./ })
    .waitFor()

  await dropFiles(page, [subtitles()], { x: 300, y: 300 })
  await viewerOf(page)
    .getByRole('button', { name: /^Show 0:06.000.*They/ })
    .click()
  await isShown(page, 150)
  await viewerOf(page).getByText('They are at the entrance.').nth(1).waitFor()
  await viewerOf(page).getByRole('searchbox').fill('boys')
  await viewerOf(page).getByText('1 line').waitFor()
  await screenshot(page, 'video-7-words')
  await viewerOf(page).getByRole('button', { name: 'Make a quote of “The boys.”' }).click()
  await untilSaved(page)
  const quotes = (await evidenceOf(mara, boardId)).filter(({ kind }) => kind === 'quote')
  expect(quotes.map(({ words, mediaRange, language }) => [words, mediaRange, language])).toEqual(
    expect.arrayContaining([
      ['Here they are.', expect.objectContaining({ startS: 2, endS: 5 }), undefined],
      ['The boys.', expect.objectContaining({ startS: 3, endS: 4.5 }), 'en'],
    ]),
  )

  await page.getByRole('button', { name: 'Back to the board' }).click()
  await inspector.getByRole('button', { name: 'Close', exact: true }).click()
  await card(page, 'Here they are.')
    .getByRole('button', { name: /^Play .*0:02–0:05/ })
    .click()
  const video = viewerOf(page).locator('video')
  await eventually(() => video.evaluate(({ paused }: HTMLVideoElement) => paused)).toBe(false)
  await eventually(() =>
    video.evaluate(({ currentTime }: HTMLVideoElement) => currentTime),
  ).toBeGreaterThan(4)
  await eventually(() =>
    video.evaluate(({ currentTime }: HTMLVideoElement) => currentTime),
  ).toBeLessThan(3)
  await viewerOf(page).getByRole('button', { name: 'Sound on' }).waitFor()
})

function subtitles(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-words-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'walk.en.vtt')
  const cues = [
    ['00:02.000 --> 00:03.000', 'Here they are.'],
    ['00:03.000 --> 00:04.500', 'The boys.'],
    ['00:06.000 --> 00:07.500', 'They are at the entrance.'],
  ]
  writeFileSync(path, `WEBVTT\n\n${cues.map((cue) => cue.join('\n')).join('\n\n')}\n`)
  return path
}

test('[M13] a contact sheet is made in one action, every frame cited, and taken back in one', async () => {
  const [mara] = await openPeople(await startServer(alone), ['Mara'])
  const { page } = mara
  const boardId = await makeBoard(mara)
  await openClip(page, walk, /clip-1-walk/)
  await viewerOf(page).getByRole('button', { name: 'Contact sheet' }).click()
  await viewerOf(page).getByRole('spinbutton', { name: 'Frames' }).fill('6')
  await screenshot(page, 'video-8-sheet')
  await viewerOf(page).getByRole('button', { name: 'Make' }).click()
  await eventually(async () =>
    (await photosOf(mara, boardId)).map(({ frameOf }) => frameOf.index),
  ).toEqual([16, 50, 83, 116, 150, 183])
  await viewerOf(page).getByRole('tab', { name: 'Frames 6' }).waitFor()
  await page.getByRole('button', { name: 'Back to the board' }).click()
  await page.keyboard.press('Shift+1')
  await screenshot(page, 'video-9-sheet-on-board')
  await page
    .getByTestId('quick-actions.undo')
    .or(page.getByRole('button', { name: 'Undo' }))
    .first()
    .click()
  await eventually(async () => (await photosOf(mara, boardId)).length).toBe(0)
  await card(page, /clip-1-walk/).waitFor()
})

test.skipIf(inputsFolder === null)(
  '[M15] real clips of every kind are cited alike each time, or say in a sentence why not',
  async () => {
    const server = await startServer(alone)
    const [mara] = await openPeople(server, ['Mara'])
    const { page } = mara
    const hashes: string[] = []
    for (const { name, index } of [
      { name: 'screen_VFR_7fps_timebase57600.mp4', index: 40 },
      { name: 'frame-counter_vp9.webm', index: 51 },
      { name: 'anamorphic_sar2x1.mp4', index: 17 },
    ]) {
      await page.goto(server.url)
      const boardId = await makeBoard(mara)
      await openClip(page, input(`video/${name}`), new RegExp(name.slice(0, 12)))
      await goToFrame(page, index)
      await screenshot(page, `video-10-${name.slice(0, 12)}`)
      await grab(page, index)
      await goToFrame(page, index + 9)
      await goToFrame(page, index)
      await pressKey(page, 'g')
      await eventually(async () => (await photosOf(mara, boardId)).length).toBe(2)
      const [first, second] = await photosOf(mara, boardId)
      expect(second?.frameOf).toEqual(first?.frameOf)
      expect(second?.file.sha256).toBe(first?.file.sha256)
      hashes.push(first?.frameOf.pixelSha256 ?? '')
    }
    expect(new Set(hashes).size).toBe(3)

    await page.goto(server.url)
    await makeBoard(mara)
    await dropFiles(page, [input('video/timecode-overlay_hevc_30fps.mp4')])
    await card(page, /timecode/)
      .getByRole('button', { name: /^Look closely/ })
      .click()
    await viewerOf(page)
      .getByText(/This browser cannot decode the clip \(HEVC\)/)
      .or(viewerOf(page).getByRole('toolbar', { name: 'Player' }))
      .first()
      .waitFor()
    await screenshot(page, 'video-11-hevc')
  },
)
