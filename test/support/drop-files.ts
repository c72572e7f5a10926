import { resolve } from 'node:path'
import type { Page } from 'playwright-core'

/** Drops real files on the page as a hand does: the browser makes the DataTransfer, and each File reads from disk. */
export async function dropFiles(
  page: Page,
  paths: string[],
  at: { x: number; y: number } = { x: 640, y: 400 },
): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = {
    items: [],
    files: paths.map((path) => resolve(path)),
    dragOperationsMask: 1,
  }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await devtools.send('Input.dispatchDragEvent', { type, ...at, data })
  }
  await devtools.detach()
}
