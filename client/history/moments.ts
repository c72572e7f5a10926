import type { History } from '../../shared/protocol/history.ts'
import { moment as instantInWords } from '../ui/time.ts'
import { historyMessages } from './history-messages.ts'

/** The last moment on the slider that is not after `seq`. */
export function indexOfMoment(moments: History['moments'], seq: number): number {
  let [low, high] = [0, moments.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((moments[middle]?.seq ?? Infinity) <= seq) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** When the board stood like this; null before its first edit. */
export function timeOfMoment({ moments, versions, sessions }: History, seq: number): string | null {
  if (seq === 0) return null
  const version = versions.find((each) => each.seq === seq)
  if (version) return version.at
  const session = sessions.find((each) => each.to === seq)
  if (session) return session.endedAt
  return moments[indexOfMoment(moments, seq)]?.at ?? null
}

/** "“Draft 2”, 24 Nov 2026, 14:05", "now", "the empty board". */
export function nameOfMoment(history: History, seq: number): string {
  return seq >= history.seq ? historyMessages.bar.versionNow : nameOfPast(history, seq)
}

/** The same for a moment that is looked at as past, though nothing has come after it yet. */
export function nameOfPast(history: History, seq: number): string {
  const at = timeOfMoment(history, seq)
  if (at === null) return historyMessages.bar.begin
  const named = history.versions.find((each) => each.seq === seq && each.kind === 'named')
  return named ? `“${named.name}”, ${instantInWords(at)}` : instantInWords(at)
}
