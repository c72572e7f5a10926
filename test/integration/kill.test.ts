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

const ROUNDS = 200
const BOARD = 'killed'

/** Edits under keys of their own, several under way at a time, and the keys that were confirmed. */
type Writer = { confirmed: string[]; flowing: Promise<void>; stop(): void }

/** Asks after each edit with our own mark. */
async function markingWriter(server: SyncServer, name: string): Promise<Writer> {
  const client = await rawClient(server, { boardId: BOARD, as: `editor-${name}` })
  const confirmed: string[] = []
  const { edit, keys } = editor(name, (update) => client.send(frames.update(update)))
  client.socket.on('message', (data: Buffer) => {
    const frame = said(Uint8Array.from(data))
    if (frame.kind !== 'mark') return
    confirmed.push(...keys.slice(confirmed.length, frame.count))
  })
  const next = () => client.send(frames.mark(edit()))
  return writer(client, { confirmed, next })
}

/** Asks after each edit as a stock client can: with a sync step 1, whose answer waits for the disk. */
async function stepWriter(server: SyncServer, name: string): Promise<Writer> {
  const client = await rawClient(server, { boardId: BOARD, as: `editor-${name}` })
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
  return writer(client, { confirmed, next })
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

function writer(
  { socket }: RawClient,
  { confirmed, next }: { confirmed: string[]; next: () => void },
): Writer {
  const timer = setInterval(next, 1)
  const flowing = new Promise<void>((done) => {
    const check = () => {
      if (confirmed.length === 0) return
      socket.off('message', check)
      done()
    }
    socket.on('message', check)
  })
  return { confirmed, flowing, stop: () => clearInterval(timer) }
}

async function keysOnServer(server: SyncServer): Promise<Set<string>> {
  const reader = stockClient(server, { boardId: BOARD, as: 'viewer-reader' })
  await synced(reader)
  reader.provider.destroy()
  return new Set(reader.doc.getMap('kept').keys())
}

/** Kills one server after another over the same data. @returns the edits confirmed on the way, all of them kept */
async function killAgainAndAgain(lane: number, momentsMs: number[]): Promise<number> {
  const dataDir = freshFolder()
  const promised: string[] = []
  for (const [round, killAfterMs] of momentsMs.entries()) {
    const server = await startSyncServer({ dataDir })
    const kept = await keysOnServer(server)
    expect(promised.filter((key) => !kept.has(key))).toEqual([])
    const writers = await Promise.all([
      markingWriter(server, `mark${lane}/${round}`),
      stepWriter(server, `step${lane}/${round}`),
    ])
    // From when confirmations flow on, or a slow start would leave nothing to lose.
    await Promise.all(writers.map((each) => each.flowing))
    await new Promise((done) => setTimeout(done, killAfterMs))
    server.signal('SIGKILL')
    await server.stopped
    for (const each of writers) {
      each.stop()
      promised.push(...each.confirmed)
    }
  }
  const kept = await keysOnServer(await startSyncServer({ dataDir }))
  expect(promised.filter((key) => !kept.has(key))).toEqual([])
  return promised.length
}

test(
  `[D1] ${ROUNDS} kills at random moments lose no edit that was confirmed`,
  async () => {
    const moments = fc.sample(fc.integer({ min: 0, max: 30 }), {
      numRuns: ROUNDS,
      seed: 20_261_124,
    })
    const lanes = [0, 1, 2].map((lane) => moments.filter((_, index) => index % 3 === lane))
    const counts = await Promise.all(lanes.map((lane, index) => killAgainAndAgain(index, lane)))
    const confirmed = counts.reduce((sum, count) => sum + count, 0)
    // The kills came while edits were being confirmed, or nothing was shown.
    expect(confirmed).toBeGreaterThan(ROUNDS)
    process.stdout.write(`${confirmed} confirmed edits, none lost in ${ROUNDS} kills.\n`)
  },
  15 * 60_000,
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
  for (let round = 0; round < 4; round++) {
    const raw = await rawClient(server, { boardId, headers: { cookie, origin: server.url } })
    const marks = marksOf(raw.socket)
    const { edit, keys } = editor(`round${round}`, (update) => raw.send(frames.update(update)))
    const timer = setInterval(() => raw.send(frames.mark(edit())), 1)
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
  expect(promised.length).toBeGreaterThanOrEqual(80)
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
