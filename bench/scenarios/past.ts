import { readdirSync, statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { makeEdits } from '../board/make-edits.ts'
import { seededRandom } from '../board/random.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { history } from '../../shared/protocol/history.ts'
import { SqliteLogStore } from '../../server/store/sql/sqlite-log-store.ts'
import type { RoomAddress } from '../servers/servers.ts'
import { join, seed } from '../wire/join.ts'
import type { Scenario } from './scenario.ts'
import { atMost } from './targets.ts'
import { percentile } from './window.ts'
import * as Y from 'yjs'

const RECORDS = 10_000
const EDITS = 100_000
const JUMPS = 100

export const past: Scenario = {
  name: 'past',
  title: 'The past of a board of 10,000 records and 100,000 edits',
  meaning: `The log holds 100,000 edits of five people over twenty days. "Read in": the first question about the board's past, which reads the whole log once; "again": the same after the server was started anew. "Jump": from one moment to any other, both at random; "first jumps": right after a start, nothing in memory; "nearby": like a slider, up to 500 entries forwards or backwards. "Whole": a moment from nothing. "Compare": two moments at random. "Blame": all values of one record. All by HTTP until the last byte. "Meanwhile": the slowest of short questions asked at the same time, so that one sees what the rest of the server waits.`,
  servers: ['redstring'],
  repetitions: { full: 1, quick: 1 },
  figures: [
    { key: 'read in', label: 'read in', unit: 's' },
    { key: 'again', label: 'again', unit: 's' },
    ...['first jumps', 'jump', 'nearby', 'whole', 'compare', 'blame'].flatMap((what) => [
      { key: `${what} p50`, label: `${what}: p50`, unit: 'ms' },
      {
        key: `${what} p95`,
        label: `${what}: p95`,
        unit: 'ms',
        ...(what === 'jump' ? { target: atMost(500, 'ms') } : {}),
      },
    ]),
    { key: 'meanwhile', label: 'meanwhile: slowest', unit: 'ms' },
    { key: 'memory', label: 'memory of the server', unit: 'MB' },
    { key: 'log', label: 'database', unit: 'MB' },
    { key: 'pages', label: 'pages of the past', unit: 'MB' },
  ],
  async run({ server, board, dir }) {
    await server.start()
    const before = await server.room('past')
    await seed(before, board(RECORDS))
    const state = await join(before)
    await state.connection.close()
    await server.stop()
    await append(before.documentName, { dir, state: state.updates })

    await server.start()
    const ask = asker(await server.room('past'))
    const readIn = await timed(() => ask(''))
    const { seq } = history.parse(JSON.parse(Buffer.from(readIn.bytes).toString()))
    await server.stop()

    await server.start()
    const again = asker(await server.room('past'))
    const meanwhile = shortQuestions(await server.room('past'))
    const reopened = await timed(() => again(''))
    const random = seededRandom(7)
    const any = () => Math.floor(random() * (seq + 1))
    const jumps = async (count: number, next: (now: number) => number) => {
      const times: number[] = []
      let now = any()
      for (let n = 0; n < count; n++) {
        const to = next(now)
        times.push((await timed(() => again(`/moments/${to}?from=${now}`))).ms)
        now = to
      }
      return times
    }
    const times: Record<string, number[]> = {
      'first jumps': await jumps(10, any),
      jump: await jumps(JUMPS, any),
      nearby: await jumps(JUMPS, (now) =>
        Math.max(0, Math.min(seq, now + Math.round((random() - 0.5) * 1000))),
      ),
      whole: await repeated(20, () => again(`/moments/${any()}`)),
      compare: await repeated(30, () => {
        const [from = 0, to = 0] = [any(), any()].toSorted((a, b) => a - b)
        return again(`/compare?from=${from}&to=${to}`)
      }),
    }
    const ids = idsIn(state.updates)
    times['blame'] = await repeated(JUMPS, () =>
      again(`/records/${ids[Math.floor(random() * ids.length)]}`),
    )
    const slowest = await meanwhile()
    const memory = server.process.rssMb()
    await server.stop()
    return {
      'read in': readIn.ms / 1000,
      again: reopened.ms / 1000,
      ...Object.fromEntries(
        Object.entries(times).flatMap(([what, values]) => [
          [`${what} p50`, percentile(values, 0.5)],
          [`${what} p95`, percentile(values, 0.95)],
        ]),
      ),
      meanwhile: slowest,
      memory,
      log: megabytes(joinPath(dir, 'data/redstring.db')),
      pages: folderMegabytes(joinPath(dir, 'data/past')),
    }
  },
}

async function append(
  boardId: string,
  { dir, state }: { dir: string; state: Uint8Array[] },
): Promise<void> {
  const store = new SqliteLogStore(joinPath(dir, 'data/redstring.db'))
  const edits = makeEdits(state, EDITS)
  for (let start = 0; start < edits.length; start += 2000)
    await store.append(edits.slice(start, start + 2000).map((edit) => ({ boardId, ...edit })))
  await store.close()
}

type Ask = (path: string) => Promise<Uint8Array>

function asker(room: RoomAddress): Ask {
  const base = `${originOf(room)}/api/boards/${room.documentName}/history`
  return async (path) => {
    const answer = await fetch(base + path, { headers: { ...room.headers } })
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
}

function originOf({ url }: RoomAddress): string {
  return new URL(url.replace(/^ws/, 'http')).origin
}

/** Asks something short every 20 ms. @returns what ends it and says how long the slowest took, ms */
function shortQuestions(room: RoomAddress): () => Promise<number> {
  let slowest = 0
  const ended = new AbortController()
  const asking = (async () => {
    while (!ended.signal.aborted) {
      const { ms } = await timed(async () => {
        const answer = await fetch(`${originOf(room)}/healthz`)
        return new Uint8Array(await answer.arrayBuffer())
      })
      slowest = Math.max(slowest, ms)
      await new Promise((next) => setTimeout(next, 20))
    }
  })()
  return async () => {
    ended.abort()
    await asking
    return slowest
  }
}

async function timed(work: () => Promise<Uint8Array>): Promise<{ ms: number; bytes: Uint8Array }> {
  const from = performance.now()
  const bytes = await work()
  return { ms: performance.now() - from, bytes }
}

async function repeated(times: number, work: () => Promise<Uint8Array>): Promise<number[]> {
  const found: number[] = []
  for (let n = 0; n < times; n++) found.push((await timed(work)).ms)
  return found
}

function idsIn(updates: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return [...recordsOf(doc).keys()].filter((id) => id.startsWith('evidence:'))
}

function megabytes(path: string): number {
  return statSync(path).size / 1e6
}

function folderMegabytes(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .reduce((sum, file) => sum + megabytes(joinPath(file.parentPath, file.name)), 0)
}
