import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { isDeepStrictEqual } from 'node:util'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { recordsOf } from '../../shared/board/layout.ts'
import { automaticMoments } from '../../server/history/automatic-moments.ts'
import type { Work } from '../../server/history/past/work.ts'
import {
  asJson,
  logOf,
  newBoardId,
  openLog,
  pastOf,
  plainMoment,
  plainRecords,
  steps,
} from '../support/past-boards.ts'

/** Pages so small that a history of some dozens of edits goes over several. */
const SMALL = { entriesAPage: 7 }

test('[H1] every moment is the board as the log alone makes it, whichever is asked for after which', async () => {
  const log = await openLog()
  await fc.assert(
    fc.asyncProperty(steps, fc.array(fc.nat(), { maxLength: 8 }), async (made, asked) => {
      const boardId = newBoardId()
      const entries = logOf(boardId, made)
      const updates = entries.map(({ update }) => update)
      const half = Math.ceil(entries.length / 2)
      await log.store.append(entries.slice(0, half))
      const first = pastOf(log, boardId, SMALL)
      await first.catchUp()
      await first.write()
      await log.store.append(entries.slice(half))
      // One that went on reading, and one that begins with what the first left on disk.
      for (const past of [first, pastOf(log, boardId, SMALL)]) {
        await past.catchUp()
        expect(past.seq).toBe(entries.length)
        for (const n of [...asked, entries.length, 0, 1, half]) {
          const seq = n % (entries.length + 1)
          expect(plainMoment(await past.at(seq))).toEqual(plainRecords(updates.slice(0, seq)))
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('[H3] what a comparison says, done to the earlier moment, gives the later one, and names who wrote last', async () => {
  const log = await openLog()
  await fc.assert(
    fc.asyncProperty(steps, fc.nat(), fc.nat(), async (made, m, n) => {
      const boardId = newBoardId()
      const entries = logOf(boardId, made)
      await log.store.append(entries)
      const past = pastOf(log, boardId, SMALL)
      await past.catchUp()
      const [from = 0, to = 0] = [m, n]
        .map((each) => each % (entries.length + 1))
        .toSorted((a, b) => a - b)
      const updates = entries.map(({ update }) => update)
      const [before, after] = [from, to].map((seq) => plainRecords(updates.slice(0, seq)))
      const made_ = new Map(Object.entries(before ?? {}))
      const writes = writesBetween(updates, { from, to })
      for (const difference of await past.compare(from, to)) {
        const { id } = difference
        expect(asJson(difference.before?.plain(id) ?? null)).toEqual(before?.[id] ?? null)
        if (difference.after) made_.set(id, asJson(difference.after.plain(id)))
        else made_.delete(id)
        expect(difference.by.length).toBeGreaterThan(0)
        for (const { key, seq, at, personId, times } of difference.by) {
          const of = (name: string) => writes.filter((each) => each.id === id && each.key === name)
          // What is gone because its record was removed and made anew was written by nobody but who made it so.
          const all = lastOf(of(key)) < lastOf(of('*')) ? of('*') : of(key)
          if (all.length === 0) continue
          expect({ key, seq, times }).toEqual({ key, seq: all.at(-1)?.seq, times: all.length })
          expect([at, personId]).toEqual([entries[seq - 1]?.at, entries[seq - 1]?.actor])
        }
      }
      expect(Object.fromEntries(made_)).toEqual(after)
    }),
    { numRuns: 40 },
  )
})

test('[H4] the values of a record are those that a walk over the whole log finds', async () => {
  const log = await openLog()
  await fc.assert(
    fc.asyncProperty(steps, async (made) => {
      const boardId = newBoardId()
      const entries = logOf(boardId, made)
      await log.store.append(entries)
      const past = pastOf(log, boardId, SMALL)
      await past.catchUp()
      const updates = entries.map(({ update }) => update)
      const ids = new Set(updates.flatMap((_, n) => Object.keys(plainRecords(updates.slice(0, n)))))
      for (const id of ids) {
        // The last value of each key in the list, taken at each moment, is the record of that moment.
        const changes = await past.changesOf(id)
        for (const seq of [1, Math.ceil(entries.length / 2), entries.length]) {
          const until = changes.filter((change) => change.seq <= seq)
          const values = new Map(until.map(({ key, value }) => [key, value]))
          const isThere = values.get(null) === 'true'
          const moment = (await past.at(seq)).get(id)
          expect([id, seq, isThere]).toEqual([id, seq, moment !== undefined])
          if (!moment) continue
          values.delete(null)
          const there = [...values].filter(([, value]) => value !== null)
          expect(new Map(there)).toEqual(new Map(moment.copyKeys()))
        }
        for (const { seq, at, actor } of changes)
          expect([at, actor]).toEqual([entries[seq - 1]?.at, entries[seq - 1]?.actor])
      }
    }),
    { numRuns: 20 },
  )
})

test('[H5] work is cut by a pause of half an hour, and pages cut nothing', async () => {
  const log = await openLog()
  await fc.assert(
    fc.asyncProperty(steps, async (made) => {
      const boardId = newBoardId()
      const entries = logOf(boardId, made)
      await log.store.append(entries)
      const tell = async (entriesAPage: number) => {
        const past = pastOf({ ...log, folder: join(log.folder, String(entriesAPage)) }, boardId, {
          entriesAPage,
        })
        await past.catchUp()
        return past.work()
      }
      const [whole, cut] = [await tell(1000), await tell(7)]
      const spans = (all: Work[]) => all.map((each) => ({ ...each, edits: 0, items: {} }))
      const byStart = (a: Work, b: Work) => a.from - b.from
      expect(spans(cut.toSorted(byStart))).toEqual(spans(whole.toSorted(byStart)))
      for (const work of whole) {
        const mine = entries.filter(
          ({ actor, at }, n) =>
            actor === work.personId && n + 1 >= work.from && n + 1 <= work.to && at > 0,
        )
        for (const [n, { at }] of mine.entries())
          expect(at - (mine[n - 1]?.at ?? at)).toBeLessThanOrEqual(30 * 60_000)
      }
      for (const personId of ['person-0', 'person-1']) {
        const mine = whole.filter((work) => work.personId === personId).toSorted(byStart)
        for (const [n, { startedAt }] of mine.entries())
          expect(startedAt - (mine[n - 1]?.endedAt ?? 0)).toBeGreaterThan(30 * 60_000)
      }
    }),
    { numRuns: 20 },
  )
})

test('[H10] what is kept of the past can be spoilt, or be of another log, and is made again from the log', async () => {
  const log = await openLog()
  const [made] = fc.sample(steps, { numRuns: 1, seed: 5 })
  const entries = logOf('a', made ?? [])
  await log.store.append(entries)
  const read = async () => {
    const past = pastOf(log, 'a', SMALL)
    await past.catchUp()
    await past.write()
    return plainMoment(await past.at(entries.length - 1))
  }
  const expected = plainRecords(entries.slice(0, -1).map(({ update }) => update))
  expect(await read()).toEqual(expected)
  const pages = join(log.folder, 'past', 'a')
  const [first = ''] = readdirSync(pages)
  writeFileSync(join(pages, first), 'spoilt')
  expect(await read()).toEqual(expected)
  // Pages of a longer log, as after an older backup was put back.
  const shorter = await openLog()
  await shorter.store.append(entries.slice(0, 3))
  const past = pastOf({ store: shorter.store, folder: log.folder }, 'a', SMALL)
  await past.catchUp()
  expect(past.seq).toBe(3)
  expect(plainMoment(await past.at(3))).toEqual(
    plainRecords(entries.slice(0, 3).map(({ update }) => update)),
  )
})

const DAY_MS = 24 * 60 * 60_000
const NOW = Date.UTC(2026, 5, 30, 20)

function work(daysAgo: number, hour: number, { seq, edits }: { seq: number; edits: number }): Work {
  const startedAt = Date.UTC(2026, 5, 30, hour) - daysAgo * DAY_MS
  const endedAt = startedAt + 10 * 60_000
  return { personId: 'a', from: seq - 1, to: seq, startedAt, endedAt, edits, items: {} }
}

test('[H7] the server marks the ends of times of work that changed enough, four a day at most', () => {
  const seqs = (all: Work[], now = NOW) =>
    automaticMoments({ work: all, sweeps: [] }, now).map(({ seq }) => seq)
  expect(seqs([work(0, 8, { seq: 10, edits: 19 }), work(0, 10, { seq: 20, edits: 20 })])).toEqual([
    20,
  ])
  // Two people at the same time, the one a little longer: one end.
  const together = [work(0, 8, { seq: 10, edits: 12 }), work(0, 8, { seq: 12, edits: 12 })]
  expect(seqs(together)).toEqual([12])
  const busy = [1, 3, 5, 7, 9, 11].map((hour) =>
    work(0, hour, { seq: hour * 10, edits: 20 + hour }),
  )
  expect(seqs(busy)).toEqual([50, 70, 90, 110])
  // Somebody still at work.
  expect(seqs([work(0, 20, { seq: 10, edits: 50 })])).toEqual([])
})

test('[H7] after two weeks one automatic version a day stays, after three months one a week', () => {
  const perDay = (daysAgo: number) =>
    [8, 12, 16].map((hour) =>
      work(daysAgo, hour, { seq: (1000 - daysAgo) * 10 + hour / 4, edits: 30 }),
    )
  const kept = (days: number[]) =>
    automaticMoments({ work: days.toReversed().flatMap(perDay), sweeps: [] }, NOW)
  expect(kept([1, 2])).toHaveLength(6)
  expect(kept([20, 21, 22]).map(({ seq }) => seq % 10)).toEqual([4, 4, 4])
  const old = kept(Array.from({ length: 28 }, (_, n) => 100 + n)).length
  expect(old).toBeGreaterThanOrEqual(4)
  expect(old).toBeLessThanOrEqual(5)
})

test('[H7] before much is removed or changed at once there is a version', () => {
  const sweep = { seq: 40, at: NOW - DAY_MS, kind: 'changed' as const, count: 30 }
  expect(automaticMoments({ work: [], sweeps: [sweep] }, NOW)).toEqual([
    { seq: 39, name: 'Before 30 items were changed at once' },
  ])
})

function lastOf(writes: readonly { seq: number }[]): number {
  return writes.at(-1)?.seq ?? 0
}

/** Every write of a key between two moments, found by reading the whole board after each entry. */
function writesBetween(
  updates: readonly Uint8Array[],
  { from, to }: { from: number; to: number },
): { id: string; key: string; seq: number }[] {
  const writes: { id: string; key: string; seq: number }[] = []
  const doc = new Y.Doc()
  let before: Record<string, Record<string, unknown>> = {}
  for (const [index, update] of updates.slice(0, to).entries()) {
    Y.applyUpdate(doc, update)
    const after = keysOfAll(doc)
    for (const id of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const [was, is] = [before[id], after[id]]
      if (index < from) continue
      if (!was || !is) writes.push({ id, key: '*', seq: index + 1 })
      for (const key of is ? new Set([...Object.keys(was ?? {}), ...Object.keys(is)]) : [])
        if (!isDeepStrictEqual(was?.[key], is?.[key])) writes.push({ id, key, seq: index + 1 })
    }
    before = after
  }
  return writes
}

function keysOfAll(doc: Y.Doc): Record<string, Record<string, unknown>> {
  const all: [string, Record<string, unknown>][] = []
  for (const id of recordsOf(doc).keys()) {
    const map: unknown = recordsOf(doc).get(id)
    if (map instanceof Y.Map) all.push([id, asJson(map.toJSON())])
  }
  return Object.fromEntries(all)
}
