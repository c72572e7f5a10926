import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { StoredFile } from '../../shared/protocol/http.ts'
import { driftsMs, playedClip, sightings, type Sighting } from '../../test/support/playhead-page.ts'
import { BoardApi } from '../board/board-api.ts'
import { briefedBoard } from '../board/briefed-board.ts'
import { launchBrowser, newProfile, type Person } from '../browser/launch.ts'
import { seed } from '../wire/join.ts'
import type { Context, Figures, Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { percentile } from './window.ts'

const PLAY_S = { full: 60, quick: 10 }
const CLIP_S = 90
/** What clips take until they play together, and stand at rest together. */
const SETTLE_MS = 3000

export const playhead: Scenario = {
  name: 'playhead',
  title: 'One playhead: a clip in three browsers over a minute',
  meaning: `A clip of 640×360 at 25 frames a second, played for ${PLAY_S.full} s by whoever presents, in three profiles of one headless Chromium: the presenter, one who follows on the board, one who watches by a link. Twenty times a second each says where its clip stands, by one stopwatch; "drift" is how far the follower or the audience is from the presenter then, after the first ${SETTLE_MS / 1000} s. "At rest" is how far the clips stand apart when the presenter pauses: a frame lasts 40 ms.`,
  servers: ['redstring'],
  repetitions: { full: 3, quick: 1 },
  figures: [
    { key: 'follower p50', label: 'drift of the follower: p50', unit: 'ms' },
    { key: 'follower p95', label: 'drift of the follower: p95', unit: 'ms' },
    {
      key: 'follower',
      label: 'drift of the follower: most',
      unit: 'ms',
      target: atMost(100, 'ms'),
    },
    { key: 'audience p50', label: 'drift of the audience: p50', unit: 'ms' },
    { key: 'audience p95', label: 'drift of the audience: p95', unit: 'ms' },
    {
      key: 'audience',
      label: 'drift of the audience: most',
      unit: 'ms',
      target: atMost(100, 'ms'),
    },
    { key: 'rest', label: 'apart at rest', unit: 'ms', target: atMost(1, 'ms') },
  ],
  async run(context) {
    const { server, board } = context
    const browser = await launchBrowser()
    try {
      await server.start()
      const room = await server.room('playhead')
      const api = new BoardApi(server.process.port, room)
      const clip = await uploadClip(api, context.dir)
      const briefed = briefedBoard(board(50), { groups: [[]], clip })
      await seed(room, [...board(50), briefed.update])
      const { url, token } = await api.linkTo(briefed)
      const person = { origin: url, cookie: room.headers['cookie'] }
      const address = `${url}/board/${room.documentName}`
      const presenter = await presenting(browser, { person, address })
      const follower = await following(browser, { person, address })
      const audience = await (await newProfile(browser)).newPage()
      await audience.goto(`${url}/watch/${token}`)
      await audience.getByTestId('audience').waitFor()
      return await measured([presenter, follower, audience], context)
    } finally {
      await browser.close()
    }
  },
}

async function presenting(
  browser: Browser,
  { person, address }: { person: Person; address: string },
): Promise<Page> {
  const page = await (await newProfile(browser, person)).newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Briefings' }).click()
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await page.getByTestId('stage').waitFor()
  return page
}

async function following(
  browser: Browser,
  { person, address }: { person: Person; address: string },
): Promise<Page> {
  const page = await (await newProfile(browser, person)).newPage()
  await page.goto(address)
  await page.getByRole('button', { name: 'Follow', exact: true }).click()
  await page.getByTestId('following').waitFor()
  return page
}

async function measured(pages: [Page, Page, Page], { quick }: Context): Promise<Figures> {
  const [presenter, follower, audience] = pages
  await presenter.keyboard.press('k')
  for (const page of pages) await playedClip(page).waitFor()
  await sleep(SETTLE_MS)
  const playMs = (quick ? PLAY_S.quick : PLAY_S.full) * 1000
  const [one, ...others] = await Promise.all(pages.map((page) => sightings(page, playMs)))
  const drifts = others.map((seen) => driftsOf(one ?? [], seen))
  await presenter.keyboard.press('k')
  await sleep(SETTLE_MS)
  const rests = await Promise.all(
    pages.map((page) => playedClip(page).evaluate((clip: HTMLVideoElement) => clip.currentTime)),
  )
  const shots = process.env['BENCH_SCREENSHOTS']
  if (shots)
    for (const page of [follower, audience])
      await page.screenshot({ path: join(shots, `playhead-${Date.now()}.png`) })
  const figures: Figures = { rest: (Math.max(...rests) - Math.min(...rests)) * 1000 }
  for (const [n, who] of ['follower', 'audience'].entries()) {
    const all = drifts[n] ?? []
    figures[`${who} p50`] = percentile(all, 0.5)
    figures[`${who} p95`] = percentile(all, 0.95)
    figures[who] = percentile(all, 1)
  }
  return figures
}

/** @throws Error where one of them did not play: nobody who stands still counts as near */
function driftsOf(one: readonly Sighting[], other: readonly Sighting[]): number[] {
  if ([...one, ...other].some(({ isPaused }) => isPaused)) throw new Error('A clip did not play')
  const drifts = driftsMs(one, other, 1)
  if (drifts.length < 100) throw new Error('Too little was seen')
  return drifts
}

async function uploadClip(api: BoardApi, dir: string): Promise<StoredFile> {
  const target = join(dir, 'minute.mp4')
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=640x360:rate=25:duration=${CLIP_S}`]
  const codec = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', '-g', '50']
  const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, ...codec, target])
  if (made.status !== 0) throw new Error('There is no ffmpeg here to make a clip with')
  return api.upload(readFileSync(target), 'minute.mp4')
}
