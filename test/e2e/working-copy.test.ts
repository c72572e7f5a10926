import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { factsValue } from '../../shared/evidence/fields.ts'
import { card, evidenceOf, letIn, makeBoard, openBoard } from '../support/board-page.ts'
import { dropFiles } from '../support/drop-files.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'
import { eventually, openPeople, screenshot } from '../support/people.ts'
import { slowFfmpeg } from '../support/slow-ffmpeg.ts'
import { startServer, startServerProcess } from '../support/start-server.ts'

/** A folder that is gone with the test. */
function ownFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-clip-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A clip painted by ffmpeg, small so that painting is quick. */
async function painted(name: string, seconds: number, options: string[]): Promise<string> {
  const path = join(ownFolder(), name)
  const picture = `testsrc2=size=480x270:rate=25:duration=${seconds}`
  const args = ['-v', 'error', '-f', 'lavfi', '-i', picture, ...options, '-y', path]
  await promisify(execFile)('ffmpeg', args)
  return path
}

describe.skipIf(!hasFfmpeg())('a clip', () => {
  test('[F49] that browsers do not play shows how far its copy is, and plays once it is there', async () => {
    const folder = ownFolder()
    const { letGo } = slowFfmpeg(folder, 'when let go')
    const PATH = `${folder}:${process.env['PATH'] ?? ''}`
    const server = await startServerProcess({ env: { SAMPLE_BOARD: 'off', PATH } })
    const [mara, vera] = await openPeople(server, ['Mara', 'Vera'])
    const boardId = await makeBoard(mara)
    await letIn(mara, boardId, vera, 'viewer')
    await openBoard(vera.page, boardId)
    await dropFiles(mara.page, [await painted('checkpoint.avi', 2, ['-c:v', 'mpeg4'])])
    await card(mara.page, /working copy for playing is being made, \d+ %/).waitFor()
    await card(vera.page, /working copy for playing is being made, \d+ %/).waitFor()
    await screenshot(vera.page, 'working-copy-1-being-made')
    letGo()

    const copy = async () => {
      const [item] = await evidenceOf(mara, boardId)
      return factsValue.safeParse(item?.['facts']).data?.workingCopySha256
    }
    await eventually(copy, 180_000).toMatch(/^[0-9a-f]{64}$/)
    await vera.page.getByRole('button', { name: 'Play: checkpoint' }).click()
    const player = vera.page.locator('video')
    expect(await player.getAttribute('src')).toContain(await copy())
    await eventually(() =>
      player.evaluate((video: HTMLVideoElement) => video.currentTime),
    ).toBeGreaterThan(0)
    await screenshot(vera.page, 'working-copy-2-plays')
  })

  test('[F31] whose dates do not fit together shows that first, and every date below', async () => {
    const [mara] = await openPeople(await startServer({ env: { SAMPLE_BOARD: 'off' } }), ['Mara'])
    await makeBoard(mara)
    const { page } = mara
    const told = 'creation_time=2017-07-13T19:16:41Z'
    const place = 'location=+33.9951-118.4762/'
    const codec = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p']
    const tags = ['-metadata', told, '-metadata', place]
    const clip = await painted('VID_20170713_121641.mov', 1, codec.concat(tags))
    await dropFiles(page, [clip])
    await card(page, 'VID_20170713').click()
    const inspector = page.getByRole('complementary', { name: 'About this evidence' })
    const conflicts = inspector.getByRole('region', { name: 'Does not fit together' })
    await conflicts.getByText('clocks stood at UTC−7').waitFor()
    const dates = inspector.getByRole('region', { name: 'Dates it states' })
    await dates.getByText('Movie header').waitFor()
    await dates.getByText('File name').waitFor()
    await conflicts.scrollIntoViewIfNeeded()
    await screenshot(page, 'facts-1-conflict')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 480, height: 860 })
    await conflicts.scrollIntoViewIfNeeded()
    await screenshot(page, 'facts-2-dark-narrow')
  })
})
