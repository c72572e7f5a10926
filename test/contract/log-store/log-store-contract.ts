import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstHash, nextHash } from '../../../server/history/hash-chain.ts'
import { Merging } from '../../../server/history/segments/merging.ts'
import { segmentOf } from '../../../server/history/segments/segment.ts'
import type { LogEntry, LogStore } from '../../../server/store/log-store.ts'

/** What every log store must do. `store` and `reopened` work on the same data; each test uses boards of its own. */
export type Stores = { store: LogStore; reopen: () => Promise<LogStore> }

export function testLogStore(engine: string, stores: () => Stores): void {
  const newBoard = () => `board-${randomBytes(6).toString('hex')}`
  const entry = (boardId: string, update: Uint8Array, actor = 'person-1'): LogEntry => ({
    boardId,
    update,
    actor,
    at: 1_700_000_000_123,
  })
  const bytes = (text: string) => new Uint8Array(Buffer.from(text))

  test(`[L1] ${engine}: positions count up from 1 in each board, across batches that hold several`, async () => {
    const { store } = stores()
    const [a, b] = [newBoard(), newBoard()]
    expect(
      await store.append([entry(a, bytes('a1')), entry(b, bytes('b1')), entry(a, bytes('a2'))]),
    ).toEqual([1, 1, 2])
    expect(await store.append([entry(b, bytes('b2')), entry(a, bytes('a3'))])).toEqual([2, 3])
    expect((await store.load(a)).tail.map(hex)).toEqual(['a1', 'a2', 'a3'].map(bytes).map(hex))
    expect((await store.load(b)).seq).toBe(2)
  })

  test(`[L1] ${engine}: appends asked for at the same time keep the order of asking`, async () => {
    const { store } = stores()
    const a = newBoard()
    const seqs = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.append([entry(a, bytes(`u${index}`))])),
    )
    const tail = (await store.load(a)).tail
    for (const [index, [seq]] of seqs.entries()) {
      expect(Buffer.from(tail[(seq ?? 0) - 1] ?? []).toString()).toBe(`u${index}`)
    }
  })

  test(`[L1] ${engine}: a board without edits is empty, and not an error`, async () => {
    const { store } = stores()
    const board = newBoard()
    expect(await store.load(board)).toEqual({ checkpoint: null, tail: [], seq: 0, bytes: 0 })
    const { seq, hash } = await store.head(board)
    expect([seq, hex(hash)]).toEqual([0, hex(firstHash(board))])
    expect(await store.read(board, { after: 0, limit: 10 })).toEqual([])
  })

  test(`[L2] ${engine}: bytes come back as they went in, whatever they are, also after reopening`, async () => {
    const { store, reopen } = stores()
    const large = fc.uint8Array({ minLength: 100_000, maxLength: 3_000_000 })
    const updates = fc.array(
      fc.oneof({ weight: 20, arbitrary: fc.uint8Array() }, { weight: 1, arbitrary: large }),
      {
        minLength: 1,
        maxLength: 20,
      },
    )
    await fc.assert(
      fc.asyncProperty(updates, async (batch) => {
        const board = newBoard()
        await store.append(batch.map((update) => entry(board, update)))
        const { tail, bytes: size } = await store.load(board)
        expect(tail.map(hex)).toEqual(batch.map(hex))
        expect(size).toBe(batch.reduce((sum, update) => sum + update.byteLength, 0))
      }),
      { numRuns: 25, seed: 11 },
    )
    const board = newBoard()
    await store.append([entry(board, bytes('kept'))])
    const again = await reopen()
    expect((await again.load(board)).tail.map(hex)).toEqual([hex(bytes('kept'))])
    expect(await again.append([entry(board, bytes('more'))])).toEqual([2])
    await again.close()
  })

  test(`[L3] ${engine}: each row is chained to the one before by hash`, async () => {
    const { store } = stores()
    const board = newBoard()
    await store.append([entry(board, bytes('one')), entry(board, bytes('two'), 'person-ü')])
    await store.append([entry(board, bytes('three'), 'server')])
    const rows = await store.read(board, { after: 0, limit: 10 })
    expect(rows.map(({ seq, at, actor }) => [seq, at, actor])).toEqual([
      [1, 1_700_000_000_123, 'person-1'],
      [2, 1_700_000_000_123, 'person-ü'],
      [3, 1_700_000_000_123, 'server'],
    ])
    let previous = firstHash(board)
    for (const row of rows) {
      previous = nextHash(previous, row)
      expect(hex(row.hash)).toBe(hex(previous))
    }
    expect(hex((await store.head(board)).hash)).toBe(hex(previous))
  })

  test(`[L3] ${engine}: a range of the log can be read by itself`, async () => {
    const { store } = stores()
    const board = newBoard()
    await store.append(
      Array.from({ length: 10 }, (_, index) => entry(board, bytes(`u${index + 1}`))),
    )
    const rows = await store.read(board, { after: 3, limit: 4 })
    expect(rows.map((row) => row.seq)).toEqual([4, 5, 6, 7])
  })

  test(`[L4] ${engine}: opening takes the newest checkpoint and what came after it`, async () => {
    const { store } = stores()
    const board = newBoard()
    await store.append([1, 2, 3, 4, 5].map((n) => entry(board, bytes(`u${n}`))))
    const [state, stateVector] = [new Uint8Array(randomBytes(100_000)), bytes('vector')]
    await store.saveCheckpoint(board, { seq: 3, state, stateVector })
    const opened = await store.load(board)
    expect(opened.checkpoint?.seq).toBe(3)
    expect(hex(opened.checkpoint?.state)).toBe(hex(state))
    expect(hex(opened.checkpoint?.stateVector)).toBe(hex(stateVector))
    expect(opened.tail.map(hex)).toEqual(['u4', 'u5'].map(bytes).map(hex))
    expect(opened).toMatchObject({ seq: 5, bytes: 100_004 })
  })

  test(`[L4] ${engine}: a checkpoint takes no row of the log away, and any moment can still be opened`, async () => {
    const { store } = stores()
    const board = newBoard()
    await store.append([1, 2, 3, 4, 5].map((n) => entry(board, bytes(`u${n}`))))
    const checkpoint = { state: bytes('state'), stateVector: bytes('vector') }
    await store.saveCheckpoint(board, { seq: 2, ...checkpoint })
    await store.saveCheckpoint(board, { seq: 4, ...checkpoint })
    expect(await store.read(board, { after: 0, limit: 10 })).toHaveLength(5)
    const moment = async (seq: number) => {
      const { checkpoint: base, tail, seq: at } = await store.loadAt(board, seq)
      return { base: base?.seq ?? 0, tail: tail.length, at }
    }
    expect(await moment(1)).toEqual({ base: 0, tail: 1, at: 1 })
    expect(await moment(3)).toEqual({ base: 2, tail: 1, at: 3 })
    expect(await moment(5)).toEqual({ base: 4, tail: 1, at: 5 })
  })

  test(`[L4] ${engine}: the same checkpoint may be kept twice`, async () => {
    const { store } = stores()
    const board = newBoard()
    await store.append([entry(board, bytes('u1'))])
    const checkpoint = { seq: 1, state: bytes('a'), stateVector: bytes('v') }
    await store.saveCheckpoint(board, checkpoint)
    await store.saveCheckpoint(board, { ...checkpoint, state: bytes('b') })
    expect(hex((await store.load(board)).checkpoint?.state)).toBe(hex(bytes('b')))
  })

  test(`[A2] ${engine}: packing old rows changes nothing that is read: rows, hashes and every moment`, async () => {
    const { store, reopen } = stores()
    const row = fc.record({
      update: fc.oneof(
        { weight: 9, arbitrary: fc.uint8Array({ maxLength: 60 }) },
        { weight: 1, arbitrary: fc.uint8Array({ minLength: 5_000, maxLength: 40_000 }) },
      ),
      actor: fc.constantFrom('person-1', 'person-ü', 'server', ''),
      at: fc.integer({ min: 0, max: 2 ** 41 }),
    })
    const plan = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 40 }),
      checkpointAt: fc.nat(45),
      rules: fc.record({
        rows: fc.integer({ min: 1, max: 12 }),
        keep: fc.integer({ min: 1, max: 10 }),
        bytes: fc.integer({ min: 1, max: 60_000 }),
      }),
    })
    await fc.assert(
      fc.asyncProperty(plan, async ({ rows, checkpointAt, rules }) => {
        const boardId = newBoard()
        await store.append(rows.map((each) => ({ boardId, ...each })))
        if (checkpointAt > 0 && checkpointAt <= rows.length)
          await store.saveCheckpoint(boardId, {
            seq: checkpointAt,
            state: bytes('state'),
            stateVector: bytes('vector'),
          })
        const before = await everythingOf(store, boardId)
        const made = await merging(store, rules).mergeBoard(boardId)
        expect(await everythingOf(store, boardId)).toEqual(before)
        const loose = await store.looseRows(boardId)
        expect(made > 0).toBe(rows.length > rules.keep)
        expect(loose?.last).toBe(rows.length)
        expect((loose?.last ?? 0) - (loose?.first ?? 0) + 1).toBe(Math.min(rules.keep, rows.length))
        expect(await store.append([entry(boardId, bytes('next'))])).toEqual([rows.length + 1])
      }),
      { numRuns: 12, seed: 5 },
    )
    const boardId = newBoard()
    await store.append([1, 2, 3, 4].map((n) => entry(boardId, bytes(`u${n}`))))
    const before = await everythingOf(store, boardId)
    await merging(store, { rows: 2, keep: 1 }).mergeBoard(boardId)
    const again = await reopen()
    expect(await everythingOf(again, boardId)).toEqual(before)
    expect(await again.append([entry(boardId, bytes('u5'))])).toEqual([5])
    await again.close()
  })

  test(`[A3] ${engine}: a segment takes the place of exactly its rows, or nothing changes`, async () => {
    const { store } = stores()
    const boardId = newBoard()
    await store.append([1, 2, 3, 4, 5].map((n) => entry(boardId, bytes(`u${n}`))))
    const rows = await store.read(boardId, { after: 0, limit: 10 })
    const before = await everythingOf(store, boardId)
    const first = firstHash(boardId)
    const refused = [
      // Not the oldest; all of them; rows that the log does not hold.
      await segmentOf(rows.slice(1, 3), rows[0]?.hash ?? first),
      await segmentOf(rows, first),
      { ...(await segmentOf(rows.slice(0, 2), first)), hash: new Uint8Array(32) },
    ]
    for (const segment of refused)
      await expect(store.replaceRows(boardId, segment)).rejects.toThrow('does not hold these rows')
    expect(await everythingOf(store, boardId)).toEqual(before)
    const segment = await segmentOf(rows.slice(0, 2), first)
    await store.replaceRows(boardId, segment)
    await expect(store.replaceRows(boardId, segment)).rejects.toThrow('does not hold these rows')
    expect(await everythingOf(store, boardId)).toEqual(before)
  })

  test(`[A3] ${engine}: rows rest before they are packed, and few of them longer`, async () => {
    const { store } = stores()
    const boardId = newBoard()
    const packed = new Merging({
      store,
      boardIds: async () => [],
      logger: silent,
      rules: { rows: 4, fewRows: 2, keep: 1, restMs: 1000, fewRestMs: 5000 },
    })
    const at = 1_700_000_000_123
    await store.append([1, 2, 3, 4, 5, 6, 7].map((n) => entry(boardId, bytes(`u${n}`))))
    expect(await packed.mergeBoard(boardId, at + 999)).toBe(0)
    expect(await packed.mergeBoard(boardId, at + 1000)).toBe(1)
    expect((await store.segments(boardId)).map((each) => [each.firstSeq, each.lastSeq])).toEqual([
      [1, 4],
    ])
    expect(await packed.mergeBoard(boardId, at + 4999)).toBe(0)
    expect(await packed.mergeBoard(boardId, at + 5000)).toBe(1)
    expect(await store.looseRows(boardId)).toEqual({ first: 7, last: 7 })
  })
}

const silent = { info: () => {}, warn: () => {} }

/** Packs whatever may be packed, however few and new. */
function merging(store: LogStore, rules: { rows?: number; keep?: number; bytes?: number }) {
  return new Merging({
    store,
    boardIds: async () => [],
    logger: silent,
    rules: { fewRows: 1, restMs: -Infinity, fewRestMs: -Infinity, ...rules },
  })
}

/** All that can be read of a board's log, in whole and in parts. */
async function everythingOf(store: LogStore, boardId: string): Promise<unknown> {
  const { seq: last, hash } = await store.head(boardId)
  const opened = []
  for (let seq = 0; seq <= last + 1; seq++) {
    const { checkpoint, tail, ...rest } = await store.loadAt(boardId, seq)
    opened.push([checkpoint?.seq, tail.map(hex), rest])
  }
  const read = []
  for (const [after, limit] of [
    [0, 1000],
    [0, 1],
    [3, 4],
    [7, 20],
    [last, 5],
  ] as const)
    read.push(
      (await store.read(boardId, { after, limit })).map((row) => [
        row.seq,
        row.at,
        row.actor,
        hex(row.update),
        hex(row.hash),
      ]),
    )
  return { last, hash: hex(hash), opened, read }
}

function hex(value: Uint8Array | undefined): string {
  return Buffer.from(value ?? []).toString('hex')
}
