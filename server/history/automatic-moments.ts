import { PAUSE_MS, type Work } from './past/work.ts'
import type { Sweep } from './past/sweeps.ts'

/** A moment that the server marks by itself. */
export type AutomaticMoment = { seq: number; name: string }

type Candidate = AutomaticMoment & { at: number; weight: number }

/** Work of less than this leaves no version behind. */
const EDITS_ENOUGH = 20

const MOST_A_DAY = 4
const DAY_MS = 24 * 60 * 60_000
/** Older than this one a day stays, then one a week. Days are those of UTC. */
const DAILY_AFTER_MS = 14 * DAY_MS
const WEEKLY_AFTER_MS = 90 * DAY_MS

/**
 * Which moments have an automatic version now: the ends of times when somebody worked on the board, and before
 * much was changed or removed at once. Follows from the log and the clock alone. Oldest first.
 */
export function automaticMoments(
  { work, sweeps }: { work: readonly Work[]; sweeps: readonly Sweep[] },
  now: number,
): AutomaticMoment[] {
  const candidates = [...pausesIn(work, now), ...sweeps.flatMap(beforeSweep)]
  const spans = Map.groupBy(candidates, ({ at }) => spanOf(at, now))
  return [...spans.values()]
    .flatMap((within) => chosen(within, now))
    .toSorted((a, b) => a.seq - b.seq)
    .map(({ seq, name }) => ({ seq, name }))
}

function pausesIn(work: readonly Work[], now: number): Candidate[] {
  const pauses: Candidate[] = []
  for (const { startedAt, endedAt, to, edits } of work.toSorted(
    (a, b) => a.startedAt - b.startedAt,
  )) {
    const time = pauses.at(-1)
    if (!time || startedAt - time.at > PAUSE_MS) {
      pauses.push({ seq: to, at: endedAt, weight: edits, name: 'End of a time of work' })
      continue
    }
    time.seq = Math.max(time.seq, to)
    time.at = Math.max(time.at, endedAt)
    time.weight += edits
  }
  return pauses.filter(({ weight, at }) => weight >= EDITS_ENOUGH && now - at > PAUSE_MS)
}

function beforeSweep({ seq, at, kind, count }: Sweep): Candidate[] {
  const name = `Before ${count} items were ${kind === 'removed' ? 'removed' : 'changed at once'}`
  return seq < 2 ? [] : [{ seq: seq - 1, at, weight: count, name }]
}

function spanOf(at: number, now: number): string {
  const day = Math.floor(at / DAY_MS)
  return now - at > WEEKLY_AFTER_MS ? `week ${Math.floor(day / 7)}` : `day ${day}`
}

/** Of the last days the weightiest; of earlier days and weeks the last. */
function chosen(within: readonly Candidate[], now: number): Candidate[] {
  const bySeq = new Map(
    within.toSorted((a, b) => a.weight - b.weight).map((each) => [each.seq, each]),
  )
  const newestFirst = [...bySeq.values()].toSorted((a, b) => b.seq - a.seq)
  const [last] = newestFirst
  if (last && now - last.at > DAILY_AFTER_MS) return [last]
  return newestFirst.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_A_DAY)
}
