import { setTimeout as sleep } from 'node:timers/promises'

/** How long traffic runs before figures are taken, so that compiled code is measured. */
export const WARM_UP_MS = 1000

/** Calls `act` at a steady rate for a while; calls missed by a late timer are made up at once. */
export async function pace(
  { perSecond, ms, phase = 0 }: { perSecond: number; ms: number; phase?: number },
  act: (n: number) => void,
): Promise<void> {
  const from = performance.now() + phase * (1000 / perSecond)
  const total = Math.round((ms / 1000) * perSecond)
  for (let n = 0; n < total; n++) {
    const wait = from + (n * 1000) / perSecond - performance.now()
    if (wait > 0) await sleep(wait)
    act(n)
  }
}

/** Until `true()` holds, or `ms` have gone by. Returns whether it held. */
export async function until(holds: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (!holds()) {
    if (performance.now() > end) return false
    await sleep(10)
  }
  return true
}
