import { expect, onTestFinished, test } from 'vitest'
import { startApi } from '../support/api-server.ts'
import { operatorCertificate } from '../support/operator-certificate.ts'

const pixels = 'ab'.repeat(32)
const picture = {
  format: 'png',
  pixels,
  file: 'cd'.repeat(32),
  place: 33,
  room: null,
  sources: ['ef'.repeat(32)],
  moreSources: 0,
}

async function open(env: Record<string, string> = {}) {
  const server = await startApi(env)
  onTestFinished(() => server.close())
  const mara = server.visitor()
  await mara.post('/api/start', { name: 'Mara' })
  const { id } = (await mara.post('/api/boards', { title: 'Depot' })).body
  return { server, mara, path: `/api/boards/${id}` }
}

async function withCertificate(how: Parameters<typeof operatorCertificate>[0] = {}) {
  const { certificate, key } = await operatorCertificate(how)
  return open({ CONTENT_CREDENTIALS_CERTIFICATE: certificate, CONTENT_CREDENTIALS_KEY: key })
}

test('[X47] what the custody log knows is signed, and nothing else, nor for whoever may not see the board', async () => {
  const { server, mara, path } = await withCertificate()
  const unknown = await mara.post(`${path}/pictures/credentials`, picture)
  expect([unknown.status, unknown.body.error.code]).toEqual([409, 'picture/not-taken'])
  await mara.post(`${path}/pictures`, { name: 'depot.png', seq: 0, pixels, evidence: [] })
  const { status, body } = await mara.post(`${path}/pictures/credentials`, picture)
  expect(status).toBe(200)
  const store = Buffer.from(body.store, 'base64')
  expect(store.toString('latin1')).toContain('redstring.picture')
  // Files that the board does not have are not named.
  expect(store.toString('latin1')).not.toContain(picture.sources[0])
  const asked = { store: body.store, start: 33, length: store.length + 12, rest: picture.file }
  expect((await mara.post('/api/credentials/check', asked)).body).toEqual({
    verdict: 'hold',
    by: 'Redstring at Newsroom (Newsroom)',
    isOurs: true,
  })
  const other = { ...asked, rest: pixels }
  expect((await mara.post('/api/credentials/check', other)).body.verdict).toBe('broken')
  const stranger = server.visitor()
  expect((await stranger.post(`${path}/pictures/credentials`, picture)).status).toBe(401)
  expect((await stranger.post('/api/credentials/check', asked)).status).toBe(401)
})

test('[X70] a PDF is signed once it keeps as much room as its credentials need', async () => {
  const { mara, path } = await withCertificate()
  await mara.post(`${path}/pictures`, { name: 'depot.pdf', seq: 0, pixels, evidence: [] })
  const pdf = { ...picture, format: 'pdf', room: 0 }
  const asked = (await mara.post(`${path}/pictures/credentials`, pdf)).body
  expect(asked.store).toBeNull()
  const { store } = (await mara.post(`${path}/pictures/credentials`, { ...pdf, room: asked.room }))
    .body
  expect(Buffer.from(store, 'base64').length).toBe(asked.room)
})

test('[X47] without a certificate nothing is signed, and one that ran out says so', async () => {
  const { mara, path } = await open()
  expect((await mara.post(`${path}/pictures/credentials`, picture)).body).toEqual({
    store: null,
    room: null,
  })
  const late = await withCertificate({ isExpired: true })
  const { body } = await late.mara.post(`${late.path}/pictures/credentials`, picture)
  expect(body.error).toMatchObject({ code: 'credentials/not-valid-now' })
  expect(body.error.message).toMatch(/ran out on/)
})

test('[X46] thousands of items and every piece of a picture stand in the custody log', async () => {
  const { mara, path } = await open()
  const evidence = Array.from({ length: 5_000 }, (_, at) => `evidence:item-${at}`)
  const pieces = [{ name: 'row-1-column-1.png', pixels: 'cd'.repeat(32) }]
  const whole = { name: 'depot.zip', seq: 0, pixels, evidence, pieces }
  expect((await mara.post(`${path}/pictures`, whole)).status).toBe(204)
  const more = { ...whole, evidence: ['evidence:last'], pieces: [], goesOn: true }
  expect((await mara.post(`${path}/pictures`, more)).status).toBe(204)
  for (const id of ['evidence:item-0', 'evidence:item-4999', 'evidence:last'])
    expect((await mara.get(`${path}/custody?evidence=${id}`)).body.entries).toHaveLength(1)
  expect((await mara.get(`${path}/pictures/${pieces[0]?.pixels}`)).body.taken).toHaveLength(1)
  expect((await mara.get(`${path}/pictures/${pixels}`)).body.taken).toHaveLength(1)
  expect((await mara.get(`${path}/custody?verify`)).body.brokenAt).toBeNull()
})
