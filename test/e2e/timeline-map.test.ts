import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { evidenceOf, makeBoard, untilSaved } from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { eventually, openPeople, screenshot } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'
import { vectorMap } from '../support/vector-map.ts'

test('[V40] [V41] what is chosen in the timeline is chosen on the map, the canvas and in the inspector', async () => {
  const [mara] = await openPeople(await startServer(), ['Mara'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').click()
  await page.locator('[data-shape-type="card"]').first().waitFor()
  await page.getByRole('button', { name: 'Timeline', exact: true }).click()
  const timeline = page.getByRole('complementary', { name: 'Timeline' })
  await timeline.getByRole('heading', { name: 'Year not stated' }).waitFor()
  await timeline.getByRole('button', { name: /at least 3,000/ }).waitFor()
  await screenshot(page, 'timeline-1-sample')
  const clip = timeline.getByRole('button', { name: /Clip 1/ })
  await clip.click()
  await page
    .getByRole('complementary', { name: 'About this evidence' })
    .getByText(/Clip 1/)
    .first()
    .waitFor()

  await page.getByRole('button', { name: 'Map', exact: true }).click()
  const map = page.getByRole('complementary', { name: 'Map' })
  await map.locator('button[aria-current]', { hasText: 'Clip 1' }).waitFor()
  await map.getByText(/items have no coordinates/).waitFor()
  await map.getByRole('button', { name: /GeoConfirmed/ }).click()
  await map.locator('button[aria-current]', { hasText: 'GeoConfirmed' }).waitFor()
  await screenshot(page, 'map-1-sample')
})

test.skipIf(inputsFolder === null)(
  '[V41] [V42] a dropped satellite picture shows its footprint on the configured map, read from this server',
  async () => {
    const server = await startServer({
      env: {
        SAMPLE_BOARD: 'off',
        MAP_TILES: input('satellite/basemap_stamen-toner_z0-3_raster.pmtiles'),
        MAP_ATTRIBUTION: 'Stamen',
      },
    })
    const [mara] = await openPeople(server, ['Mara'])
    const boardId = await makeBoard(mara)
    await dropFiles(mara.page, [input('satellite/korea-pyeongchang_0.6m_cog_3857.tif')])
    await eventually(
      async () =>
        (await evidenceOf(mara, boardId)).filter((each) => each['facts'] !== undefined).length,
    ).toBe(1)
    await untilSaved(mara.page)
    const asked: string[] = []
    mara.page.on('response', (response) => {
      if (response.url().endsWith('/basemap.pmtiles')) asked.push(String(response.status()))
    })
    await mara.page.getByRole('button', { name: 'Map', exact: true }).click()
    const map = mara.page.getByRole('complementary', { name: 'Map' })
    await map.getByRole('button', { name: /Picture from above/ }).waitFor()
    await eventually(() => map.locator('img.leaflet-tile').count()).toBeGreaterThan(0)
    expect(new Set(asked)).toEqual(new Set(['206']))
    await map.getByText('Stamen').waitFor()
    await screenshot(mara.page, 'map-2-footprint')
  },
)

test('[V42] a configured map of vector tiles is drawn, closer than it goes too, light and dark', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-map-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const archive = join(folder, 'land.pmtiles')
  writeFileSync(archive, vectorMap())
  const [mara] = await openPeople(await startServer({ env: { MAP_TILES: archive } }), ['Mara'])
  await mara.page.getByText('Sergeyevka (sample)').click()
  const openMap = mara.page.getByRole('button', { name: 'Map', exact: true })
  await openMap.click()
  const colours = () => mara.page.evaluate(coloursOfTiles)
  await eventually(colours).toEqual(['226 223 218 255'])
  const heightOf = (pane: string) =>
    mara.page.locator(pane).evaluate((each) => Number(getComputedStyle(each).zIndex))
  expect(await heightOf('.leaflet-outlines-pane')).toBeLessThan(
    await heightOf('.leaflet-tile-pane'),
  )
  await screenshot(mara.page, 'map-3-vector-tiles')

  await mara.page.emulateMedia({ colorScheme: 'dark' })
  await openMap.click()
  await openMap.click()
  await eventually(colours).toEqual(['31 31 31 255'])
  await screenshot(mara.page, 'map-4-vector-tiles-dark')
})

/** The colours in the middle of the tiles that are drawn. Runs in the page. */
function coloursOfTiles(): string[] {
  const tiles = [...document.querySelectorAll<HTMLCanvasElement>('canvas.leaflet-tile-loaded')]
  const colours = tiles.flatMap((tile) => {
    const { width, height } = tile
    return (
      tile
        .getContext('2d')
        ?.getImageData(width / 2, height / 2, 1, 1)
        .data.join(' ') ?? []
    )
  })
  return [...new Set(colours)]
}
