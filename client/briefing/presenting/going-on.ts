import { z } from 'zod'
import { atStart, type Standing } from '../../../shared/briefing/walking.ts'

/** The presentation that goes on in this window, kept over a reload of its page. */
export type GoingOn = {
  /** Its address. Any other address that presents does not begin by itself: somebody has to press. */
  address: string
  /** Tells presentations of one browser apart, for the presenter's own window. */
  key: string
  standing: Standing
  /** Milliseconds since 1970. */
  startedAt: number
}

const PLACE = 'redstring:presenting'

const goingOnValue = z.object({
  address: z.string(),
  key: z.string(),
  standing: z.object({
    sceneId: z.templateLiteral(['scene:', z.string()]).nullable(),
    index: z.number().int().min(0),
    step: z.number().int().min(0),
  }),
  startedAt: z.number(),
})

/** Undefined until it is asked for the first time in this page. */
let current: GoingOn | null | undefined

export function beginPresentation(address: string, standing = atStart): GoingOn {
  const begun = {
    address,
    key: Math.random().toString(36).slice(2),
    standing,
    startedAt: Date.now(),
  }
  keepPresentation(begun)
  return begun
}

/** Null where nobody has begun to present what this address names, in this window. */
export function presentationAt(address: string): GoingOn | null {
  if (current === undefined) current = isReloaded() ? keptByWindow() : null
  return current?.address === address ? current : null
}

export function keepPresentation(next: GoingOn): void {
  current = next
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(next))
  } catch {
    // Without storage a reload asks once more.
  }
}

export function endPresentation(): void {
  current = null
  try {
    sessionStorage.removeItem(PLACE)
  } catch {
    // Nothing was kept.
  }
}

/** A window that was restored or copied has its storage too, but nobody in it has pressed "Present". */
function isReloaded(): boolean {
  const [navigation] = performance.getEntriesByType('navigation')
  return navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload'
}

function keptByWindow(): GoingOn | null {
  try {
    const parsed = goingOnValue.safeParse(JSON.parse(sessionStorage.getItem(PLACE) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
