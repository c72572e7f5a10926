import { scaleUtc } from 'd3-scale'
import type { Calendar } from './timeline-rows.ts'

export type Domain = readonly [fromMs: number, toMs: number]

/** Where a moment lies on the axis, in percent of its width; beyond 0 and 100 it is out of sight. */
export function placeOn([from, to]: Domain, atMs: number): number {
  return ((atMs - from) / (to - from)) * 100
}

/** Marks of an axis so wide in pixels, each with what it says. */
export function ticksOf(
  domain: Domain,
  { width, calendar }: { width: number; calendar: Calendar },
): { atMs: number; text: string }[] {
  const scale = scaleUtc().domain([...domain])
  const count = Math.max(2, Math.floor(width / 90))
  const format = scale.tickFormat(count)
  return scale.ticks(count).map((date) => ({
    atMs: date.getTime(),
    text: calendar === 'stated-year' ? format(date) : dayAndMonth.format(date),
  }))
}

/** For a year that is not stated: it must not be named. */
const dayAndMonth = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

const CLOSEST_MS = 60_000
const FURTHEST_MS = 4e14

export function zoomed([from, to]: Domain, factor: number): Domain {
  const middle = (from + to) / 2
  const half = Math.min(FURTHEST_MS, Math.max(CLOSEST_MS, (to - from) / factor)) / 2
  return [middle - half, middle + half]
}

/** @param share of what is in sight; positive goes later */
export function panned([from, to]: Domain, share: number): Domain {
  const by = (to - from) * share
  return [from + by, to + by]
}
