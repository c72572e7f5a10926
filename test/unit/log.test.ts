import { expect, test } from 'vitest'
import { AppError } from '../../shared/app-error.ts'
import { Log, type StorageTrouble } from '../../server/history/log.ts'
import { createLogger } from '../../server/logger.ts'
import type { LogEntry, LogStore } from '../../server/store/log-store.ts'

/** A log store in memory whose commits wait until the test lets them through, or makes them fail. */
function steppedStore() {
  const commits: { entries: readonly LogEntry[]; done(): void; fail(): void }[] = []
  const kept: LogEntry[] = []
  const store: Pick<LogStore, 'append' | 'close'> = {
    append: (entries) =>
      new Promise((resolve, reject) => {
        commits.push({
          entries,
          done() {
            const from = kept.length
            kept.push(...entries)
            resolve(entries.map((_, index) => from + index + 1))
          },
          fail: () => reject(new AppError('log/not-durable', 'The disk of the server is full.')),
        })
      }),
    close: async () => {},
  }
  // The log asks nothing else of its store.
  return { store: store as LogStore, commits, kept }
}

const logger = createLogger('silent')
const entry = (name: string): LogEntry => ({
  boardId: name.split('-')[0] ?? '',
  update: new Uint8Array(Buffer.from(name)),
  actor: 'person-1',
  at: 1,
})
const names = (entries: readonly LogEntry[]) =>
  entries.map(({ update }) => Buffer.from(update).toString())
const until = (check: () => boolean) => expect.poll(check, { interval: 1 }).toBe(true)

test('[L5] while one commit is under way the next gathers, and confirmations come in order after it', async () => {
  const { store, commits } = steppedStore()
  const log = new Log(store, { logger, gatherMs: 0 })
  const confirmed: string[] = []
  const append = (name: string) =>
    log.append(entry(name), (seq) => confirmed.push(`${name} ${seq}`))
  append('a-1')
  await until(() => commits.length === 1)
  append('a-2')
  append('b-1')
  append('a-3')
  expect(log.pendingBytes).toBe(12)
  expect(confirmed).toEqual([])
  commits[0]?.done()
  await until(() => commits.length === 2)
  expect(confirmed).toEqual(['a-1 1'])
  expect(names(commits[1]?.entries ?? [])).toEqual(['a-2', 'b-1', 'a-3'])
  commits[1]?.done()
  await log.flush()
  expect(confirmed).toEqual(['a-1 1', 'a-2 2', 'b-1 3', 'a-3 4'])
  expect(log.pendingBytes).toBe(0)
})

test('[D2] a commit that fails is tried again before anything newer, said once, and confirmed once it is kept', async () => {
  const { store, commits, kept } = steppedStore()
  const log = new Log(store, { logger, gatherMs: 0, retryMs: { first: 1, longest: 2 } })
  const told: StorageTrouble[] = []
  log.onTrouble((trouble) => told.push(trouble))
  const confirmed: number[] = []
  log.append(entry('a-1'), (seq) => confirmed.push(seq))
  for (let attempt = 0; attempt < 3; attempt++) {
    await until(() => commits.length === attempt + 1)
    log.append(entry(`a-later${attempt}`), (seq) => confirmed.push(seq))
    expect(names(commits[attempt]?.entries ?? [])).toEqual(['a-1'])
    commits[attempt]?.fail()
  }
  await until(() => commits.length === 4)
  expect(told).toEqual([{ message: 'The disk of the server is full.' }])
  expect(log.trouble).toEqual({ message: 'The disk of the server is full.' })
  expect(confirmed).toEqual([])
  commits[3]?.done()
  await until(() => commits.length === 5)
  commits[4]?.done()
  await log.flush()
  expect(names(kept)).toEqual(['a-1', 'a-later0', 'a-later1', 'a-later2'])
  expect(confirmed).toEqual([1, 2, 3, 4])
  expect(told).toEqual([{ message: 'The disk of the server is full.' }, null])
})

test('[S11] a log that closes under storage trouble tries once more and ends without confirming', async () => {
  const { store, commits } = steppedStore()
  const log = new Log(store, { logger, retryMs: { first: 1, longest: 1 } })
  const confirmed: number[] = []
  log.append(entry('a-1'), (seq) => confirmed.push(seq))
  await until(() => commits.length === 1)
  const closed = log.close()
  commits[0]?.fail()
  await closed
  expect(confirmed).toEqual([])
})

test('[L5] a batch is bounded, however much has gathered', async () => {
  const { store, commits, kept } = steppedStore()
  const log = new Log(store, { logger, gatherMs: 0 })
  log.append(entry('a-first'), () => {})
  await until(() => commits.length === 1)
  for (let edit = 0; edit < 5000; edit++) log.append(entry(`a-${edit}`), () => {})
  for (let next = 0; kept.length < 5001; next++) {
    await until(() => commits.length === next + 1)
    expect(commits[next]?.entries.length).toBeLessThanOrEqual(2048)
    commits[next]?.done()
  }
  expect(new Set(names(kept)).size).toBe(5001)
})
