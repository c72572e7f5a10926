import type { Locator, Page } from 'playwright-core'
import { eventually } from './people.ts'

/** What has the keyboard: its role and name as a screen reader says them, and in what it stands. */
export type Focused = { name: string; within: string[] }

/** What is typed before that goes elsewhere: a panel or a dialog takes the keyboard a moment after it is there. */
export async function untilFocused(wanted: Locator): Promise<void> {
  await eventually(() => wanted.evaluate((each) => each === document.activeElement)).toBe(true)
}

const PATIENCE_MS = 45_000

/** Presses Tab until what has the keyboard is what is wanted, which may have yet to come; the hand never leaves the keys. */
export async function tabTo(
  page: Page,
  wanted: string | RegExp,
  { within }: { within?: string | RegExp } = {},
): Promise<void> {
  const seen = new Set<string>()
  const until = performance.now() + PATIENCE_MS
  while (performance.now() < until) {
    const focused = await focusedOn(page)
    seen.add(focused.name)
    const isThere =
      isLike(focused.name, wanted) &&
      (within === undefined || focused.within.some((name) => isLike(name, within)))
    if (isThere) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${String(wanted)}, only to: ${[...seen].join(' | ')}`)
}

function isLike(name: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? name === wanted : wanted.test(name)
}

async function focusedOn(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    const nameOf = (element: Element): string => {
      const labels =
        element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement
          ? element.labels
          : null
      return (
        element.getAttribute('aria-label') ??
        labels?.[0]?.textContent ??
        element.textContent ??
        ''
      ).trim()
    }
    const active = document.activeElement
    if (!active) return { name: '', within: [] }
    const within: string[] = []
    for (let each = active.parentElement; each; each = each.parentElement) {
      const label = each.getAttribute('aria-label')
      if (label !== null) within.push(label)
    }
    return { name: nameOf(active), within }
  })
}
