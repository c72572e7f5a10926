import { createHash, randomBytes } from 'node:crypto'
import sharp from 'sharp'
import * as Y from 'yjs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { BoardUploads } from '../../client/files/board-uploads.ts'
import type { TusOptions } from '../../client/files/tus-sending.ts'
import { WaysIn } from '../../client/board/ways-in.ts'
import { readRecord, type PlainRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import { openSlowLine, type SlowLine } from '../support/slow-line.ts'
import { fileReader, RememberedUploads } from '../support/tus-in-node.ts'
import { startFilesServer, until, type FilesServer } from './files-harness.ts'

/** The page's own uploads against the real routes, over a network that can be cut. */
let server: FilesServer
let line: SlowLine
let page: Page
beforeEach(async () => {
  server = await startFilesServer({ maxFileBytes: 7_000_000 })
  line = await openSlowLine(server.url)
  page = openPage()
})
afterEach(async () => {
  page.close()
  await line.close()
  await server.close()
})

type Page = {
  doc: Y.Doc
  waysIn: WaysIn
  uploads: BoardUploads
  said: string[]
  record(id: EvidenceId | undefined): PlainRecord | undefined
  cards(): PlainRecord[]
  close(): void
}

type PageOptions = {
  /** Yjs client ids of other pages that have the board open. */
  others?: Set<number>
  doc?: Y.Doc
  storage?: RememberedUploads
  inHand?: Map<EvidenceId, File>
  watchLine?: (tell: (isThere: boolean) => void) => () => void
}

function openPage({
  doc = new Y.Doc(),
  storage = new RememberedUploads(),
  inHand = new Map<EvidenceId, File>(),
  watchLine,
  others = new Set(),
}: PageOptions = {}): Page {
  const said: string[] = []
  const notify = (sentence: string) => void said.push(sentence)
  const tus: TusOptions = { headers: { 'x-person': 'editor' }, urlStorage: storage, fileReader }
  const me = { name: 'Mara' }
  const uploads = new BoardUploads({
    inHand,
    ...(watchLine && { watchLine }),
    boardId: 'b1',
    doc,
    me,
    pages: { has: (client) => others.has(client), watch: () => () => {} },
    notify,
    askForFile: async () => null,
    origin: line.url,
    delaysMs: [20, 50, 100],
    tus,
  })
  return {
    doc,
    uploads,
    said,
    waysIn: new WaysIn({ doc, me, canEdit: () => true, uploads, notify }),
    record: (id) => {
      const map = id && recordsOf(doc).get(id)
      return map && readRecord(id, map)
    },
    cards: () =>
      [...recordsOf(doc)]
        .map(([id, map]) => readRecord(id, map))
        .filter((record) => record['type'] === 'card'),
    close: () => uploads.close(),
  }
}

const bytes = randomBytes(6_000_000)
const sha256 = createHash('sha256').update(bytes).digest('hex')
const clip = (name = 'clip.mp4', content: Uint8Array = bytes) =>
  new File([content as BlobPart], name, { type: 'video/mp4', lastModified: 1_700_000_000_000 })

test('[F20] a file is a card at once, and its original when it has arrived', async () => {
  const [id] = page.waysIn.addFiles([clip()], { x: 500, y: 400 })
  expect(page.record(id)).toMatchObject({
    kind: 'video',
    title: 'clip.mp4',
    upload: { state: 'sending', by: 'Mara', size: bytes.length },
  })
  expect(page.cards()).toMatchObject([{ props: { evidenceId: id } }])
  await until(() => page.record(id)?.['file']).toMatchObject({
    sha256,
    size: bytes.length,
    name: 'clip.mp4',
  })
  expect(page.record(id)).not.toHaveProperty('upload')
  expect(page.uploads.progressOf(id as EvidenceId)).toBeNull()
})

test('[F20] what the bytes are corrects the guess by their name', async () => {
  const [id] = page.waysIn.addFiles([
    clip('clip.mp4', new TextEncoder().encode('{"not": "a video"}')),
  ])
  await until(() => page.record(id)?.['kind']).toBe('document')
  expect(page.record(id)?.['file']).toMatchObject({ type: 'application/json' })
})

test('[F15] a connection cut again and again in the middle goes on where it stood and ends in the same bytes', async () => {
  const [id] = page.waysIn.addFiles([clip()])
  for (let cut = 1; cut <= 3; cut++) {
    await until(() => line.carried()).toBeGreaterThan(cut * 1_300_000)
    line.cut()
  }
  await until(() => page.record(id)?.['file']).toMatchObject({ sha256 })
  const began = server.partsBeganAt()
  expect(began).toEqual(began.toSorted((a, b) => a - b))
  expect(began.at(-1)).toBeGreaterThan(0)
})

test('[F15] a browser that loses its connection says so at once and goes on when it is back', async () => {
  const told: ((isThere: boolean) => void)[] = []
  page.close()
  page = openPage({
    watchLine: (tell) => {
      told.push(tell)
      return () => {}
    },
  })
  const [id] = page.waysIn.addFiles([clip()])
  const states = new Set<string | undefined>()
  const stop = page.uploads.subscribe(() =>
    states.add(page.uploads.progressOf(id as EvidenceId)?.state),
  )
  await until(() => line.carried()).toBeGreaterThan(1_000_000)
  for (const tell of told) tell(false)
  await until(() => states.has('offline')).toBe(true)
  for (const tell of told) tell(true)
  await until(() => page.record(id)?.['file']).toMatchObject({ sha256 })
  expect(server.partsBeganAt().at(-1)).toBeGreaterThan(0)
  stop()
})

test('[F16] cancelling takes the item and its card away, and the server drops what it had', async () => {
  const [id, other] = page.waysIn.addFiles([clip('a.mp4'), clip('b.mp4', randomBytes(100))])
  await until(() => page.uploads.progressOf(id as EvidenceId)?.sent, {
    interval: 2,
  }).toBeGreaterThan(0)
  page.uploads.progressOf(id as EvidenceId)?.cancel()
  expect(page.record(id)).toBeUndefined()
  await until(() => page.record(other)?.['file']).toBeDefined()
  expect(page.cards()).toMatchObject([{ props: { evidenceId: other } }])
  expect(page.uploads.progressOf(id as EvidenceId)).toBeNull()
})

test('[F20] another page of the same person leaves an upload alone while the page that sends it is there', async () => {
  const [id] = page.waysIn.addFiles([clip()])
  await until(() => line.carried()).toBeGreaterThan(500_000)
  const others = new Set([page.doc.clientID])
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(page.doc))
  const second = openPage({ doc, others })
  expect(second.uploads.progressOf(id as EvidenceId)).toBeNull()
  expect(second.waysIn.addFiles([clip()])).not.toEqual([id])
  others.clear()
  expect(second.uploads.progressOf(id as EvidenceId)).toMatchObject({ state: 'interrupted' })
  second.close()
})

test('[F20] a refused file says why on its card, and can be tried again', async () => {
  const [id] = page.waysIn.addFiles([clip('huge.mp4', randomBytes(7_100_000))])
  await until(() => page.record(id)?.['upload']).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('larger'),
  })
  expect(page.said.join()).toContain('huge.mp4')
  const progress = page.uploads.progressOf(id as EvidenceId)
  expect(progress).toMatchObject({ state: 'failed' })
  progress?.retry()
  expect(page.record(id)?.['upload']).toMatchObject({ state: 'sending' })
  await until(() => page.record(id)?.['upload']).toMatchObject({ state: 'failed' })
})

test('[F20] a board that is archived meanwhile is an end, not a pause', async () => {
  const [id] = page.waysIn.addFiles([clip()])
  await until(() => line.carried()).toBeGreaterThan(1_000_000)
  server.archiveBoards()
  line.cut()
  await until(() => page.record(id)?.['upload']).toMatchObject({
    state: 'failed',
    message: expect.stringContaining('archived'),
  })
})

test('[F20] the same file dropped twice is two items of one original, sent once', async () => {
  const [first, second] = page.waysIn.addFiles([clip(), clip()])
  await until(() => page.record(second)?.['file']).toMatchObject({ sha256 })
  expect(page.record(first)?.['file']).toMatchObject({ sha256 })
  const rows = await server.database.kysely.selectFrom('board_file').selectAll().execute()
  expect(rows).toHaveLength(1)
})

test('[F20] a page closed in the middle leaves an item that the same file completes from where it stood', async () => {
  const storage = new RememberedUploads()
  page.close()
  page = openPage({ storage })
  const [id] = page.waysIn.addFiles([clip()])
  await until(() => line.carried()).toBeGreaterThan(1_000_000)
  page.close()

  page = openPage({ doc: page.doc, storage })
  expect(page.uploads.progressOf(id as EvidenceId)).toMatchObject({ state: 'interrupted' })
  const [resumed, ...others] = page.waysIn.addFiles([clip()])
  expect([resumed, others]).toEqual([id, []])
  await until(() => page.record(id)?.['file']).toMatchObject({ sha256 })
  expect(server.partsBeganAt().at(-1)).toBeGreaterThan(0)
  expect(page.cards()).toHaveLength(1)
})

test('[F20] a board that is left and opened again in the same tab goes on by itself', async () => {
  const inHand = new Map<EvidenceId, File>()
  const storage = new RememberedUploads()
  page.close()
  page = openPage({ storage, inHand })
  const [id] = page.waysIn.addFiles([clip()])
  await until(() => line.carried()).toBeGreaterThan(1_000_000)
  page.close()

  page = openPage({ doc: page.doc, storage, inHand })
  page.uploads.resumeInHand()
  await until(() => page.record(id)?.['file']).toMatchObject({ sha256 })
  expect(server.partsBeganAt().at(-1)).toBeGreaterThan(0)
  expect(inHand.size).toBe(0)
})

test('[F14] a preview that was made after the page was left is found when the board is opened again', async () => {
  const picture = await sharp({
    create: { width: 60, height: 40, channels: 3, background: '#b52d26' },
  })
    .tiff()
    .toBuffer()
  const [id] = page.waysIn.addFiles([clip('scene.tif', picture)])
  await until(() => page.record(id)?.['facts']).toMatchObject({ previewSha256: expect.any(String) })
  const facts = page.record(id)?.['facts']
  if (id) recordsOf(page.doc).get(id)?.set('facts', { width: 60, height: 40 })
  page.uploads.mendLateFacts()
  await until(() => page.record(id)?.['facts']).toEqual(facts)
})

test('[F20] an item that somebody took off the board meanwhile stays off', async () => {
  const [id] = page.waysIn.addFiles([clip()])
  if (id) recordsOf(page.doc).delete(id)
  await until(() => page.uploads.isBusy).toBe(false)
  expect(page.record(id)).toBeUndefined()
})
