import type { ServerName, ServerUnderTest } from '../servers/servers.ts'

/** Figures of one repetition; null where a server has no such thing, a word where a number would mislead. */
export type Figures = Record<string, number | string | null>

export type Context = {
  /** Not started yet; `run` starts it, the runner stops it. */
  server: ServerUnderTest
  quick: boolean
  /** Which repetition this is, from 0. */
  repetition: number
  /** A folder for files of this repetition. */
  dir: string
  /** The updates that make a board of so many records: 50, 2,000 or 10,000. */
  board(records: number): Uint8Array[]
}

export type Target = {
  says: string
  /** Whether ours holds it, given the other servers' medians; null where that cannot be said. */
  holds(ours: number, of: (server: ServerName) => number | null): boolean | null
}

export type Figure = {
  key: string
  label: string
  unit: string
  /** Repetitions are added up, where a median would hide one. */
  sums?: boolean
  /** More is better. */
  more?: boolean
  target?: Target
}

export type Scenario = {
  name: string
  title: string
  /** What is done and what the figures mean, for the reader of the results. */
  meaning: string
  servers: readonly ServerName[]
  repetitions: { full: number; quick: number }
  /** What a repetition may take at most; three minutes unless it says so. */
  longestMs?: number
  figures: readonly Figure[]
  run(context: Context): Promise<Figures>
}

export const everyServer: readonly ServerName[] = [
  'relay',
  'y-websocket',
  'hocuspocus',
  'redstring',
]
export const documentServers: readonly ServerName[] = ['y-websocket', 'hocuspocus', 'redstring']
