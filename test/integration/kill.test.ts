import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { z } from 'zod'
import { startServerProcess } from '../support/start-server.ts'
import {
  frames,
  freshFolder,
  marksOf,
  rawClient,
  said,
  startSyncServer,
  stockClient,
  synced,
  type RawClient,
  type SyncServer,
} from '../support/sync-clients.ts'

/** A smoke test unless more is asked for: `KILL_ROUNDS=1000 npx vitest run --project integration kill`. */
const ROUNDS = Number(process.env['KILL_ROUNDS'] ?? 10)
/** Servers that are killed side by side, each with a data folder of its own. */
const LANES = 2
const BOARDS = ['killed-1', 'killed-2', 'killed-3']
const BOARD = 'killed'

/** Edits under keys of their own, several under way at a time, and the keys that were confirmed. */
type Writer = { boardId: string; confirmed: string[]; flowing: Promise<void>; stop(): void }
type Place = { boardId: string; name: string }

/** Asks after each edit with our own mark. */
async function markingWriter(server: SyncServer, { boardId, name }: Place): Promise<Writer> {
  const client = await rawClient(server, { boardId, as: `editor-${name}` })
  const confirmed: string[] = []
  const { edit, keys } = editor(name, (update) => client.send(frames.update(update)))
  client.socket.on('message', (data: Buffer) => {
    const frame = said(Uint8Array.from(data))
    if (frame.kind !== 'mark') return
    confirmed.push(...keys.slice(confirmed.length, frame.count))
  })
  const next = () => client.send(frames.mark(edit()))
  return writer(client, { boardId, keys, confirmed, next })
}

/** Asks after each edit as a stock client can: with a sync step 1, whose answer waits for the disk. */
async function stepWriter(server: SyncServer, { boardId, name }: Place): Promise<Writer> {
  const client = await rawClient(server, { boardId, as: `editor-${name}` })
  const confirmed: string[] = []
  const asked: number[] = []
  const { edit, keys, doc } = editor(name, (update) => client.send(frames.update(update)))
  client.socket.on('message', (data: Buffer) => {
    if (said(Uint8Array.from(data)).kind !== 'step-2') return
    confirmed.push(...keys.slice(confirmed.length, asked.shift() ?? 0))
  })
  const next = () => {
    asked.push(edit())
    client.send(frames.step1(Y.encodeStateVector(doc)))
  }
  return writer(client, { boardId, keys, confirmed, next })
}

function editor(name: string, send: (update: Uint8Array) => void) {
  const doc = new Y.Doc()
  const keys: string[] = []
  doc.on('update', send)
  const edit = () => {
    const key = `${name}-${keys.length}`
    keys.push(key)
    doc.getMap('kept').set(key, keys.length % 7 === 0 ? 'long '.repeat(200) : 'short')
    return keys.length
  }
  return { doc, keys, edit }
}

/** Edits of one writer that wait to be confirmed. A busy server is sent no more than it can deal with. */
const UNDER_WAY = 50

function writer(
  { socket }: RawClient,
  {
    boardId,
    keys,
    confirmed,
    next,
  }: Pick<Writer, 'boardId' | 'confirmed'> & { keys: readonly string[]; next: () => void },
): Writer {
  const timer = setInterval(() => {
    if (keys.length - confirmed.length < UNDER_WAY) next()
  }, 5)
  const flowing = new Promise<void>((done) => {
    const check = () => {
      if (confirmed.length === 0) return
      socket.off('message', check)
      done()
    }
    socket.on('message', check)
  })
  return { boardId, confirmed, flowing, stop: () => clearInterval(timer) }
}

async function keysOnServer(server: SyncServer, boardId = BOARD): Promise<Set<string>> {
  const reader = stockClient(server, { boardId, as: 'viewer-reader' })
  await synced(reader)
  reader.provider.destroy()
  return new Set(reader.doc.getMap('kept').keys())
}

/** Confirmed edits by board. */
class Promises {
  readonly #keys = new Map<string, string[]>()

  add({ boardId, confirmed }: Writer): void {
    this.#keys.set(boardId, [...(this.#keys.get(boardId) ?? []), ...confirmed])
  }

  get count(): number {
    return [...this.#keys.values()].reduce((sum, keys) => sum + keys.length, 0)
  }

  async brokenBy(server: SyncServer): Promise<string[]> {
    const lost: string[] = []
    for (const [boardId, keys] of this.#keys) {
      const kept = await keysOnServer(server, boardId)
      lost.push(...keys.filter((key) => !kept.has(key)))
    }
    return lost
  }
}

/** Kills one server after another over the same data. @returns the edits confirmed on the way, all of them kept */
async function killAgainAndAgain(lane: number, momentsMs: number[]): Promise<number> {
  const dataDir = freshFolder()
  const promised = new Promises()
  for (const [round, killAfterMs] of momentsMs.entries()) {
    const server = await startSyncServer({ dataDir })
    expect(await promised.brokenBy(server)).toEqual([])
    const writers = await Promise.all(
      BOARDS.flatMap((boardId) => [
        markingWriter(server, { boardId, name: `mark${lane}/${round}` }),
        stepWriter(server, { boardId, name: `step${lane}/${round}` }),
      ]),
    )
    // From when confirmations flow on, or a slow start would leave nothing to lose.
    await Promise.all(writers.map((each) => each.flowing))
    await new Promise((done) => setTimeout(done, killAfterMs))
    server.signal('SIGKILL')
    await server.stopped
    for (const each of writers) {
      each.stop()
      promised.add(each)
    }
  }
  expect(await promised.brokenBy(await startSyncServer({ dataDir }))).toEqual([])
  return promised.count
}

test(
  `[D1] ${ROUNDS} kills at random moments, on several boards at once, lose no edit that was confirmed`,
  async () => {
    // Most while the first commits share the disk, some once everything runs.
    const moment = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 30, max: 300 }))
    const moments = fc.sample(moment, { numRuns: ROUNDS, seed: 20_261_124 })
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      moments.filter((_moment, index) => index % LANES === lane),
    )
    const counts = await Promise.all(lanes.map((lane, index) => killAgainAndAgain(index, lane)))
    const confirmed = counts.reduce((sum, count) => sum + count, 0)
    // The kills came while every writer's edits were being confirmed, or nothing was shown.
    expect(confirmed).toBeGreaterThanOrEqual(ROUNDS * BOARDS.length * 2)
    process.stdout.write(`${confirmed} confirmed edits, none lost in ${ROUNDS} kills.\n`)
  },
  (5 + ROUNDS / 2) * 60_000,
)

test('[D1] a client that goes on after a kill brings back what was not yet confirmed', async () => {
  const dataDir = freshFolder()
  const first = await startSyncServer({ dataDir })
  const { port } = first
  const client = stockClient(first, { boardId: BOARD, as: 'editor-1' })
  await synced(client)
  for (let edit = 0; edit < 50; edit++) client.doc.getMap('kept').set(`before-${edit}`, edit)
  first.signal('SIGKILL')
  await first.stopped
  client.doc.getMap('kept').set('while away', true)
  const second = await startSyncServer({ dataDir, port })
  await synced(client)
  const raw = await rawClient(second, { boardId: BOARD, as: 'editor-2' })
  raw.send(frames.mark(1))
  await marksOf(raw.socket).until(1)
  await expect.poll(async () => (await keysOnServer(second)).size).toBe(51)
})

test('[D1] the server as people run it loses no confirmed edit either', async () => {
  let server = await startServerProcess({ env: { SAMPLE_BOARD: 'off', LOG_LEVEL: 'error' } })
  const started = await post(server, '/api/start', { name: 'Anna' })
  const cookie = started.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const made = await post(server, '/api/boards', { title: 'Killed' }, cookie)
  const { id: boardId } = z.object({ id: z.string() }).parse(await made.json())
  const promised: string[] = []
  for (let round = 0; round < 3; round++) {
    const raw = await rawClient(server, { boardId, headers: { cookie, origin: server.url } })
    const marks = marksOf(raw.socket)
    const { edit, keys } = editor(`round${round}`, (update) => raw.send(frames.update(update)))
    const timer = setInterval(() => {
      if (keys.length - marks.answered.length < UNDER_WAY) raw.send(frames.mark(edit()))
    }, 1)
    await marks.until(20)
    server.signal('SIGKILL')
    await server.stopped
    clearInterval(timer)
    promised.push(...keys.slice(0, marks.answered.length))
    server = await server.restart()
  }
  const reader = await rawClient(server, { boardId, headers: { cookie, origin: server.url } })
  const doc = new Y.Doc()
  let isWhole = false
  reader.socket.on('message', (data: Buffer) => {
    const frame = said(Uint8Array.from(data))
    if (frame.kind === 'update' || frame.kind === 'step-2') Y.applyUpdate(doc, frame.body)
    isWhole ||= frame.kind === 'step-2'
  })
  reader.send(frames.step1())
  await expect.poll(() => isWhole).toBe(true)
  expect(promised.length).toBeGreaterThanOrEqual(60)
  expect(promised.filter((key) => !doc.getMap('kept').has(key))).toEqual([])
})

async function post(
  { url }: { url: string },
  path: string,
  body: unknown,
  cookie = '',
): Promise<Response> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer
}
