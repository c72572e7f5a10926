import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { closeCode } from '../../shared/protocol/frames.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'

/** Accounts are asked for as soon as there is an address for others. */
const ACCOUNTS = { PUBLIC_URL: 'http://board.example' }
const owner = { name: 'Olga', email: 'Olga@Example.org', password: 'correct horse' }
const guest = { name: 'Gus', email: 'gus@example.org', password: 'battery staple' }

onEveryEngine((engine) => {
  let server: ApiServer
  afterEach(() => server.close())

  const start = async (env: Record<string, string> = {}) => {
    server = await startApi({ ...(await engine.env()), ...env })
    return server
  }
  const begin = async (name: string): Promise<Visitor> => {
    const visitor = server.visitor()
    expect((await visitor.post('/api/start', { name })).status).toBe(201)
    return visitor
  }
  const signUp = async (): Promise<Visitor> => {
    const visitor = server.visitor()
    expect((await visitor.post('/api/auth/sign-up/email', owner)).status).toBe(201)
    return visitor
  }

  test('[P1] on this computer a name opens a session, and the first person owns the installation', async () => {
    await start()
    const ada = server.visitor()
    expect((await ada.get('/api/session')).body).toMatchObject({
      person: null,
      mode: 'this-computer',
      needsOwner: false,
      knownHere: [],
    })
    const started = await ada.post('/api/start', { name: '  Ada  ' })
    expect(started.body).toMatchObject({ name: 'Ada', email: null, isOwner: true })
    expect(started.headers.getSetCookie()[0]).toMatch(/HttpOnly.*SameSite=Lax/i)
    const ben = await begin('Ben')
    const { body } = await ben.get('/api/session')
    expect(body.person).toMatchObject({ name: 'Ben', isOwner: false })
    expect(body.knownHere.map((person: { name: string }) => person.name)).toEqual(['Ada', 'Ben'])
    expect(body.person.colour).not.toBe(started.body.colour)
    expect(JSON.stringify(body)).not.toContain('.invalid')
  })

  test('[P1] somebody known on this computer goes on by one click', async () => {
    await start()
    const before = (await (await begin('Ada')).get('/api/session')).body.person
    const later = server.visitor()
    const { status, body } = await later.post('/api/start', { personId: before.id })
    expect({ status, body }).toEqual({ status: 201, body: before })
    expect((await later.get('/api/session')).body.person).toEqual(before)
    expect((await later.post('/api/start', { personId: 'nobody' })).status).toBe(404)
    expect((await later.post('/api/start', {})).status).toBe(400)
  })

  test('[P2] two who start at the same moment do not both own the installation', async () => {
    await start()
    await Promise.all(['A', 'B', 'C', 'D'].map((name) => begin(name)))
    const people = await server.parts.people.all()
    expect(people.filter((person) => person.isOwner)).toHaveLength(1)
    expect(new Set(people.map((person) => person.colour)).size).toBe(4)
  })

  test('[P3] once a password exists, nobody gets in on this computer by name', async () => {
    await start()
    const ada = await begin('Ada')
    const { id } = (await ada.get('/api/session')).body.person
    await server.parts.people.setPassword(id, 'correct horse')
    const stranger = server.visitor()
    expect((await stranger.get('/api/session')).body).toMatchObject({
      mode: 'accounts',
      needsOwner: false,
      knownHere: [],
    })
    for (const body of [{ name: 'Eve' }, { personId: id }]) {
      const { status, body: answer } = await stranger.post('/api/start', body)
      expect([status, answer.error.code]).toEqual([401, 'people/sign-in-needed'])
    }
  })

  test('[P4] with accounts the first to sign up owns the installation, and nobody signs up after', async () => {
    await start(ACCOUNTS)
    const olga = server.visitor()
    expect((await olga.get('/api/session')).body).toMatchObject({
      mode: 'accounts',
      needsOwner: true,
      person: null,
    })
    expect((await olga.post('/api/start', { name: 'Olga' })).status).toBe(401)
    const both = await Promise.all([
      olga.post('/api/auth/sign-up/email', owner),
      server.visitor().post('/api/auth/sign-up/email', guest),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 403])
    const [person, ...others] = await server.parts.people.all()
    expect(others).toEqual([])
    expect(person?.isOwner).toBe(true)
    expect((await server.visitor().get('/api/session')).body.needsOwner).toBe(false)
  })

  test('[P5] e-mail and password sign in, and the session ends with sign-out', async () => {
    await start(ACCOUNTS)
    await signUp()
    const olga = server.visitor()
    const account = { email: 'olga@example.ORG', password: owner.password }
    expect((await olga.post('/api/auth/sign-in/email', account)).status).toBe(204)
    expect((await olga.get('/api/session')).body.person).toMatchObject({
      name: 'Olga',
      email: 'olga@example.org',
    })
    const { cookie } = olga
    expect((await olga.post('/api/auth/sign-out', {})).status).toBe(204)
    expect((await olga.get('/api/session')).body.person).toBeNull()
    expect((await server.visitor().get('/api/boards', { cookie })).status).toBe(401)
  })

  test('[P6] wrong passwords are refused alike for known and unknown addresses, and slowed down', async () => {
    await start(ACCOUNTS)
    await signUp()
    const eve = server.visitor()
    const tried = async (email: string) => {
      const { status, body } = await eve.post('/api/auth/sign-in/email', { email, password: 'x' })
      return [status, body.error.code, body.error.message]
    }
    expect(await tried('nobody@example.org')).toEqual(await tried(owner.email))
    for (let i = 0; i < 9; i++) expect((await tried(owner.email))[0]).toBe(401)
    expect((await tried(owner.email)).slice(0, 2)).toEqual([429, 'people/too-many-tries'])
    expect((await eve.post('/api/auth/sign-in/email', owner)).status).toBe(429)
  })

  test('[P15] behind a proxy one who guesses keeps nobody else out, and cannot call themselves another', async () => {
    await start({ ...ACCOUNTS, PROXIES: '1' })
    await signUp()
    const tried = async (forwardedFor: string, password = 'x') => {
      const { status } = await fetch(`${server.url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: 'http://board.example',
          'x-forwarded-for': forwardedFor,
        },
        body: JSON.stringify({ email: owner.email, password }),
      })
      return status
    }
    for (let n = 0; n < 10; n++) expect(await tried(`198.51.100.${n}, 203.0.113.9`)).toBe(401)
    expect(await tried('198.51.100.77, 203.0.113.9', owner.password)).toBe(429)
    expect(await tried('198.51.100.77', owner.password)).toBe(204)
  })

  test('[P7] an invitation makes one account, once', async () => {
    await start(ACCOUNTS)
    const olga = await signUp()
    const { status, body } = await olga.post('/api/invitations', {})
    expect(status).toBe(201)
    expect(body.link).toBe(`http://board.example/join/${body.token}`)
    const path = `/api/invitations/${body.token}`
    const gus = server.visitor()
    expect((await gus.get(path)).body).toEqual({ invitedBy: 'Olga', boardTitle: null })
    expect((await gus.post(path, { name: 'Gus' })).body.error.code).toBe('request/invalid')
    expect((await gus.post(path, { ...guest, email: owner.email })).body.error.code).toBe(
      'people/taken',
    )
    const both = await Promise.all([
      gus.post(path, guest),
      server.visitor().post(path, { ...guest, email: 'other@example.org' }),
    ])
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 404])
    expect((await server.visitor().get(path)).body.error.code).toBe('invitation/gone')
    expect(await server.parts.people.all()).toHaveLength(2)
  })

  test('[P7] an invitation to a board opens it in its role, to a new account or to one there is', async () => {
    await start(ACCOUNTS)
    const olga = await signUp()
    const board = (await olga.post('/api/boards', { title: 'Depot' })).body
    const invite = async (role: string) =>
      (await olga.post('/api/invitations', { boardId: board.id, role })).body.token
    const gus = server.visitor()
    const first = await invite('viewer')
    expect((await gus.get(`/api/invitations/${first}`)).body.boardTitle).toBe('Depot')
    const joined = await gus.post(`/api/invitations/${first}`, guest)
    expect(joined.body).toEqual({ boardId: board.id })
    expect((await gus.get(`/api/boards/${board.id}`)).body.role).toBe('viewer')
    await gus.post(`/api/invitations/${await invite('editor')}`, {})
    expect((await gus.get(`/api/boards/${board.id}`)).body.role).toBe('editor')
    await gus.post(`/api/invitations/${await invite('viewer')}`, {})
    expect((await gus.get(`/api/boards/${board.id}`)).body.role).toBe('editor')
    expect((await gus.post('/api/invitations', {})).status).toBe(403)
    expect((await gus.post('/api/invitations', { boardId: board.id })).status).toBe(403)
  })

  test('[P7] an invitation that has run out lets nobody in', async () => {
    await start(ACCOUNTS)
    const olga = await signUp()
    const { token } = (await olga.post('/api/invitations', {})).body
    await server.parts.database.kysely
      .updateTable('invitation')
      .set({ expires_at: Date.now() - 1 })
      .execute()
    expect((await server.visitor().post(`/api/invitations/${token}`, guest)).status).toBe(404)
  })

  test('[P8] an API key stands for its person until it is revoked', async () => {
    await start()
    const ada = await begin('Ada')
    const made = await ada.post('/api/keys', { name: 'script' })
    expect(made.status).toBe(201)
    const program = server.visitor({ bearer: made.body.key })
    const created = await program.post('/api/boards', { title: 'From a script' })
    expect(created.status).toBe(201)
    expect((await program.get('/api/session')).body.person.name).toBe('Ada')
    const listed = (await ada.get('/api/keys')).body
    expect(listed).toEqual([
      { id: made.body.id, name: 'script', createdAt: expect.stringMatching(/^\d{4}-/) },
    ])
    const ben = await begin('Ben')
    expect((await ben.get('/api/keys')).body).toEqual([])
    await ben.delete(`/api/keys/${made.body.id}`)
    expect((await program.get('/api/boards')).status).toBe(200)
    expect((await ada.delete(`/api/keys/${made.body.id}`)).status).toBe(204)
    expect((await program.get('/api/boards')).status).toBe(401)
    expect((await server.visitor({ bearer: 'rs_wrong' }).get('/api/boards')).status).toBe(401)
  })

  test('[S6] a connection ends with the key or session that opened it, and no other does', async () => {
    await start(ACCOUNTS)
    const olga = await signUp()
    const { id } = (await olga.post('/api/boards', { title: 'Open' })).body
    const made = (await olga.post('/api/keys', { name: 'script' })).body
    const other = (await olga.post('/api/keys', { name: 'other' })).body
    const open = async (headers: Record<string, string>) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}`, { headers })
      const closed = new Promise<number>((done) => socket.once('close', (code) => done(code)))
      await new Promise((done) => socket.once('message', done))
      return { socket, closed }
    }
    const origin = server.url
    const byKey = await open({ authorization: `Bearer ${made.key}` })
    const byOther = await open({ authorization: `Bearer ${other.key}` })
    const bySession = await open({ cookie: olga.cookie, origin })
    await olga.delete(`/api/keys/${made.id}`)
    expect(await byKey.closed).toBe(closeCode.SIGN_IN_NEEDED)
    expect(bySession.socket.readyState).toBe(WebSocket.OPEN)

    const elsewhere = server.visitor()
    await elsewhere.post('/api/auth/sign-in/email', owner)
    const byElsewhere = await open({ cookie: elsewhere.cookie, origin })
    await elsewhere.post('/api/auth/sign-out', {})
    expect(await byElsewhere.closed).toBe(closeCode.SIGN_IN_NEEDED)
    expect(bySession.socket.readyState).toBe(WebSocket.OPEN)

    const change = { current: owner.password, next: 'another horse' }
    expect((await olga.post('/api/account/password', change)).status).toBe(204)
    expect(await bySession.closed).toBe(closeCode.SIGN_IN_NEEDED)
    expect(byOther.socket.readyState).toBe(WebSocket.OPEN)
    byOther.socket.terminate()
  })

  test('[P4] an owner made from the command line is taken over by nobody', async () => {
    await start(ACCOUNTS)
    await server.parts.doors.addFirst({ ...owner, password: null })
    const stranger = server.visitor()
    expect((await stranger.get('/api/session')).body).toMatchObject({ needsOwner: false })
    const tried = await stranger.post('/api/auth/sign-up/email', guest)
    expect(tried.status).toBe(403)
    expect(tried.body.error.message).toMatch(/password set/)
    const [only, ...more] = await server.parts.people.all()
    expect(only).toMatchObject({ name: owner.name, email: owner.email.toLowerCase() })
    expect(more).toEqual([])
  })

  test('[P9] a new password needs the old one and ends every other session', async () => {
    await start(ACCOUNTS)
    const olga = await signUp()
    const elsewhere = server.visitor()
    await elsewhere.post('/api/auth/sign-in/email', owner)
    const change = (current: string) =>
      olga.post('/api/account/password', { current, next: 'new password' })
    expect((await change('wrong')).status).toBe(401)
    expect((await change(owner.password)).status).toBe(204)
    expect((await olga.get('/api/session')).body.person.name).toBe('Olga')
    expect((await elsewhere.get('/api/session')).body.person).toBeNull()
    expect((await elsewhere.post('/api/auth/sign-in/email', owner)).status).toBe(401)
  })

  test('[P10] a name is changed and seen by others', async () => {
    await start()
    const ada = await begin('Ada')
    expect((await ada.patch('/api/account', { name: 'Ada L.' })).body.name).toBe('Ada L.')
    const { knownHere } = (await server.visitor().get('/api/session')).body
    expect(knownHere[0].name).toBe('Ada L.')
    const refused = await ada.patch('/api/account', { name: ' ' })
    expect([refused.status, refused.body.error.code]).toEqual([400, 'request/invalid'])
    expect(refused.body.error.message).toContain('“name”')
  })

  test('[P11] on this computer only, the server answers to no name but its own', async () => {
    await start()
    const { port } = new URL(server.url)
    const statusFor = (host: string) =>
      new Promise<number>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: '/api/session', headers: { host } }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
          .on('error', reject)
          .end()
      })
    for (const own of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`, 'localhost'])
      expect([own, await statusFor(own)]).toEqual([own, 200])
    for (const foreign of ['evil.example', 'localhost.evil.example', `127.0.0.1.nip.io:${port}`])
      expect([foreign, await statusFor(foreign)]).toEqual([foreign, 403])
  })

  test('[P11] a socket is opened under the server’s own names only', async () => {
    await start()
    const ada = await begin('Ada')
    const { id } = (await ada.post('/api/boards', { title: 'Depot' })).body
    const openAs = (host: string) =>
      new Promise<string>((resolve) => {
        const headers = { host, origin: `http://${host}`, cookie: ada.cookie }
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync/${id}`, { headers })
        socket.once('message', () => {
          socket.close()
          resolve('open')
        })
        socket.once('unexpected-response', (_, answer) => resolve(String(answer.statusCode)))
        socket.once('error', () => resolve('refused'))
        socket.once('close', (code) => resolve(`closed ${code}`))
      })
    expect(await openAs(new URL(server.url).host)).toBe('open')
    expect(await openAs('evil.example')).toMatch(/^(403|refused)$/)
  })

  test('[P12] another page can change nothing with a person’s cookie', async () => {
    await start()
    const ada = await begin('Ada')
    const tryFrom = async (headers: Record<string, string>) =>
      (await ada.post('/api/boards', { title: 'T' }, headers)).status
    expect(await tryFrom({ origin: 'http://evil.example' })).toBe(403)
    expect(await tryFrom({ origin: 'null' })).toBe(403)
    expect(await tryFrom({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await tryFrom({ 'sec-fetch-site': 'same-site', origin: server.url })).toBe(403)
    expect(await tryFrom({ origin: server.url })).toBe(201)
    expect(await tryFrom({ 'sec-fetch-site': 'same-origin', origin: server.url })).toBe(201)
    expect((await ada.get('/api/boards')).body).toHaveLength(2)
  })

  test('[P13] moving from one computer to a team keeps every board: the first account takes over its owner', async () => {
    const env = await engine.env()
    server = await startApi(env)
    const ada = await begin('Ada')
    const mine = (await ada.post('/api/boards', { title: 'Mine' })).body
    const theirs = (await (await begin('Ben')).post('/api/boards', { title: 'Theirs' })).body
    const { dataDir } = server
    await server.close({ keepData: true })
    server = await startApi({ ...env, ...ACCOUNTS }, { dataDir })
    const olga = await signUp()
    expect((await olga.get('/api/session')).body.person).toMatchObject({
      name: 'Olga',
      isOwner: true,
    })
    expect((await olga.get(`/api/boards/${mine.id}`)).body.role).toBe('owner')
    expect((await olga.get(`/api/boards/${theirs.id}`)).body.role).toBe('editor')
  })

  test('[P14] with an https address the cookie is sent over https only', async () => {
    await start({ PUBLIC_URL: 'https://board.example' })
    const { headers } = await server.visitor().post('/api/auth/sign-up/email', owner)
    expect(headers.getSetCookie()[0]).toMatch(/^__Secure-redstring\.session_token=.*; Secure/)
  })
})
