import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { z } from 'zod'

/** Parts of tldraw's own interface, which is not ours to mend. */
const TLDRAW = ['.tlui-slider__thumb', '[title="made with tldraw"]', '.tl-watermark_SEE-LICENSE']

const found = z.array(
  z.object({
    id: z.string(),
    impact: z.string().nullish(),
    nodes: z.array(z.object({ target: z.string(), why: z.string() })),
  }),
)

function source(): Promise<string> {
  return readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/**
 * The serious and critical faults that axe finds on a page as it stands, WCAG 2.2 A and AA. `inColours` looks at
 * nothing but contrast: for a page that was looked at whole in other colours.
 */
export async function seriousFaults(page: Page, { inColours = false } = {}): Promise<string[]> {
  const runOnly = inColours ? { type: 'rule', values: ['color-contrast'] } : WCAG
  // Evaluated, not added as a script: the page's policy allows no script but the server's own. Once a page, for it is
  // slow until it has been compiled.
  if (!(await page.evaluate(`'axe' in globalThis`))) await page.evaluate(await source())
  const violations = found.parse(
    await page.evaluate(`axe.run({ exclude: ${JSON.stringify(TLDRAW)} }, {
      runOnly: ${JSON.stringify(runOnly)},
      // Nothing is told of what passed.
      resultTypes: ['violations'],
    }).then(({ violations }) => violations.map(({ id, impact, nodes }) => ({
      id, impact, nodes: nodes.map(({ target, failureSummary }) => ({
        target: target.join(' '), why: failureSummary ?? '',
      })),
    })))`),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 5).map(({ target }) => target)
      return `${id}: ${places.join(', ')} (${nodes[0]?.why.replaceAll(/\s+/g, ' ') ?? ''})`
    })
}
