import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { BoardCaptures } from '../../client/capture/board-captures.ts'
import { noteCapture } from '../../client/capture/capture-records.ts'
import { WaysIn } from '../../client/board/ways-in.ts'
import type { BoardUploads } from '../../client/files/board-uploads.ts'
import { signal } from '../../client/sync/signal.ts'
import type { SyncState } from '../../client/sync/sync-state.ts'
import { UndoStack } from '../../client/board/undo/undo-stack.ts'
import { AppError } from '../../shared/app-error.ts'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { editText } from '../../shared/board/long-text.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { captureHistory } from '../../shared/evidence/capture-history.ts'
import type { EvidenceId } from '../../shared/evidence/kinds.ts'
import type { CaptureAnswer, PageReading } from '../../shared/protocol/http.ts'

const URL_OF_STORY = 'https://news.example.org/story'

test('[K15] what a page says fills empty fields and a title made from the address, never anybody’s words', () => {
  const doc = new Y.Doc()
  const [id = newLink(doc)] = waysInto(doc).addLinks([URL_OF_STORY])
  setField(doc, id, 'author', 'Somebody we know')
  noteCapture(
    doc,
    id,
    answerWith({ title: 'A story', author: 'Kim', site: 'The Example', text: 'One.\n\nTwo.' }),
  )
  expect(evidence(doc, id)).toMatchObject({
    title: 'A story',
    author: 'Somebody we know',
    site: 'The Example',
    text: 'One.\n\nTwo.',
  })
  setField(doc, id, 'title', 'Our title')
  editText(doc, id, 'text', { base: 'One.\n\nTwo.', next: 'Our text' })
  noteCapture(doc, id, answerWith({ title: 'Another', text: 'Other', excerpt: 'New' }))
  expect(evidence(doc, id)).toMatchObject({ title: 'Our title', text: 'Our text', excerpt: 'New' })
})

test('[K15] a page that answers with an error fills nothing and is kept as a capture', () => {
  const doc = new Y.Doc()
  const id = newLink(doc)
  noteCapture(doc, id, { ...answerWith({ title: 'Not found' }), status: 404 })
  expect(evidence(doc, id)).not.toHaveProperty('title')
  expect(captureHistory(evidence(doc, id))).toMatchObject([{ capture: { status: 404 } }])
})

test('[K16] capturing again keeps what was captured before, and says by hash whether anything changed', async () => {
  const doc = new Y.Doc()
  const id = newLink(doc)
  const [a, b, c] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)]
  const kept = [
    { payloadSha256: a, textSha256: a },
    { payloadSha256: a, textSha256: a },
    { payloadSha256: b, textSha256: a },
    { payloadSha256: c, textSha256: c },
    { payloadSha256: a },
  ]
  for (const [at, hashes] of kept.entries()) {
    noteCapture(doc, id, { ...answerWith({}), ...hashes, status: 200 + at })
    await new Promise((next) => setTimeout(next, 2))
  }
  const history = captureHistory(evidence(doc, id))
  expect(history.map(({ change }) => change)).toEqual([
    'changed',
    'text-changed',
    'same-text',
    'same',
    'first',
  ])
  expect(history.map(({ capture }) => capture.outcome === 'kept' && capture.status)).toEqual([
    204, 203, 202, 201, 200,
  ])
})

test('[K17] a link that is added, or gets its address, is captured once; other items and other people’s links are not', async () => {
  const board = openBoard()
  const [id = 'evidence:none'] = waysInto(board.doc).addLinks([URL_OF_STORY])
  const late = addEvidence(board.doc, { kind: 'link', by: 'Mara' })
  setField(board.doc, late, 'url', 'https://news.example.org/late')
  addEvidence(board.doc, { kind: 'quote', by: 'Mara', fields: { sourceUrl: URL_OF_STORY } })
  addEvidence(board.doc, { kind: 'link', by: 'Mara', fields: { url: 'javascript:alert(1)' } })
  const other = new Y.Doc()
  newLink(other)
  Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(other))
  await expect.poll(() => board.asked).toEqual([URL_OF_STORY, 'https://news.example.org/late'])
  await expect.poll(() => board.captures.stateOf(id)).toBeNull()
  setField(board.doc, id, 'description', 'Something else')
  expect(board.asked.length).toBe(2)
  expect(evidence(board.doc, id)['title']).toBe('A story')
})

test('[K17] undo of a pasted link takes it away with what was captured, and undo of an edit leaves the capture', async () => {
  const board = openBoard()
  const undo = new UndoStack(board.doc)
  const [id = 'evidence:none'] = waysInto(board.doc).addLinks([URL_OF_STORY])
  await expect.poll(() => captureHistory(evidence(board.doc, id)).length).toBe(1)
  undo.undo()
  expect(readBoard(board.doc).evidence.filter((each) => each.kind === 'link')).toEqual([])
  undo.redo()
  expect(evidence(board.doc, id)['url']).toBe(URL_OF_STORY)
  undo.close()
})

test('[K18] what is added offline waits and is captured once the line is back', async () => {
  const board = openBoard({ kind: 'offline', changes: 1, isKept: true })
  const [id = 'evidence:none'] = waysInto(board.doc).addLinks([URL_OF_STORY])
  expect(board.captures.stateOf(id)).toEqual({ kind: 'waiting', isOffline: true })
  expect(board.asked).toEqual([])
  board.sync.set({ kind: 'saved' })
  await expect.poll(() => captureHistory(evidence(board.doc, id)).length).toBe(1)
})

test('[K18] a link whose page was closed before it was captured is captured when its maker is back', async () => {
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const doc = new Y.Doc()
  const cases = [
    { by: 'Mara', createdAt: at(10), url: 'https://news.example.org/mine' },
    { by: 'Vera', createdAt: at(10), url: 'https://news.example.org/hers' },
    { by: 'Mara', createdAt: at(0), url: 'https://news.example.org/other-window' },
    { by: 'Mara', createdAt: at(3_000), url: 'https://news.example.org/old' },
  ]
  for (const { by, createdAt, url } of cases) {
    const id = addEvidence(doc, { kind: 'link', by, fields: { url } })
    setField(doc, id, 'createdAt', createdAt)
  }
  const board = openBoard({ kind: 'opening' }, { doc })
  board.sync.set({ kind: 'saved' })
  await expect.poll(() => board.asked).toEqual(['https://news.example.org/mine'])
})

test('[K19] a failure leaves the link as it was, with the reason, and can be tried again', async () => {
  const board = openBoard(
    { kind: 'saved' },
    {
      answers: [
        new AppError('capture/failed', 'Its server refused the connection.'),
        answerWith({ title: 'A story' }),
      ],
    },
  )
  const [id = 'evidence:none'] = waysInto(board.doc).addLinks([URL_OF_STORY])
  await expect
    .poll(() => captureHistory(evidence(board.doc, id)))
    .toMatchObject([
      { change: 'failed', capture: { reason: 'Its server refused the connection.', by: 'Mara' } },
    ])
  expect(evidence(board.doc, id)['title']).toBe('news.example.org/story')
  board.captures.capture(id)
  await expect
    .poll(() => captureHistory(evidence(board.doc, id)).map(({ change }) => change))
    .toEqual(['first', 'failed'])
})

test('[K19] a server that is away or busy is asked again later; a refusal of another kind is told and writes nothing', async () => {
  const board = openBoard(
    { kind: 'saved' },
    {
      answers: [
        new AppError('server/stopping', 'The server is stopping.'),
        new AppError('capture/busy', 'Too many pages are being fetched.'),
        new AppError('board/archived', 'This board is archived.'),
      ],
    },
  )
  const [id = 'evidence:none'] = waysInto(board.doc).addLinks([URL_OF_STORY])
  await expect
    .poll(() => board.captures.stateOf(id))
    .toEqual({
      kind: 'refused',
      message: 'This board is archived.',
    })
  expect(board.asked.length).toBe(3)
  expect(captureHistory(evidence(board.doc, id))).toEqual([])
})

test('[K17] whoever may only view captures nothing', () => {
  const board = openBoard({ kind: 'saved' }, { canEdit: false })
  const id = newLink(board.doc)
  board.captures.capture(id)
  expect(board.asked).toEqual([])
})

function openBoard(
  state: SyncState = { kind: 'saved' },
  {
    doc = new Y.Doc(),
    answers = [],
    canEdit = true,
  }: { doc?: Y.Doc; answers?: (CaptureAnswer | Error)[]; canEdit?: boolean } = {},
) {
  const sync = signal<SyncState>(state)
  const asked: string[] = []
  const captures = new BoardCaptures({
    doc,
    sync,
    me: { name: 'Mara' },
    canEdit: () => canEdit,
    againMs: 5,
    capture: async (url) => {
      asked.push(url)
      const answer = answers.shift() ?? answerWith({ title: 'A story' })
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { doc, sync, asked, captures }
}

function waysInto(doc: Y.Doc): WaysIn {
  return new WaysIn({
    doc,
    me: { name: 'Mara' },
    canEdit: () => true,
    uploads: {} as BoardUploads,
    notify: () => {},
  })
}

function newLink(doc: Y.Doc): EvidenceId {
  return addEvidence(doc, { kind: 'link', by: 'Vera', fields: { url: URL_OF_STORY } })
}

function evidence(doc: Y.Doc, id: EvidenceId) {
  const found = readBoard(doc).evidence.find((each) => each.id === id)
  if (!found) throw new Error('The link is not on the board')
  return found
}

function answerWith(page: PageReading): CaptureAnswer {
  return {
    outcome: 'kept',
    url: URL_OF_STORY,
    finalUrl: URL_OF_STORY,
    capturedAt: '2026-01-02T03:04:05.678Z',
    by: 'Mara',
    status: 200,
    ip: '203.0.113.5',
    redirects: [],
    contentType: 'text/html',
    sha256: 'd'.repeat(64),
    size: 1234,
    payloadSha256: 'e'.repeat(64),
    notes: [],
    page,
  }
}
