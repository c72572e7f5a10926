import type { Locator, Page } from 'playwright-core'
import { z } from 'zod'
import type { Somebody } from './people.ts'
import { eventually } from './people.ts'

/** What a person does on an open board, in the words that stand on the screen. */

/** From the list of boards: one click makes a board and opens it. */
export async function makeBoard(somebody: Somebody): Promise<string> {
  const { page } = somebody
  await page.getByRole('button', { name: 'New board' }).click()
  await page.waitForURL(/\/board\//)
  await boardIsOpen(page)
  return boardIdOf(page)
}

/** Opens a board by its address, as somebody does who was sent the link. */
export async function openBoard(page: Page, boardId: string): Promise<void> {
  await page.goto(new URL(`/board/${boardId}`, page.url()).href)
  await boardIsOpen(page)
}

export async function boardIsOpen(page: Page): Promise<void> {
  await canvasOf(page).waitFor()
  await syncBadge(page, /^Saved$/).waitFor()
}

export function boardIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/')[2] ?? ''
}

export function canvasOf(page: Page): Locator {
  return page.locator('.tl-canvas')
}

/** The badge that says whether work is saved, while it says this. */
export function syncBadge(page: Page, text: string | RegExp): Locator {
  return page.getByRole('status').filter({ hasText: text }).first()
}

export function cards(page: Page): Locator {
  return page.locator('[data-shape-type="card"]')
}

export function card(page: Page, text: string | RegExp): Locator {
  return cards(page).filter({ hasText: text })
}

const answer = z.object({
  seq: z.number(),
  records: z.array(z.looseObject({ id: z.string(), typeName: z.string() })),
  setAside: z.array(z.unknown()),
})
export type BoardRecord = z.infer<typeof answer>['records'][number]

/** The board as the server has it, asked as this person. */
export async function recordsOf(somebody: Somebody, boardId: string): Promise<BoardRecord[]> {
  const url = new URL(`/api/boards/${boardId}/records`, somebody.page.url()).href
  const response = await somebody.context.request.get(url)
  if (!response.ok()) throw new Error(`${response.status()} ${await response.text()}`)
  return answer.parse(await response.json()).records
}

export async function evidenceOf(somebody: Somebody, boardId: string): Promise<BoardRecord[]> {
  const records = await recordsOf(somebody, boardId)
  return records.filter((record) => record.typeName === 'evidence')
}

/** Lets somebody into a board, as its owner. */
export async function letIn(
  owner: Somebody,
  boardId: string,
  guest: Somebody,
  role: 'owner' | 'editor' | 'viewer' = 'editor',
): Promise<void> {
  const session = await guest.context.request.get(new URL('/api/session', guest.page.url()).href)
  const { person } = z.object({ person: z.object({ id: z.string() }) }).parse(await session.json())
  const address = new URL(`/api/boards/${boardId}/members`, owner.page.url()).href
  const response = await owner.context.request.post(address, {
    data: { personId: person.id, role },
  })
  if (!response.ok()) throw new Error(`${response.status()} ${await response.text()}`)
}

/** Pastes text as a person does: from the clipboard, with the keyboard, on the canvas. */
export async function pasteText(somebody: Somebody, text: string): Promise<void> {
  const { page, context } = somebody
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate((words) => navigator.clipboard.writeText(words), text)
  await page.keyboard.press('Control+v')
}

/** Draws a line with the pen, in screen pixels. */
export async function drawLine(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  // A new board's title has the keyboard until somebody clicks elsewhere.
  await page.getByTestId('tools.draw').click()
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2 + 20, { steps: 8 })
  await page.mouse.move(to.x, to.y, { steps: 8 })
  await page.mouse.up()
  await page.keyboard.press('v')
}

/** A click on bare canvas takes the focus there and leaves nothing selected. */
export async function clickCanvas(page: Page, at = { x: 400, y: 640 }): Promise<void> {
  await page.mouse.click(at.x, at.y)
}

export async function untilSaved(page: Page): Promise<void> {
  await eventually(() => syncBadge(page, /^Saved$/).count()).toBeGreaterThan(0)
}

/** Whether the view has come to rest: cards lie where they lay sixteen frames before. */
export async function isStill(somebody: Somebody): Promise<boolean> {
  const before = JSON.stringify(await boxes(somebody))
  await somebody.page.evaluate(async () => {
    for (let frame = 0; frame < 16; frame++)
      await new Promise((next) => requestAnimationFrame(next))
  })
  return before === JSON.stringify(await boxes(somebody))
}

/** Where something lies once it lies there for good: a picture takes its size after it has come. */
export async function boxAtRest(what: Locator): Promise<Box> {
  const seen = { box: { x: 0, y: 0, width: 0, height: 0 }, times: 0 }
  await eventually(async () => {
    const box = await what.boundingBox()
    const isSame = box !== null && JSON.stringify(box) === JSON.stringify(seen.box)
    seen.times = isSame ? seen.times + 1 : 0
    if (box) seen.box = box
    return seen.times
  }).toBeGreaterThanOrEqual(3)
  return seen.box
}

type Box = { x: number; y: number; width: number; height: number }

export async function boxes({ page }: Somebody) {
  const found = await Promise.all((await cards(page).all()).map((each) => each.boundingBox()))
  return found.filter((box) => box !== null)
}
