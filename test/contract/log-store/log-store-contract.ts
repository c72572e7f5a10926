import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstHash, nextHash } from '../../../server/history/hash-chain.ts'
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
}

function hex(value: Uint8Array | undefined): string {
  return Buffer.from(value ?? []).toString('hex')
}
