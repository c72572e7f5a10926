import type { Capture, KeptCapture } from './capture.ts'
import type { Evidence } from './kinds.ts'
import { entriesOf } from './values.ts'

/** How what was kept differs from the capture before it, by hash. */
export type CaptureChange =
  | 'first'
  /** Byte for byte the same page. */
  | 'same'
  /** The page differs, its cleaned text does not. */
  | 'same-text'
  | 'text-changed'
  /** It differs, and no text was read from one of the two. */
  | 'changed'
  | 'failed'

export type CaptureEntry = { id: string; capture: Capture; change: CaptureChange }

/** All attempts to capture a link, the newest first. */
export function captureHistory(evidence: Evidence): CaptureEntry[] {
  const entries = entriesOf(evidence, 'captures', 'capture')
  let before: KeptCapture | undefined
  const history: CaptureEntry[] = []
  for (const { id, value: capture } of entries) {
    const isKept = capture.outcome === 'kept'
    history.unshift({ id, capture, change: isKept ? changeBetween(before, capture) : 'failed' })
    if (isKept) before = capture
  }
  return history
}

/** The newest capture that kept something. */
export function newestKept(evidence: Evidence): KeptCapture | undefined {
  return captureHistory(evidence)
    .map(({ capture }) => capture)
    .find((capture) => capture.outcome === 'kept')
}

function changeBetween(before: KeptCapture | undefined, now: KeptCapture): CaptureChange {
  if (!before) return 'first'
  if (before.payloadSha256 === now.payloadSha256) return 'same'
  if (before.textSha256 === undefined || now.textSha256 === undefined) return 'changed'
  return before.textSha256 === now.textSha256 ? 'same-text' : 'text-changed'
}
