import sharp from 'sharp'
import { expect } from 'vitest'
import { toRichText } from '@tldraw/tlschema'
import { addEvidence } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { addBriefing, addScene, setScene } from '../../shared/briefing/actions.ts'
import type { KindName } from '../../shared/evidence/kinds.ts'
import type { ApiServer, Visitor } from './api-server.ts'
import { presenter } from './audience.ts'
import { bindingOf, shapeOf } from './canvas-records.ts'

/** What must never reach an audience begins like this, wherever it stands. */
export const SECRET = 'PLANTED'

/** A board on which everything that an audience must not be sent is planted, and a briefing of two scenes on it. */
export async function boardFullOfSecrets(server: ApiServer) {
  const mara = server.visitor()
  await mara.post('/api/start', { name: `${SECRET} Mara` })
  const { body: board } = await mara.post('/api/boards', { title: `${SECRET} board` })
  const boardId: string = board.id
  const photo = await upload(server, { visitor: mara, boardId, name: `${SECRET}-name.jpg` })
  const hiddenPhoto = await upload(server, { visitor: mara, boardId, name: `${SECRET}-hidden.jpg` })
  const show = await presenter(server.url, boardId, mara)
  const { doc } = show
  const item = (kind: KindName, name: string, fields: Record<string, unknown>) =>
    addEvidence(doc, { kind, by: `${SECRET} maker`, id: `evidence:${name}`, fields })
  const records = recordsOf(doc)
  const put = (record: Parameters<typeof insertRecord>[1]) =>
    doc.transact(() => insertRecord(records, record))
  const card = (name: string, at: { x: number; y: number }, more = {}) =>
    put(
      shapeOf('card', {
        id: `shape:${name}`,
        ...at,
        ...more,
        meta: { note: `${SECRET} meta` },
        props: { w: 300, h: 240, evidenceId: `evidence:${name}`, mediaTimeS: 0 },
      }),
    )
  const text = (name: string, words: string, at: { x: number; y: number }, more = {}) =>
    put(
      shapeOf('geo', {
        id: `shape:${name}`,
        ...at,
        ...more,
        props: {
          ...(shapeOf('geo')['props'] as object),
          url: `https://example.org/${SECRET}`,
          richText: toRichText(words),
        },
      }),
    )

  item('photo', 'photo', {
    title: 'The canteen',
    description: `${SECRET} notes`,
    receivedFrom: `${SECRET} courier`,
    postedBy: `@${SECRET}`,
    sourceUrl: `https://t.me/${SECRET}`,
    source: `${SECRET} source`,
    motivation: `${SECRET} motive`,
    file: photo.file,
    facts: { ...photo.facts, camera: `${SECRET} camera`, lat: 43.851201, lon: 131.983402 },
    place: place('Sergeyevka', `${SECRET} method`),
    claimedPlace: place('', `${SECRET} method`),
    verification: { status: 'verified', reason: `${SECRET} reason`, by: `${SECRET} by`, at: '' },
    regions: {
      a: {
        number: 1,
        outline: [
          { x: 0, y: 0 },
          { x: 1, y: 0 },
          { x: 1, y: 1 },
        ],
        label: 'Counter',
        note: `${SECRET} region`,
        by: `${SECRET} by`,
        at: '',
      },
    },
    requests: {
      a: {
        askedOf: `${SECRET} asked`,
        what: `${SECRET} what`,
        by: `${SECRET} by`,
        at: '',
        outcome: 'declined',
        answer: `${SECRET} answer`,
        answeredAt: '',
      },
    },
    checks: {
      date: {
        pillar: 'date',
        name: '',
        outcome: 'could-not-confirm',
        finding: `${SECRET} finding`,
        evidence: ['evidence:hidden'],
        by: `${SECRET} by`,
        at: '',
      },
    },
  })
  item('quote', 'quote', {
    words: 'They came at night.',
    speaker: `${SECRET} witness`,
    role: `${SECRET} nurse`,
    chain: [`${SECRET} cousin`],
    translator: `${SECRET} translator`,
    withheld: 'place-and-people',
    place: place(`${SECRET} village`, ''),
    verification: { status: 'disputed', reason: 'Two differ.', by: `${SECRET} judge`, at: '' },
  })
  item('link', 'link', {
    title: 'A post',
    url: `https://example.org/${SECRET}/post`,
    author: `${SECRET} author`,
    sensitivity: 'personal-information',
    text: `${SECRET} text`,
  })
  item('claim', 'claim', {
    statement: 'Three thousand were there.',
    claimants: {
      a: {
        name: 'Kirby',
        role: 'spokesman',
        act: 'asserts',
        date: '',
        through: ['Reuters'],
        basis: `${SECRET} basis`,
        origin: `${SECRET} origin`,
      },
    },
  })
  item('photo', 'hidden', { title: `${SECRET} hidden`, file: hiddenPhoto.file, facts: {} })
  item('photo', 'outside', { title: `${SECRET} outside` })
  item('photo', 'kept', { title: `${SECRET} kept back`, withheld: 'all' })
  item('photo', 'later', { title: 'Comes with the step' })
  item('photo', 'cardless', { title: `${SECRET} without a card` })
  item('match', 'match', {
    title: 'Match',
    pictureA: 'evidence:photo',
    pictureB: 'evidence:hidden',
  })
  card('photo', { x: 20, y: 20 })
  card('quote', { x: 360, y: 20 })
  card('link', { x: 20, y: 300 })
  card('claim', { x: 360, y: 300 })
  card('match', { x: 700, y: 300 })
  card('hidden', { x: 700, y: 20 })
  card('later', { x: 1000, y: 20 })
  card('kept', { x: 1000, y: 300 })
  card('outside', { x: 3000, y: 20 })
  text('label', 'In the frame', { x: 20, y: 600 })
  text('far', `${SECRET} far away`, { x: 20, y: 2000 })
  text('clear', `${SECRET} see-through`, { x: 20, y: 600 }, { opacity: 0 })
  put(
    shapeOf('frame', {
      id: 'shape:cutting',
      x: 20,
      y: 700,
      props: { w: 200, h: 40, name: 'Cuts off', color: 'black' },
    }),
  )
  text('cut-off', `${SECRET} cut off`, { x: 400, y: 10 }, { parentId: 'shape:cutting' })
  const string = (from: string, to: string, words: string) => {
    const id = `shape:${from}-${to}`
    put(
      shapeOf('arrow', {
        id,
        x: 100,
        y: 100,
        meta: { relation: 'supports', why: `${SECRET} why` },
        props: { ...(shapeOf('arrow')['props'] as object), text: words },
      }),
    )
    put(bindingOf(`${from}-${to}-start`, { from: id, to: `shape:${from}` }))
    put(bindingOf(`${from}-${to}-end`, { from: id, to: `shape:${to}`, terminal: 'end' }))
  }
  string('photo', 'claim', 'shows')
  string('photo', 'hidden', `${SECRET} string`)
  string('photo', 'outside', `${SECRET} string out`)
  string('photo', 'kept', `${SECRET} string kept`)
  put({ id: 'page:second', typeName: 'page', name: `${SECRET} page`, index: 'a9', meta: {} })
  text('elsewhere', `${SECRET} other page`, { x: 20, y: 20 }, { parentId: 'page:second' })
  text('deleted', `${SECRET} deleted`, { x: 20, y: 500 })
  await show.settled()
  doc.transact(() => records.delete('shape:deleted'))

  const briefing = addBriefing(doc, { title: `${SECRET} briefing`, by: `${SECRET} maker` })
  const frame = { x: 0, y: 0, w: 1400, h: 780 }
  const first = addScene(doc, {
    briefing,
    by: `${SECRET} maker`,
    title: 'The canteen and what was said',
    description: 'What you may read.',
    notes: `${SECRET} speaker notes`,
    page: 'page:page',
    frame,
    hides: ['shape:hidden'],
    emphasises: ['shape:photo', 'shape:hidden'],
    steps: [['shape:later']],
    media: { 'evidence:hidden': 3 },
  })
  const second = addScene(doc, {
    briefing,
    by: `${SECRET} maker`,
    title: 'Open questions',
    page: 'page:page',
    frame: { x: 330, y: 280, w: 340, h: 280 },
  })
  const unshown = addScene(doc, {
    briefing,
    by: '',
    title: `${SECRET} skipped scene`,
    page: 'page:page',
    frame,
  })
  setScene(doc, unshown, 'isHidden', true)
  await show.settled()
  const { body: board1 } = await mara.get(`/api/boards/${boardId}/records`)
  expect(board1.setAside).toEqual([])
  return {
    mara,
    boardId,
    show,
    doc,
    briefing,
    first,
    second,
    unshown,
    photo,
    hiddenPhoto,
    text,
    item,
    card,
  }
}

const place = (name: string, method: string) => ({
  name,
  lat: 43.851201,
  lon: 131.983402,
  precision: 'exact',
  method,
  by: `${SECRET} by`,
})

async function upload(
  server: ApiServer,
  { visitor, boardId, name }: { visitor: Visitor; boardId: string; name: string },
) {
  const bytes = await sharp({
    create: { width: 40, height: 30, channels: 3, background: name.length % 2 ? '#a33' : '#3a3' },
  })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: `${SECRET} exif`, Artist: `${SECRET} artist` } })
    .toBuffer()
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(`${server.url}/api/boards/${boardId}/files`, {
    method: 'POST',
    headers: { cookie: visitor.cookie },
    body: form,
  })
  expect(answer.status).toBe(201)
  const { sha256, size, type, facts } = await answer.json()
  expect(bytes.toString('latin1')).toContain(SECRET)
  return { file: { sha256, size, type, name }, facts, sha256: sha256 as string }
}
