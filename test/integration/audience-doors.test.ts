import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { enterAudience, linkTo, watch } from '../support/audience.ts'
import { boardFullOfSecrets } from '../support/board-full-of-secrets.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

const enter = (token: string, body = {}) => enterAudience(server, token, body)

test('[W2] a link lets nobody in without its password and name, holds until it is taken back, and every use is kept', async () => {
  const all = await boardFullOfSecrets(server)
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
  const all = await boardFullOfSecrets(server)
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
