import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { cameraOn } from '../../client/board/stage/ease.ts'
import type { Frame } from '../../shared/briefing/scene.ts'
import { boardIdOf, boardIsOpen, recordsOf } from '../support/board-page.ts'
import { eventually, openPeople, putOffline, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const frameShape = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() })
const sceneRecord = z.looseObject({ order: z.string(), frame: frameShape })

test('[Q20] [Q21] of a presentation nothing but its frame is ever drawn, the view eases where people want motion, and others are told of views at rest', async () => {
  const server = await startServer()
  const [mara, idris] = await openPeople(server, ['Mara', 'Idris'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)
  const boardId = boardIdOf(page)
  const frames = await framesOf(mara, boardId)
  await idris.page.goto(`${server.url}/board/${boardId}`)
  await boardIsOpen(idris.page)
  for (const each of [page, idris.page]) {
    // oxlint-disable-next-line no-await-in-loop -- one window after the other
    await each.emulateMedia({ reducedMotion: 'no-preference' })
  }
  const seen = await watchStage(page, frames)
  const told = await watchCameras(page)

  // From the first frame on that is drawn it is the first scene, whatever else is on the board.
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await eventually(async () => new Set(await seen())).toEqual(new Set([1]))
  const followerSees = await watchStage(idris.page, frames)
  const followerTells = await watchCameras(idris.page)
  await idris.page.getByRole('button', { name: 'Follow', exact: true }).click()
  await eventually(async () => new Set(await followerSees())).toEqual(new Set([1]))

  // The view eases to the second, and of all its way others are told where it ends.
  await eventually(async () => (await told()).at(-1)).toEqual(cameraFor(frames[0]))
  const toldBefore = (await told()).length
  let moves = 0
  const move = async () => {
    const to = ++moves % 2 === 1 ? 2 : 1
    await page.keyboard.press(`${to}`)
    await page.keyboard.press('Enter')
    for (const sees of [seen, followerSees]) {
      // oxlint-disable-next-line no-await-in-loop -- one window after the other
      await eventually(async () => (await sees()).at(-1)).toBe(to)
    }
    await eventually(async () => (await told()).at(-1)).toEqual(cameraFor(frames[to - 1]))
    const ways = await Promise.all([seen(), followerSees()])
    return ways.map((way) => way.includes('on the way'))
  }
  // A busy machine may draw nothing between two scenes: then it goes back, and there again.
  await eventually(move).toEqual([true, true])
  expect(await told()).toHaveLength(toldBefore + moves)

  // Where people want no motion, there is no way between two scenes.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const still = await watchStage(page, frames)
  await page.keyboard.press('3')
  await page.keyboard.press('Enter')
  await eventually(async () => (await still()).at(-1)).toBe(3)
  expect(await still()).not.toContain('on the way')

  // Whoever only looks on tells nobody where.
  await eventually(async () => (await followerSees()).at(-1)).toBe(3)
  expect(await followerTells()).toEqual([])
})

test('[Q22] [Q23] [Q24] a presentation begins at any scene, one Escape is enough in full screen, nothing is edited on it, and a number that nobody sends is forgotten', async () => {
  const server = await startServer()
  const [mara] = await openPeople(server, ['Mara'])
  const { page } = mara
  await page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(page)
  const stage = page.getByTestId('stage')
  const said = () => stage.locator('> output').last().innerText()
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
  await page.getByRole('button', { name: 'More: Clip 3, without a source' }).click()
  await page.getByRole('menuitem', { name: 'Present from here' }).click()
  await eventually(said).toBe('Scene 4 of 9: Clip 3, without a source')
  await eventually(() => isFullScreen(page)).toBe(true)

  // Browsers keep the Escape that leaves full screen to themselves. It lifts the black, and the next press has the screen back.
  await page.keyboard.press('b')
  await page.getByTestId('black').waitFor()
  await page.evaluate(() => document.exitFullscreen())
  await eventually(() => page.getByTestId('black').count()).toBe(0)
  await page.keyboard.press('5')
  await stage.getByText('Scene 5: The windows').waitFor()
  await eventually(() => isFullScreen(page)).toBe(true)
  await eventually(() => stage.getByText('Scene 5: The windows').count()).toBe(0)
  expect(await said()).toBe('Scene 4 of 9: Clip 3, without a source')

  // What is looked at closely is only looked at, by whoever may edit too.
  await page.keyboard.press('5')
  await page.keyboard.press('Enter')
  await eventually(said).toBe('Scene 5 of 9: The windows')
  const photo = stage.getByRole('article', { name: 'Photo: Windows from inside: regions 1–3' })
  await photo.click({ force: true })
  const sheet = stage.locator('> section')
  await sheet.getByRole('region', { name: 'Regions', exact: true }).waitFor()
  expect(await sheet.getByRole('button', { name: /^(Draw|Add region|Delete)/ }).count()).toBe(0)
  await page.keyboard.press('PageDown')
  await eventually(() => sheet.count()).toBe(0)

  // Whoever presents hears that nobody else sees it, and once they do.
  const note = stage.getByText(/^Offline: others see what you show/)
  await putOffline(mara, true)
  await note.waitFor({ state: 'attached' })
  await putOffline(mara, false)
  await note.waitFor({ state: 'detached' })
  await page.evaluate(() => document.exitFullscreen())
  await boardIsOpen(page)
  expect(await stage.count()).toBe(0)
})

function isFullScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.fullscreenElement !== null)
}

async function framesOf(somebody: Somebody, boardId: string): Promise<Frame[]> {
  const records = await recordsOf(somebody, boardId)
  return records
    .filter(({ typeName }) => typeName === 'scene')
    .map((record) => sceneRecord.parse(record))
    .toSorted((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ frame }) => frame)
}

/** What a whole window of 1280 × 800 tells of a frame, whole numbers. */
function cameraFor(frame: Frame | undefined) {
  if (!frame) return undefined
  const { x, y } = cameraOn(frame, { w: 1280, h: 800 })
  return { x: Math.round(x), y: Math.round(y) }
}

/** tldraw puts its layers up to a pixel off, so that text is sharp. */
const NEAR = 2.5

/**
 * Looks at the stage with every frame that the browser draws: the number of the scene that is all that is not masked.
 */
async function watchStage(
  page: Page,
  frames: readonly Frame[],
): Promise<() => Promise<(number | 'on the way')[]>> {
  await page.evaluate(() => {
    const seen: { x: number; y: number; w: number; h: number }[] = []
    Object.assign(window, { seen })
    const look = () => {
      const canvas = document.querySelector('.stage-canvas .tl-canvas')
      const layer = canvas?.querySelector('.tl-html-layer')
      if (!canvas || !layer) return
      const clip = getComputedStyle(canvas).clipPath
      const whole = canvas.getBoundingClientRect()
      const corners = [...clip.matchAll(/(-?[\d.]+)px (-?[\d.]+)px/g)].map(([, x, y]) => [
        Number(x),
        Number(y),
      ])
      if (clip === 'inset(50%)') return
      const [left = 0, top = 0] = corners[0] ?? []
      const [right = whole.width, bottom = whole.height] = corners[2] ?? []
      const toPage = new DOMMatrix(getComputedStyle(layer).transform).inverse()
      const start = toPage.transformPoint({ x: left, y: top })
      const end = toPage.transformPoint({ x: right, y: bottom })
      seen.push({ x: start.x, y: start.y, w: end.x - start.x, h: end.y - start.y })
    }
    // Once it is drawn, and once more before it is drawn anew.
    const { port1, port2 } = new MessageChannel()
    port2.addEventListener('message', look)
    port2.start()
    const tick = () => {
      look()
      port1.postMessage(null)
      requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  return async () => {
    const seen = await page.evaluate((): unknown => Reflect.get(window, 'seen'))
    return z
      .array(frameShape)
      .parse(seen)
      .map((part) => {
        const at = frames.findIndex((frame) =>
          (['x', 'y', 'w', 'h'] as const).every((key) => Math.abs(frame[key] - part[key]) < NEAR),
        )
        return at < 0 ? 'on the way' : at + 1
      })
  }
}

/** The cameras that this page tells others from now on, each once. */
async function watchCameras(page: Page): Promise<() => Promise<{ x: number; y: number }[]>> {
  await page.evaluate(() => {
    const sent: string[] = []
    Object.assign(window, { sent })
    // oxlint-disable-next-line typescript/unbound-method -- called on the socket that it was called on
    const { send } = WebSocket.prototype
    WebSocket.prototype.send = function (data) {
      if (data instanceof Uint8Array) sent.push(new TextDecoder().decode(data))
      return send.call(this, data)
    }
  })
  return async () => {
    const sent = await page.evaluate((): unknown => Reflect.get(window, 'sent'))
    const cameras = z
      .array(z.string())
      .parse(sent)
      .flatMap((text) => /"camera":\{"x":(-?[\d.]+),"y":(-?[\d.]+)/.exec(text) ?? [])
    const found: { x: number; y: number }[] = []
    for (let at = 0; at < cameras.length; at += 3) {
      const camera = {
        x: Math.round(Number(cameras[at + 1])),
        y: Math.round(Number(cameras[at + 2])),
      }
      if (JSON.stringify(found.at(-1)) !== JSON.stringify(camera)) found.push(camera)
    }
    return found
  }
}
