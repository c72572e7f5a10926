import type { Locator, Page } from 'playwright-core'
import { bitStrip } from '../../scripts/sample-media/burn-in.ts'
import { card } from './board-page.ts'
import { dropFiles } from './drop-files.ts'
import { eventually } from './people.ts'

/** What a person does with a clip that is looked at closely. */

export function viewerOf(page: Page): Locator {
  return page.getByRole('region', { name: /^Look closely/ })
}

/** Drops a clip on the canvas and opens it from its card once its file has arrived. */
export async function openClip(page: Page, path: string, title: RegExp): Promise<void> {
  await dropFiles(page, [path])
  await openFromCard(page, title)
}

export async function openFromCard(page: Page, title: RegExp): Promise<void> {
  await card(page, title)
    .getByRole('button', { name: /^Look closely/ })
    .click()
  await viewerOf(page).getByRole('toolbar', { name: 'Player' }).waitFor()
  await isShown(page, 0)
}

/** Waits until the canvas shows exactly this frame. */
export async function isShown(page: Page, index: number): Promise<void> {
  await viewerOf(page)
    .getByRole('img', { name: new RegExp(`^Frame ${index}, `) })
    .waitFor()
}

export async function goToFrame(page: Page, index: number): Promise<void> {
  const field = viewerOf(page).getByRole('textbox', { name: 'Frame number' })
  await field.fill(String(index))
  await field.press('Enter')
  await isShown(page, index)
}

/** A key for the player, not for whatever was pressed last. */
export async function pressKey(page: Page, key: string): Promise<void> {
  await viewerOf(page).getByRole('slider', { name: 'Time line' }).focus()
  await page.keyboard.press(key)
}

/** The number burnt into a stand-in clip of the sample, read from the picture on show. */
export function burntNumber(page: Page): Promise<number> {
  return viewerOf(page)
    .locator('canvas')
    .evaluate((canvas, { bits, x, y, step, size }) => {
      if (!(canvas instanceof HTMLCanvasElement)) return -1
      const context = canvas.getContext('2d')
      let number = 0
      for (let bit = 0; bit < bits; bit++) {
        const at = [x + bit * step + size / 2, y + size / 2, 1, 1] as const
        const [red = 0] = context?.getImageData(...at).data ?? []
        number = number * 2 + (red > 150 ? 1 : 0)
      }
      return number
    }, bitStrip)
}

/** Takes the frame on show, as a photo on the board. */
export async function grab(page: Page, index: number): Promise<void> {
  await viewerOf(page)
    .getByRole('button', { name: /^Grab frame/ })
    .click()
  await eventually(() =>
    page.getByText(`Frame ${index} is on the board as a photo.`).count(),
  ).toBeGreaterThan(0)
}
