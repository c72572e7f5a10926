import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { toRichText } from '@tldraw/tlschema'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { addBriefing, addScene, setScene } from '../../shared/briefing/actions.ts'
import type { KindName } from '../../shared/evidence/kinds.ts'
import type { AudienceRecord } from '../../shared/audience/audience-messages.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { enterAudience, linkTo, presenter, watch } from '../support/audience.ts'
import { bindingOf, shapeOf } from '../support/canvas-records.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

/** What must never reach an audience begins like this, wherever it stands. */
const SECRET = 'PLANTED'

async function boardFullOfSecrets() {
  const mara = server.visitor()
  await mara.post('/api/start', { name: `${SECRET} Mara` })
  const { body: board } = await mara.post('/api/boards', { title: `${SECRET} board` })
  const boardId: string = board.id
  const photo = await upload(mara, boardId, `${SECRET}-name.jpg`)
  const hiddenPhoto = await upload(mara, boardId, `${SECRET}-hidden.jpg`)
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

async function upload(visitor: Visitor, boardId: string, name: string) {
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

const enter = (token: string, body = {}) => enterAudience(server, token, body)

test('[W1] an audience is sent what the scene shows, and nothing else that lies on the board, by any way', async () => {
  const all = await boardFullOfSecrets()
  const { mara, boardId, show, doc, briefing, first, second, unshown, photo, hiddenPhoto } = all
  const { token } = await linkTo(all)
  const stranger = await enter(token)
  const seen = await watch(server.url, token, stranger)
  const ids = () => [...seen.records.keys()].toSorted()
  expect(seen.scene()).toBe(null)
  expect(ids()).toEqual([])

  show.present({ briefing, scene: first })
  await expect.poll(() => seen.scene()?.title).toBe('The canteen and what was said')
  expect(ids().filter((id) => /^(shape|evidence)/.test(id))).toEqual([
    'evidence:claim',
    'evidence:link',
    'evidence:match',
    'evidence:photo',
    'evidence:quote',
    'shape:claim',
    'shape:cutting',
    'shape:label',
    'shape:link',
    'shape:match',
    'shape:photo',
    'shape:photo-claim',
    'shape:quote',
  ])
  expect(seen.scene()).toMatchObject({ description: 'What you may read.', notes: '', hides: {} })
  expect(seen.records.get('evidence:quote')).toMatchObject({
    words: 'They came at night.',
    speaker: 'Name withheld',
    place: { name: 'Place withheld', lat: null, lon: null },
  })
  expect(seen.records.get('evidence:photo')).toMatchObject({
    place: { name: 'Sergeyevka', lat: null },
    checks: { date: { outcome: 'could-not-confirm', finding: '' } },
  })

  // Files: a picture of what is shown, drawn anew; nothing of what is not.
  const file = async (name: string, visitor = stranger) =>
    fetch(`${server.url}/api/watch/${token}/files/${name}`, {
      headers: { cookie: visitor.cookie },
    })
  const name = pictureNameOf(seen.records.get('evidence:photo'))
  const shown = await file(name)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp'])
  const bytes = Buffer.from(await shown.arrayBuffer())
  expect(bytes.toString('latin1')).not.toContain(SECRET)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  const taken = [
    await (await file(hiddenPhoto.sha256)).text(),
    await (await file('f'.repeat(64))).text(),
    await (await file(name, server.visitor())).text(),
    ...(await everyOtherAddress(stranger, { boardId, token, sha256: photo.sha256 })),
  ]

  // A step, edits while it is shown, another scene, a moment of the past, black, a skipped scene, the end.
  show.present({ briefing, scene: first, step: 1 })
  await expect.poll(() => seen.records.has('evidence:later')).toBe(true)
  setField(doc, 'evidence:claim', 'modality', 'possible')
  setField(doc, 'evidence:claim', 'description', `${SECRET} typed while shown`)
  all.text('typed', `${SECRET} typed out of the frame`, { x: 5000, y: 0 })
  await expect
    .poll(() => seen.records.get('evidence:claim'))
    .toMatchObject({ modality: 'possible' })
  setField(doc, 'evidence:claim', 'withheld', 'all')
  await expect.poll(() => seen.records.has('evidence:claim')).toBe(false)
  expect(ids()).not.toContain('shape:photo-claim')
  const { body: history } = await mara.get(`/api/boards/${boardId}/history`)
  show.present({ briefing, scene: first, moment: history.seq })
  await expect.poll(() => seen.records.has('evidence:later')).toBe(false)
  expect(ids()).not.toContain('evidence:claim')
  setField(doc, 'evidence:claim', 'withheld', undefined)
  show.present({ briefing, scene: second })
  await expect.poll(() => seen.scene()?.title).toBe('Open questions')
  expect(ids().filter((id) => /^(shape|evidence)/.test(id))).toEqual([
    'evidence:claim',
    'shape:claim',
  ])
  // Of an earlier scene nothing can be had any more; of a later one nothing yet; by its hash nothing ever.
  for (const gone of [name, photo.sha256, hiddenPhoto.sha256])
    expect((await file(gone)).status).toBe(404)
  show.present({ briefing, scene: second, isBlack: true })
  await expect.poll(() => seen.isBlack()).toBe(true)
  expect(ids()).toEqual([])
  show.present({ briefing, scene: first })
  await expect.poll(() => seen.records.size).toBeGreaterThan(5)
  show.present({ briefing, scene: unshown })
  await expect.poll(() => seen.scene()).toBe(null)
  show.end()
  const everything = [...seen.received, ...taken].join('\n')
  expect(everything).toContain('They came at night.')
  expect(everything).not.toContain(SECRET)
  expect(everything).not.toContain('43.85')
  expect(everything).not.toContain('131.98')
  expect(everything).not.toContain(boardId)
  for (const { sha256 } of [photo, hiddenPhoto]) expect(everything).not.toContain(sha256)
})

const pictureNameOf = (record: AudienceRecord | undefined): string =>
  z.object({ facts: z.object({ previewSha256: z.string() }) }).parse(record).facts.previewSha256

/** Every address of the API, with nothing but what an audience has. */
async function everyOtherAddress(
  stranger: Visitor,
  { boardId, token, sha256 }: { boardId: string; token: string; sha256: string },
): Promise<string[]> {
  const { body: described } = await stranger.get('/api/openapi.json')
  const answers: string[] = []
  for (const [path, methods] of Object.entries(described.paths as Record<string, object>)) {
    if (!('get' in methods) || path === '/api/openapi.json') continue
    const address = path
      .replace('{token}', token)
      .replace('{sha256}', path.includes('/watch/') ? 'e'.repeat(64) : sha256)
      .replace('{id}', boardId)
      .replace(/\{\w+\}/g, '1')
    const answer = await stranger.get(address)
    if (/^\/api\/(boards|people|keys)/.test(path))
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 401])])
    if (path !== '/api/session') answers.push(JSON.stringify(answer.body))
  }
  expect(answers.length).toBeGreaterThan(8)
  return answers
}

test('[W2] a link lets nobody in without its password and name, holds until it is taken back, and every use is kept', async () => {
  const all = await boardFullOfSecrets()
  const { mara, boardId, show, briefing, first } = all
  show.present({ briefing, scene: first })
  const { token, id } = await linkTo(all, { password: 'open sesame', asksName: true })
  const stranger = server.visitor()
  expect((await stranger.get(`/api/watch/${token}`)).body).toEqual({
    isIn: false,
    asksPassword: true,
    asksName: true,
    tldrawLicenseKey: null,
  })
  const unasked = await watch(server.url, token, stranger)
  expect(await unasked.closed).toBe(4401)
  expect(unasked.received).toEqual([])
  for (const body of [{}, { name: 'Ivo' }, { name: 'Ivo', password: 'wrong' }])
    expect((await stranger.post(`/api/watch/${token}`, body)).body.error.code).toBe(
      'people/wrong-password',
    )
  expect((await stranger.post(`/api/watch/${token}`, { password: 'open sesame' })).status).toBe(400)
  const ivo = await enter(token, { name: 'Ivo', password: 'open sesame' })
  const seen = await watch(server.url, token, ivo)
  await expect.poll(() => seen.records.size).toBeGreaterThan(5)
  const links = () => mara.get(`/api/boards/${boardId}/audience-links`)
  expect((await links()).body).toMatchObject([{ id, hasPassword: true, watching: 1 }])
  // The pass of one link opens no other.
  const other = await linkTo(all)
  const astray = await watch(server.url, other.token, ivo)
  expect(await astray.closed).toBe(4401)

  await mara.delete(`/api/boards/${boardId}/audience-links/${id}`)
  expect(await seen.closed).toBe(4404)
  expect((await ivo.get(`/api/watch/${token}`)).body.error.code).toBe('audience/gone')
  expect(await (await watch(server.url, token, ivo)).closed).toBe(4404)
  expect((await links()).body).toMatchObject([{ id: other.id }])
  const { body: log } = await mara.get(`/api/boards/${boardId}/custody?verify`)
  const acts = log.entries.map(
    ({ what, details }: { what: string; details: { name?: string } }) => [what, details.name],
  )
  expect(acts).toContainEqual(['audience-link-made', undefined])
  expect(acts).toContainEqual(['audience-came', 'Ivo'])
  expect(acts).toContainEqual(['audience-link-revoked', undefined])
  expect(log.brokenAt).toBe(null)
  for (let n = 0; n < 12; n++) await stranger.post(`/api/watch/${other.token}`, {})
  const guarded = await linkTo(all, { password: 'open sesame' })
  // Guessing at once is no way around the limit.
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, n) =>
      stranger.post(`/api/watch/${guarded.token}`, { password: `guess ${n}` }),
    ),
  )
  const codes = guesses.map(({ body }) => body.error.code as string)
  expect(codes.filter((code) => code === 'people/wrong-password')).toHaveLength(10)
  expect(codes.filter((code) => code === 'people/too-many-tries')).toHaveLength(20)
  expect(
    (await stranger.post(`/api/watch/${guarded.token}`, { password: 'open sesame' })).body.error
      .code,
  ).toBe('people/too-many-tries')
})

test('[W2] a link that runs out sends its audience away', async () => {
  const all = await boardFullOfSecrets()
  const expiresAt = Date.now() + 60 * 60_000
  const made = await server.parts.audienceLinks.make({
    boardId: all.boardId,
    briefing: all.briefing,
    madeBy: (await all.mara.get('/api/session')).body.person.id,
    expiresAt,
    password: null,
    asksName: false,
  })
  const seen = await watch(server.url, made.token, await enter(made.token))
  // The clock alone is set on: however long it took to come in, the link has run out only now.
  vi.useFakeTimers({ toFake: ['Date'], now: expiresAt })
  onTestFinished(() => void vi.useRealTimers())
  expect(await seen.closed).toBe(4404)
})

test('[W2] only who may edit a board makes, sees and takes back its links', async () => {
  const accounts = await startApi({ PUBLIC_URL: 'http://case.example' })
  try {
    const owner = accounts.visitor()
    await owner.post('/api/auth/sign-up/email', {
      name: 'Owner',
      email: 'o@example.org',
      password: 'long enough',
    })
    const { body: board } = await owner.post('/api/boards', { title: 'One' })
    const { body: invitation } = await owner.post('/api/invitations', {
      boardId: board.id,
      role: 'viewer',
    })
    const viewer = accounts.visitor()
    await viewer.post(`/api/invitations/${invitation.token}`, {
      name: 'V',
      email: 'v@example.org',
      password: 'long enough',
    })
    const path = `/api/boards/${board.id}/audience-links`
    const wanted = { briefing: 'briefing:a', validHours: 1 }
    expect((await owner.post(path, wanted)).body.link).toMatch(/^http:\/\/case.example\/watch\//)
    expect((await viewer.post(path, wanted)).status).toBe(403)
    expect((await viewer.get(path)).status).toBe(403)
    expect((await accounts.visitor().get(path)).status).toBe(401)
  } finally {
    await accounts.close()
  }
})

test('[W3] an audience says nothing: whatever it sends ends its own socket and nobody else’s', async () => {
  const all = await boardFullOfSecrets()
  const { show, briefing, first, second } = all
  show.present({ briefing, scene: first })
  const { token } = await linkTo(all)
  const visitor = await enter(token)
  const other = await watch(server.url, token, visitor)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 400 }),
        fc.json(),
        fc.constant(Buffer.alloc(2_000_000)),
      ),
      async (sent) => {
        const seen = await watch(server.url, token, visitor)
        seen.socket.send(sent)
        expect([4400, 1006, 1007]).toContain(await seen.closed)
      },
    ),
    { numRuns: 40 },
  )
  expect(other.socket.readyState).toBe(other.socket.OPEN)
  other.socket.pong('still here')
  show.present({ briefing, scene: second })
  await expect.poll(() => other.scene()?.title).toBe('Open questions')
})

test('[W4] all who watch are sent the same bytes, and whoever comes late has all of it at once', async () => {
  const all = await boardFullOfSecrets()
  const { show, briefing, first, doc } = all
  show.present({ briefing, scene: first })
  const { token } = await linkTo(all)
  const early = [
    await watch(server.url, token, await enter(token)),
    await watch(server.url, token, await enter(token)),
  ]
  await expect
    .poll(() => early.map(({ records }) => records.has('evidence:photo')))
    .toEqual([true, true])
  const title = (value: string) => setField(doc, 'evidence:photo', 'title', value)
  const began = performance.now()
  const before = early[0]?.received.length ?? 0
  for (let n = 0; n < 200; n++) title(`Canteen ${n}`)
  await expect
    .poll(() => early.map(({ records }) => records.get('evidence:photo')?.['title']))
    .toEqual(['Canteen 199', 'Canteen 199'])
  // The board is looked at four times a second at most, whatever is done to it.
  const looks = Math.ceil((performance.now() - began) / 250) + 1
  expect((early[0]?.received.length ?? 0) - before).toBeLessThanOrEqual(Math.min(looks, 100))
  const late = await watch(server.url, token, await enter(token))
  const [one, two] = early.map(({ records }) => Object.fromEntries(records))
  expect(one).toEqual(two)
  expect(Object.fromEntries(late.records)).toEqual(one)
  expect(late.received).toHaveLength(1)
})

test('[W5] what is presented is followed only from who may edit, and a presence that says it wrongly is refused', async () => {
  const all = await boardFullOfSecrets()
  const { show, briefing, first } = all
  const { token } = await linkTo(all)
  const seen = await watch(server.url, token, await enter(token))
  show.present({ briefing, scene: first, since: 5 })
  await expect.poll(() => seen.scene()?.title).toBe('The canteen and what was said')
  const closed = show.closed()
  show.present({ briefing, scene: 'scene:<script>' })
  expect(await closed).toBe(1007)
})
