import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sampleScenes } from '../../server/sample/briefing.ts'
import { boardIdOf, boardIsOpen, letIn } from '../support/board-page.ts'
import { eventually, openPeople, putOffline, screenshot, type Somebody } from '../support/people.ts'
import { startServer } from '../support/start-server.ts'

const stageOf = (page: Page) => page.getByTestId('stage')
const followedIn = (page: Page) => page.getByTestId('following')
/** What is said to those who do not see the stage. */
const saidIn = (stage: Locator) => stage.locator('> output').last().innerText()
const strokesIn = (page: Page) => page.locator('.stage-stroke').count()
const [first, second, third, fourth] = sampleScenes.map(({ title }) => title)

test('[Q27] two present at once and nobody is pulled from one to the other; a scene that goes is followed by the next; whoever may no longer edit presents to nobody, and to all again once they may', async () => {
  const { mara, idris, ada, boardId } = await openSample()
  // A computer that is nearly out of power lets no screen stay awake: one presents all the same.
  idris.useUp()
  await idris.page.evaluate(() => {
    const request = () => Promise.reject(new DOMException('No', 'NotAllowedError'))
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true })
  })
  await present(idris.page)
  await ada.page.getByRole('button', { name: 'Follow', exact: true }).click()
  await eventually(() => saidIn(followedIn(ada.page))).toContain(first)

  // A second one is asked, and walks alone.
  await openPanel(mara.page)
  await mara.page.getByRole('button', { name: 'Present', exact: true }).click()
  await mara.page.getByText(/^Idris is presenting this briefing/).waitFor()
  await mara.page.getByRole('button', { name: 'Present all the same' }).click()
  await eventually(() => saidIn(stageOf(mara.page))).toContain(first)
  await goTo(mara.page, 4)
  await eventually(() => saidIn(stageOf(mara.page))).toContain(fourth)
  await goTo(idris.page, 3)
  await eventually(() => saidIn(followedIn(ada.page))).toContain(third)

  // Whoever is on the board is told of both, and goes with the one they name.
  await ada.page.keyboard.press('Escape')
  await boardIsOpen(ada.page)
  await eventually(() => ada.page.getByText(/is presenting/).count()).toBe(2)
  await invitationOf(ada.page, 'Mara').getByRole('button', { name: 'Follow' }).click()
  await eventually(() => saidIn(followedIn(ada.page))).toContain(fourth)
  await mara.page.keyboard.press('Escape')
  await boardIsOpen(mara.page)
  await boardIsOpen(ada.page)
  await eventually(() => ada.page.getByText(/is presenting/).count()).toBe(1)
  await invitationOf(ada.page, 'Idris').getByRole('button', { name: 'Follow' }).click()
  await eventually(() => saidIn(followedIn(ada.page))).toContain(third)

  // The scene that is shown is deleted: the one in its place comes, for everyone.
  await mara.page.getByRole('button', { name: `More: ${third}`, exact: true }).click()
  await mara.page.getByRole('menuitem', { name: 'Delete the scene' }).click()
  await eventually(() => saidIn(stageOf(idris.page))).toBe(`Scene 3 of 8: ${fourth}`)
  await eventually(() => saidIn(followedIn(ada.page))).toContain(fourth)

  // In the middle of drawing somebody is made a viewer.
  await idris.page.keyboard.press('p')
  await drag(idris.page)
  await eventually(() => strokesIn(ada.page)).toBe(1)
  await idris.page.keyboard.press('d')
  const drawing = idris.page.getByText('What you draw now stays on the board.')
  await drawing.waitFor()
  await letIn(mara, boardId, idris, 'viewer')
  await drawing.waitFor({ state: 'detached' })
  await idris.page.getByText(/^Only you see this/).waitFor({ state: 'attached' })
  await boardIsOpen(ada.page)
  await eventually(() => ada.page.getByText(/is presenting/).count()).toBe(0)
  await idris.page.keyboard.press('d')
  await goTo(idris.page, 2)
  await eventually(() => saidIn(stageOf(idris.page))).toContain(second)
  expect(await drawing.count()).toBe(0)
  await letIn(mara, boardId, idris, 'editor')
  await ada.page.getByRole('button', { name: 'Follow', exact: true }).click()
  await eventually(() => saidIn(followedIn(ada.page))).toContain(second)
})

test('[Q8] [Q28] [Q29] a version is presented in the dark with a clicker, the screen stays awake, what is written shows, and a break of the line loses nobody', async () => {
  const { mara, idris } = await openSample()
  const { page } = mara
  for (const each of [page, idris.page])
    // oxlint-disable-next-line no-await-in-loop -- one window after the other
    await each.emulateMedia({ colorScheme: 'dark' })
  const address = new URL(`/api/boards/${boardIdOf(page)}/versions`, page.url()).href
  const named = await mara.context.request.post(address, { data: { name: 'Version 12' } })
  expect(named.ok()).toBe(true)
  const awake = await watchWakeLock(mara)
  await openPanel(page)
  await page.getByRole('button', { name: 'Live or a version' }).click()
  await page.getByRole('menuitem', { name: /Version 12/ }).click()
  await eventually(() => saidIn(stageOf(page))).toContain(first)
  await idris.page.getByRole('button', { name: 'Follow', exact: true }).click()
  await eventually(() => saidIn(followedIn(idris.page))).toContain(first)

  // Kept awake from the beginning; a browser that took it away is asked again once the page is seen.
  await eventually(awake).toEqual({ asked: 1, held: 1 })
  await page.evaluate(() => Reflect.get(window, 'loseWakeLock')())
  await eventually(awake).toEqual({ asked: 1, held: 0 })
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await eventually(awake).toEqual({ asked: 2, held: 1 })

  // What a clicker sends: on, back, begin, black.
  const steps = sampleScenes[0]?.steps?.length ?? 0
  for (let n = 0; n <= steps; n++) await page.keyboard.press('PageDown')
  await eventually(() => saidIn(followedIn(idris.page))).toContain(second)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('F5')
  await eventually(() => saidIn(followedIn(idris.page))).toContain(first)
  await page.keyboard.press('.')
  await idris.page.getByTestId('black').waitFor()
  await page.keyboard.press('.')
  await eventually(() => idris.page.getByTestId('black').count()).toBe(0)

  // What is masked is darker than any canvas, and a dark frame has an edge where it ends.
  for (const each of [page, idris.page]) {
    // oxlint-disable-next-line no-await-in-loop -- one window after the other
    const { edge, frame, masked } = await edgeOf(each)
    expect(edge).toEqual(frame)
    expect(frame[0]).toBeGreaterThan(100)
    expect(masked).toBe('rgb(0, 0, 0)')
  }

  // On dark cards ink and laser show as they do on light ones.
  await page.keyboard.press('p')
  await drag(page)
  for (const each of [page, idris.page]) await eventually(() => strokesIn(each)).toBe(1)
  await page.keyboard.press('l')
  await page.mouse.move(500, 520)
  await page.mouse.down()
  await page.mouse.move(700, 470, { steps: 20 })
  for (const each of [page, idris.page])
    await eventually(() => each.locator('.tl-scribble').count()).toBe(1)
  await screenshot(page, 'presenting-together-1-dark-presenter')
  await screenshot(idris.page, 'presenting-together-2-dark-follower')
  await page.mouse.up()
  await page.keyboard.press('Escape')

  // Offline one goes on; whoever follows keeps what they saw, and catches up.
  await putOffline(mara, true)
  await page.getByText(/^Offline: others see what you show/).waitFor({ state: 'attached' })
  await goTo(page, 4)
  await eventually(() => saidIn(stageOf(page))).toContain(fourth)
  expect(await saidIn(followedIn(idris.page))).toContain(first)
  await putOffline(mara, false)
  await eventually(() => saidIn(followedIn(idris.page))).toContain(fourth)
  await page.keyboard.press('Escape')
  await boardIsOpen(page)
  await boardIsOpen(idris.page)
  await eventually(awake).toEqual({ asked: 2, held: 0 })
})

async function openSample() {
  const server = await startServer()
  const people = await openPeople(server, ['Mara', 'Idris', 'Ada'])
  const [mara, idris, ada] = people
  await mara.page.getByText('Sergeyevka (sample)').click()
  await boardIsOpen(mara.page)
  const boardId = boardIdOf(mara.page)
  for (const { page } of [idris, ada]) {
    // oxlint-disable-next-line no-await-in-loop -- one window after the other
    await page.goto(`${server.url}/board/${boardId}`)
    // oxlint-disable-next-line no-await-in-loop
    await boardIsOpen(page)
  }
  return { mara, idris, ada, boardId }
}

async function openPanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Briefings', exact: true }).click()
}

async function present(page: Page): Promise<void> {
  await openPanel(page)
  await page.getByRole('button', { name: 'Present', exact: true }).click()
  await eventually(() => saidIn(stageOf(page))).toContain(first)
}

async function goTo(page: Page, scene: number): Promise<void> {
  await page.keyboard.press(String(scene))
  await page.keyboard.press('Enter')
}

function invitationOf(page: Page, name: string): Locator {
  return page.getByRole('complementary').filter({ hasText: `${name} is presenting` })
}

async function drag(page: Page): Promise<void> {
  await page.mouse.move(500, 300)
  await page.mouse.down()
  await page.mouse.move(640, 380, { steps: 8 })
  await page.mouse.up()
}

/** Where the frame begins, as its edge is drawn and as the canvas is cut, and what lies around it. */
function edgeOf(page: Page) {
  return page.evaluate(() => {
    const [stage, canvas, edge] = ['.stage-canvas', '.stage-canvas .tl-canvas', '.stage-edge'].map(
      (each) => document.querySelector(each),
    )
    if (!stage || !canvas || !edge) throw new Error('There is no stage')
    const { x, y } = edge.getBoundingClientRect()
    const cut = /(-?[\d.]+)px (-?[\d.]+)px/.exec(getComputedStyle(canvas).clipPath) ?? []
    return {
      edge: [Math.round(x), Math.round(y)],
      frame: [Math.round(Number(cut[1])), Math.round(Number(cut[2]))],
      masked: getComputedStyle(stage).backgroundColor,
    }
  })
}

/**
 * How often this page has asked that the screen stay awake, and how many such wishes are in force. Only the screen is
 * not there: a browser without one refuses.
 */
async function watchWakeLock(
  somebody: Somebody,
): Promise<() => Promise<{ asked: number; held: number }>> {
  somebody.useUp()
  await somebody.page.evaluate(() => {
    const locks: (EventTarget & { released: boolean })[] = []
    const request = () => {
      const lock = Object.assign(new EventTarget(), {
        released: false,
        release: () => {
          lock.released = true
          return Promise.resolve()
        },
      })
      locks.push(lock)
      return Promise.resolve(lock)
    }
    Object.defineProperty(navigator, 'wakeLock', { value: { request }, configurable: true })
    Object.assign(window, {
      locks,
      loseWakeLock: () => {
        for (const lock of locks) lock.released = true
      },
    })
  })
  return () =>
    somebody.page.evaluate(() => {
      const locks = Reflect.get(window, 'locks')
      return {
        asked: locks.length,
        held: locks.filter((lock: { released: boolean }) => !lock.released).length,
      }
    })
}
