import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { createApp } from '../../server/app.ts'
import { failure } from '../../shared/protocol/http.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'

let server: ApiServer
afterEach(() => server.close())

test('[P30] what cannot be used is answered with a sentence and a code', async () => {
  server = await startApi()
  const ada = server.visitor()
  await ada.post('/api/start', { name: 'Ada' })
  const json = { 'content-type': 'application/json' }
  const cases: [string, string, { body?: unknown; headers?: Record<string, string> }, number][] = [
    ['POST', '/api/boards', { body: '{"title":', headers: json }, 400],
    ['POST', '/api/boards', { body: 'title=a', headers: { 'content-type': 'text/plain' } }, 400],
    ['POST', '/api/boards', {}, 400],
    ['POST', '/api/boards', { body: [] }, 400],
    ['POST', '/api/boards', { body: { title: 7 } }, 400],
    ['POST', '/api/boards', { body: { title: 'a\u0000b' } }, 400],
    ['POST', '/api/start', { body: { personId: '\u0000' } }, 400],
    ['DELETE', '/api/keys/%00', {}, 400],
    ['POST', '/api/boards', { body: { title: 'x'.repeat(201) } }, 400],
    ['POST', '/api/boards', { body: { title: 'x'.repeat(300 * 1024) } }, 413],
    ['GET', '/api/nothing/here', {}, 404],
    ['DELETE', '/api/boards', {}, 404],
    ['GET', '/api/boards/%00', {}, 404],
    ['GET', `/api/boards/${'x'.repeat(5000)}`, {}, 404],
    ['GET', '/api/boards/%E0%A4%A', {}, 404],
  ]
  for (const [method, path, ask, status] of cases) {
    const answer = await ada.ask(method, path, ask)
    expect([method, path.slice(0, 30), answer.status]).toEqual([method, path.slice(0, 30), status])
    const { error } = failure.parse(answer.body)
    expect(error.message).toMatch(/^[A-Z“].*\.$/)
    expect(error.message).not.toMatch(/SELECT|insert|at \/|node:/i)
  }
})

test('[P30] what nobody expected is answered without the insides, and the server goes on', async () => {
  server = await startApi()
  const ada = server.visitor()
  await ada.post('/api/start', { name: 'Ada' })
  await server.parts.database.kysely.schema.alterTable('board').renameTo('gone').execute()
  const { status, body } = await ada.get('/api/boards')
  expect([status, body]).toEqual([
    500,
    { error: { code: 'server/broken', message: 'Something went wrong on the server.' } },
  ])
  await server.parts.database.kysely.schema.alterTable('gone').renameTo('board').execute()
  expect((await ada.get('/api/boards')).status).toBe(200)
})

type Operation = { summary?: string; responses: Record<string, unknown> }
type Description = { openapi: string; paths: Record<string, Record<string, Operation>> }

test('[P31] the description names every route, with a summary, and answers for success and failure', async () => {
  server = await startApi()
  const description: Description = (await server.visitor().get('/api/openapi.json')).body
  expect(description.openapi).toBe('3.1.0')
  const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  expect(
    operations.map(({ path, method }) => `${method.toUpperCase()} ${path}`).toSorted(),
  ).toEqual([
    'DELETE /api/boards/{id}/audience-links/{linkId}',
    'DELETE /api/boards/{id}/members/{personId}',
    'DELETE /api/keys/{id}',
    'GET /api/boards',
    'GET /api/boards/{id}',
    'GET /api/boards/{id}/audience-links',
    'GET /api/boards/{id}/custody',
    'GET /api/boards/{id}/files/{sha256}',
    'GET /api/boards/{id}/files/{sha256}/facts',
    'GET /api/boards/{id}/files/{sha256}/raster',
    'GET /api/boards/{id}/files/{sha256}/working-copy',
    'GET /api/boards/{id}/history',
    'GET /api/boards/{id}/history/compare',
    'GET /api/boards/{id}/history/moments/{seq}',
    'GET /api/boards/{id}/history/moments/{seq}/proof',
    'GET /api/boards/{id}/history/records/{recordId}',
    'GET /api/boards/{id}/members',
    'GET /api/boards/{id}/package',
    'GET /api/boards/{id}/package.zip',
    'GET /api/boards/{id}/pictures/{pixels}',
    'GET /api/boards/{id}/records',
    'GET /api/boards/{id}/replays/{sha256}',
    'GET /api/boards/{id}/uploads/{uploadId}/result',
    'GET /api/imports/{id}',
    'GET /api/invitations/{token}',
    'GET /api/keys',
    'GET /api/people',
    'GET /api/projections',
    'GET /api/session',
    'GET /api/time',
    'GET /api/watch/{token}',
    'GET /api/watch/{token}/files/{name}',
    'GET /healthz',
    'PATCH /api/account',
    'PATCH /api/boards/{id}',
    'PATCH /api/boards/{id}/members/{personId}',
    'PATCH /api/boards/{id}/versions/{versionId}',
    'POST /api/account/password',
    'POST /api/auth/sign-in/email',
    'POST /api/auth/sign-out',
    'POST /api/auth/sign-up/email',
    'POST /api/boards',
    'POST /api/boards/{id}/audience-links',
    'POST /api/boards/{id}/captures',
    'POST /api/boards/{id}/copies',
    'POST /api/boards/{id}/custody',
    'POST /api/boards/{id}/files',
    'POST /api/boards/{id}/files/{sha256}/facts',
    'POST /api/boards/{id}/members',
    'POST /api/boards/{id}/pictures',
    'POST /api/boards/{id}/pictures/credentials',
    'POST /api/boards/{id}/versions',
    'POST /api/credentials/check',
    'POST /api/imports',
    'POST /api/invitations',
    'POST /api/invitations/{token}',
    'POST /api/keys',
    'POST /api/start',
    'POST /api/watch/{token}',
  ])
  for (const { path, operation } of operations) {
    expect([path, operation.summary]).toEqual([path, expect.stringMatching(/\S/)])
    const statuses = Object.keys(operation.responses)
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true)
    expect(statuses.some((status) => /^(default|503)$/.test(status))).toBe(true)
  }
})

test('[P31] every reference of the description leads somewhere, and every parameter is described', async () => {
  server = await startApi()
  const description: Description = (await server.visitor().get('/api/openapi.json')).body
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/([^"]+)"/g)]
  for (const [, path = ''] of references) {
    let place: unknown = description
    for (const part of path.split('/')) place = (place as Record<string, unknown>)[part]
    expect([path, place]).toEqual([path, expect.anything()])
  }
  for (const [path, methods] of Object.entries(description.paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    for (const operation of Object.values(methods)) {
      const { parameters = [] } = operation as { parameters?: { name: string; in: string }[] }
      const described = parameters.filter((each) => each.in === 'path').map((each) => each.name)
      expect([path, described]).toEqual([path, named])
    }
  }
})

test('[P32] every answer carries the headers that keep pages apart and types as they are', async () => {
  server = await startApi()
  const visitor = server.visitor()
  for (const path of ['/', '/api/session', '/api/boards', '/api/nothing', '/healthz']) {
    const { headers } = await visitor.get(path, { accept: 'text/html' })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'; script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("; frame-src 'self';")
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/)
  }
  expect((await visitor.get('/api/session')).headers.get('cache-control')).toBe('no-store')
})

test('[P33] pages are served to be kept or asked for again, compressed, and any address leads to them', async () => {
  const clientDir = mkdtempSync(join(tmpdir(), 'redstring-client-'))
  mkdirSync(join(clientDir, 'assets'), { recursive: true })
  const script = 'console.log("one line of a script")\n'.repeat(200)
  writeFileSync(join(clientDir, 'index.html'), '<!doctype html><title>Redstring</title>')
  writeFileSync(join(clientDir, 'assets/index-a1B2_c3-.js'), script)
  server = await startApi({ CLIENT_DIR: clientDir })
  const page = async (path: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    fetch(server.url + path, { headers })

  for (const path of ['/', '/board/abc', '/join/x%2Fy', '/account']) {
    const answer = await page(path)
    expect([path, answer.status, await answer.text()]).toEqual([
      path,
      200,
      expect.stringContaining('<title>Redstring'),
    ])
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(answer.headers.get('content-type')).toContain('text/html')
  }
  for (const path of ['/', '/board/abc'])
    expect([path, (await page(path, { accept: '*/*' })).status]).toEqual([path, 200])
  const asset = await page('/assets/index-a1B2_c3-.js', { 'accept-encoding': 'br' })
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(asset.headers.get('content-encoding')).toBe('br')
  expect(asset.headers.get('content-type')).toContain('javascript')
  expect(await asset.text()).toBe(script)
  const etag = asset.headers.get('etag') ?? ''
  const again = await page('/assets/index-a1B2_c3-.js', { 'if-none-match': etag })
  expect(again.status).toBe(304)
  for (const path of ['/assets/gone-12345678.js', '/..%2f..%2fpackage.json', '/%00', '/%E0%A4%A'])
    expect([path, (await page(path, { accept: '*/*' })).status]).toEqual([path, 404])
})

test('[P33] a client that is not built says which command builds it', async () => {
  server = await startApi({ CLIENT_DIR: '/no/such/folder' })
  const answer = await fetch(server.url, { headers: { accept: 'text/html' } })
  expect(answer.status).toBe(503)
  expect(await answer.text()).toContain('npm run build')
})

test('[P35] while it stops, the server says so', async () => {
  server = await startApi()
  const { parts } = server
  expect((await server.visitor().get('/healthz')).body).toEqual({ status: 'ok' })
  const app = createApp({ ...parts, trouble: () => 'The server is stopping.' })
  const answer = await app.request('/healthz', { headers: { host: 'localhost' } })
  expect(answer.status).toBe(503)
  expect(await answer.json()).toMatchObject({ reason: 'The server is stopping.' })
})

test('[P36] while nothing can be written, everything can still be read', async () => {
  server = await startApi()
  const { parts } = server
  const ada = server.visitor()
  await ada.post('/api/start', { name: 'Ada' })
  const { key } = (await ada.post('/api/keys', { name: 'script' })).body
  const { id } = (await ada.post('/api/boards', { title: 'Depot' })).body
  await sql`PRAGMA query_only = ON`.execute(parts.database.kysely)
  for (const visitor of [ada, server.visitor({ bearer: key })])
    for (const path of ['/api/session', '/api/boards', `/api/boards/${id}/records`])
      expect([path, (await visitor.get(path)).status]).toEqual([path, 200])
  expect((await ada.post('/api/boards', { title: 'No' })).status).toBe(500)
})

test('[P36] what cannot be written is refused at once with a sentence, and works again later', async () => {
  server = await startApi()
  const { kysely } = server.parts.database
  const ada = server.visitor()
  await ada.post('/api/start', { name: 'Ada' })
  const makeBoard = () => ada.post('/api/boards', { title: 'Depot' })

  await sql`CREATE TRIGGER no_room BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'no room'); END`.execute(
    kysely,
  )
  for (const attempt of [1, 2]) {
    const { status, body } = await makeBoard()
    expect([attempt, status, body.error.code]).toEqual([attempt, 507, 'log/not-durable'])
  }
  expect((await ada.get('/healthz')).status).toBe(503)
  expect((await ada.get('/api/boards')).body).toEqual([])
  await sql`DROP TRIGGER no_room`.execute(kysely)
  await expect.poll(async () => (await ada.get('/healthz')).status).toBe(200)
  expect((await makeBoard()).status).toBe(201)

  const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(kysely)
  await sql.raw(`PRAGMA max_page_count = ${rows[0]?.page_count}`).execute(kysely)
  const makeKeys = async () => {
    for (let made = 0; made < 500; made++) {
      const answer = await ada.post('/api/keys', { name: 'script' })
      if (answer.status !== 201) return answer
    }
    throw new Error('The disk never became full')
  }
  const { status, body } = await makeKeys()
  expect([status, body.error.code]).toEqual([507, 'log/not-durable'])
})
