import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import { seriousFaults } from '../support/axe.ts'
import {
  boardIdOf,
  boxAtRest,
  card,
  cards,
  clickCanvas,
  evidenceOf,
  letIn,
  makeBoard,
  openBoard,
  untilSaved,
} from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { eventually, openPeople, screenshot, type Somebody } from '../support/people.ts'
import { shiftBetween } from '../support/register-of.ts'
import { startServer } from '../support/start-server.ts'

const noSample = { env: { SAMPLE_BOARD: 'off' } }
const naip = (name: string) => input(`satellite/${name}`)

async function snapshotsOf(somebody: Somebody) {
  const evidence = await evidenceOf(somebody, boardIdOf(somebody.page))
  return evidence.filter(({ kind }) => kind === 'satellite')
}

async function withFacts(somebody: Somebody, count: number): Promise<void> {
  await eventually(
    async () => (await snapshotsOf(somebody)).filter(({ facts }) => facts !== undefined).length,
    120_000,
  ).toBe(count)
}

/** Selects two cards by hand and compares them. */
async function compareBoth(page: Page): Promise<void> {
  await clickCanvas(page, { x: 60, y: 420 })
  await cards(page)
    .nth(0)
    .click({ position: { x: 60, y: 14 } })
  await cards(page)
    .nth(1)
    .click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] })
  await page.getByRole('button', { name: 'Compare 2 snapshots' }).click()
  await comparison(page).getByRole('slider').waitFor()
}

const comparison = (page: Page) => page.locator('article[data-kind="comparison"]')
const viewerOf = (page: Page) => page.getByRole('region', { name: /^Look closely/ })

describe.skipIf(inputsFolder === null)('snapshots', () => {
  test('[G19] a picture and its world file are placed once the coordinate system is said, and measured', async () => {
    const [mara] = await openPeople(await startServer(noSample), ['Mara'])
    await makeBoard(mara)
    const { page } = mara
    await dropFiles(page, [
      naip('derived_naip_nd_20140720.jpg'),
      naip('derived_naip_nd_20140720.wld'),
    ])
    await withFacts(mara, 1)
    await card(page, 'World file without a coordinate system').waitFor()
    expect(await cards(page).count()).toBe(1)
    await cards(page)
      .first()
      .click({ position: { x: 60, y: 14 } })
    await page.getByLabel('EPSG code, name or region').fill('utm 14n nad83')
    await screenshot(page, 'satellite-1-epsg')
    await page.getByRole('button', { name: /EPSG:26914/ }).click()
    await page.getByText('Placed by a world file').first().waitFor()

    await page.getByRole('button', { name: 'Look closely', exact: true }).click()
    const viewer = viewerOf(page)
    const box = await boxAtRest(viewer.locator('img'))
    const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y })
    await page.mouse.move(at(0.5, 0.5).x, at(0.5, 0.5).y)
    await eventually(() => viewer.getByTestId('coordinates').textContent()).toMatch(
      /^47\.02\d+, -99\.15\d+ · ±/,
    )
    await viewer.getByRole('button', { name: 'Measure a distance' }).click()
    for (const [x, y] of [
      [0.1, 0.5],
      [0.4, 0.5],
    ] as const)
      await page.mouse.click(at(x, y).x, at(x, y).y)
    // 0.3 of 934 pixels of 5 m.
    await viewer
      .getByText(/^1,(39|40|41)\d m ± \d+ m$/)
      .first()
      .waitFor()
    await viewer.getByLabel('What this measures').fill('Along the road')
    await screenshot(page, 'satellite-2-measure')
    await viewer.getByRole('button', { name: 'Keep' }).click()
    await viewer.getByText(/^Along the road: 1,\d+ m/).waitFor()
    expect(await seriousFaults(page)).toEqual([])

    // The same by keys alone: an area of three points.
    await viewer.getByRole('button', { name: 'Measure an area' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
    for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Enter')
    await viewer.getByText(/m² ± /).first().waitFor()
    await page.keyboard.press('Enter')
    await eventually(async () => {
      const [snapshot] = await snapshotsOf(mara)
      return Object.keys(snapshot?.['measurements'] ?? {}).length
    }).toBe(2)
    // Escape gives a tool up before it closes anything.
    await viewer.getByRole('button', { name: 'Measure a distance' }).click()
    await page.keyboard.press('Escape')
    await viewer.getByRole('button', { name: 'Measure a distance', pressed: false }).waitFor()
    await screenshot(page, 'satellite-3-kept')
  })

  test('[G19] a KML places and dates its pictures, which swipe in register; a note reads its interval from them', async () => {
    const [mara, vera] = await openPeople(await startServer(noSample), ['Mara', 'Vera'])
    const boardId = await makeBoard(mara)
    const { page } = mara
    await dropFiles(
      page,
      [naip('derived_naip_nd_20140720.jpg'), naip('derived_naip_nd_20200831.jpg')].concat(
        naip('derived_naip_pair.kml'),
      ),
    )
    await withFacts(mara, 2)
    await eventually(async () =>
      (await snapshotsOf(mara)).map(({ acquired }) => String(acquired)).toSorted(),
    ).toEqual(['2014-07-20', '2020-08-31'])
    await clickCanvas(page, { x: 60, y: 420 })
    const pictures = page.locator('article[data-kind="satellite"]')
    await pictures.nth(0).click({ position: { x: 60, y: 14 } })
    await pictures.nth(1).click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Compare 2 snapshots' }).click()
    await comparison(page).getByText('20 Jul 2014').waitFor()
    await comparison(page).getByText('31 Aug 2020').waitFor()
    await screenshot(page, 'satellite-4-compare-card')

    await page.getByRole('button', { name: 'Note a change' }).click()
    await page.getByLabel('What changes, e.g. the fence').fill('The fence')
    await page.getByLabel('The fence on 20 Jul 2014').selectOption('present')
    await page.getByLabel('The fence on 31 Aug 2020').selectOption('absent')
    await page.getByText('Removed between 20 Jul 2014 and 31 Aug 2020').first().waitFor()
    await comparison(page).getByText('removed between 20 Jul 2014 and 31 Aug 2020').waitFor()
    await untilSaved(page)

    // Whoever only views swipes for themselves, and changes nothing.
    await letIn(mara, boardId, vera, 'viewer')
    await openBoard(vera.page, boardId)
    const before = await evidenceOf(mara, boardId)
    await clickCanvas(vera.page, { x: 60, y: 420 })
    await vera.page.keyboard.press('Shift+1')
    await comparison(vera.page).getByRole('slider').focus()
    await vera.page.keyboard.press('ArrowLeft')
    await eventually(() =>
      comparison(vera.page).getByRole('slider').getAttribute('aria-valuenow'),
    ).toBe('48')
    expect(await comparison(page).getByRole('slider').getAttribute('aria-valuenow')).toBe('50')
    expect(await evidenceOf(mara, boardId)).toEqual(before)
    await screenshot(vera.page, 'satellite-5-viewer')
  })

  test('[G12] the NAIP pair and a turned, cut and enlarged copy of it are laid in register', async () => {
    const [mara] = await openPeople(await startServer(noSample), ['Mara'])
    await makeBoard(mara)
    const { page } = mara
    const { picture, worldFile } = await cutAndTurned()
    await dropFiles(page, [naip('naip_nd_20200831.tif'), picture, worldFile])
    await withFacts(mara, 2)
    await page
      .locator('article[data-kind="satellite"]', { hasText: 'cut' })
      .first()
      .click({ position: { x: 60, y: 14 } })
    await page.getByLabel('EPSG code, name or region').fill('26914')
    await page.getByRole('button', { name: /EPSG:26914/ }).click()
    await page.getByText('Placed by a world file').first().waitFor()
    await compareBoth(page)
    await page.getByRole('button', { name: 'Look closely', exact: true }).click()
    const viewer = viewerOf(page)
    const slider = viewer.getByRole('slider')
    await slider.waitFor()
    await eventually(() =>
      viewer
        .locator('[data-frame] img')
        .evaluateAll((images) => images.every((image) => (image as HTMLImageElement).complete)),
    ).toBe(true)
    await screenshot(page, 'satellite-6-swipe-large')
    await slider.focus()
    await page.keyboard.press('End')
    const first = await viewer.locator('[data-frame]').screenshot()
    await page.keyboard.press('Home')
    const second = await viewer.locator('[data-frame]').screenshot()
    const { width, height } = await sharp(first).metadata()
    const patch = Math.round(Math.min(width, height) / 3.2)
    for (const [x, y] of [
      [0.2, 0.2],
      [0.5, 0.2],
      [0.2, 0.48],
      [0.5, 0.48],
    ] as const) {
      const at = { x: Math.round(width * x), y: Math.round(height * y), size: patch, reach: 6 }
      const { dx, dy, likeness } = await shiftBetween(first, second, at)
      expect([likeness > 0.1, Math.hypot(dx, dy) < 1.5, dx.toFixed(2), dy.toFixed(2)]).toEqual([
        true,
        true,
        dx.toFixed(2),
        dy.toFixed(2),
      ])
    }
    for (const mode of ['Blink', 'Side by side', 'Difference']) {
      await viewer.getByRole('button', { name: mode }).click()
      await viewer.getByText('Date not stated').first().waitFor()
    }
    await screenshot(page, 'satellite-7-difference')
    await viewer.getByRole('button', { name: 'Swipe' }).click()
    expect(await seriousFaults(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 620, height: 800 })
    await slider.waitFor()
    await screenshot(page, 'satellite-7-narrow-dark')
  })

  test('[G19] pictures without a place are compared only once somebody says how: by points, or as one frame', async () => {
    const [mara] = await openPeople(await startServer(noSample), ['Mara'])
    await makeBoard(mara)
    const { page } = mara
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Satellite snapshot' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose files…' }).click()
    await (
      await chooser
    ).setFiles([naip('derived_naip_nd_20140720.jpg'), naip('derived_naip_nd_20200831.jpg')])
    await withFacts(mara, 2)
    await clickCanvas(page, { x: 60, y: 420 })
    await cards(page)
      .nth(0)
      .click({ position: { x: 60, y: 14 } })
    await cards(page)
      .nth(1)
      .click({ position: { x: 60, y: 14 }, modifiers: ['Shift'] })
    await page.getByRole('button', { name: 'Compare 2 snapshots' }).click()
    await comparison(page).getByText('Not placed on the ground').waitFor()
    await screenshot(page, 'satellite-8-not-placed')
    await comparison(page).getByRole('button', { name: 'They show the same frame' }).click()
    await comparison(page).getByText('Aligned by picture, not by place').waitFor()

    // From the comparison to one of its snapshots.
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /derived_naip_nd_20140720/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Look closely', exact: true }).click()
    const viewer = viewerOf(page)
    await viewer.getByText('This picture does not say where it lies').waitFor()
    await viewer.getByRole('button', { name: 'Place by points' }).click()
    const points = [
      ['ArrowLeft', '47.02042, -99.16800'],
      ['ArrowRight', '47.02038, -99.14160'],
    ] as const
    for (const [key, text] of points) {
      await viewer.getByRole('button', { name: /^Crosshair/ }).focus()
      for (let step = 0; step < 8; step++) await page.keyboard.press(`Shift+${key}`)
      await page.keyboard.press('Enter')
      await viewer.getByLabel(/Latitude, longitude$/).fill(text)
      await page.keyboard.press('Enter')
    }
    await viewer.getByText('With two points nothing can be checked').waitFor()
    await screenshot(page, 'satellite-9-points')
    await viewer.getByRole('button', { name: 'Place the picture' }).click()
    await viewer.getByText('Placed by control points').waitFor()
  })
})

/** The later half of the 2014 picture, turned by 20° and enlarged, with the world file that says so. */
async function cutAndTurned(): Promise<{ picture: string; worldFile: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-satellite-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [scale, degrees] = [1.5, 20]
  const cut = { left: 180, top: 120, width: 600, height: 480 }
  const enlarged = await sharp(naip('derived_naip_nd_20140720.jpg'))
    .extract(cut)
    .resize(cut.width * scale, cut.height * scale, { kernel: 'cubic' })
    .toBuffer()
  const turned = await sharp(enlarged).rotate(degrees).jpeg({ quality: 92 }).toBuffer()
  const { width, height } = await sharp(turned).metadata()
  writeFileSync(join(folder, 'cut.jpg'), turned)
  // Turned clockwise about its middle: a step to the right goes down in the picture before.
  const angle = (degrees * Math.PI) / 180
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const metres = 5 / scale
  const middle = {
    x: 485_900 + 5 * (cut.left + cut.width / 2),
    y: 5_209_245 - 5 * (cut.top + cut.height / 2),
  }
  const [a, b, d, e] = [cos * metres, sin * metres, sin * metres, -cos * metres]
  const corner = {
    x: middle.x + a * (0.5 - width / 2) + b * (0.5 - height / 2),
    y: middle.y + d * (0.5 - width / 2) + e * (0.5 - height / 2),
  }
  writeFileSync(join(folder, 'cut.wld'), [a, d, b, e, corner.x, corner.y].join('\n'))
  return { picture: join(folder, 'cut.jpg'), worldFile: join(folder, 'cut.wld') }
}
