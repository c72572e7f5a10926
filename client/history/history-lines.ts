import type { History, Version, WorkSession } from '../../shared/protocol/history.ts'
import { historyMessages as words } from './history-messages.ts'

export type HistoryLine =
  | { key: string; at: string; seq: number; version: Version; session?: never }
  | { key: string; at: string; seq: number; session: WorkSession; version?: never }

export type Day = { label: string; lines: HistoryLine[] }

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const yearFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' })

/** Sessions and versions together, newest first, by the reader's own days. */
export function byDay({ sessions, versions }: History, now: Date = new Date()): Day[] {
  const lines: HistoryLine[] = [
    ...versions.map((version) => ({
      key: `version ${version.id}`,
      at: version.at,
      seq: version.seq,
      version,
    })),
    ...sessions.map((session) => ({
      key: `session ${session.personId} ${session.from}`,
      at: session.endedAt,
      seq: session.to,
      session,
    })),
  ].toSorted((a, b) => b.seq - a.seq || (a.key < b.key ? 1 : -1))
  const days: Day[] = []
  for (const line of lines) {
    const label = dayOf(line.at, now)
    const day = days.at(-1)
    if (day?.label === label) day.lines.push(line)
    else days.push({ label, lines: [line] })
  }
  return days
}

function dayOf(instant: string, now: Date): string {
  const day = new Date(instant)
  const yesterday = new Date(now)
  yesterday.setDate(now.getDate() - 1)
  if (day.toDateString() === now.toDateString()) return words.today
  if (day.toDateString() === yesterday.toDateString()) return words.yesterday
  return day.getFullYear() === now.getFullYear() ? dayFormat.format(day) : yearFormat.format(day)
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

/** "14:05", or "14:05–14:31". */
export function timeRange(from: string, to: string): string {
  const [start, end] = [timeFormat.format(new Date(from)), timeFormat.format(new Date(to))]
  return start === end ? start : `${start}–${end}`
}
