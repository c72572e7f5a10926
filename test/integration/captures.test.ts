import { createHash } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { WARCParser } from 'warcio'
import type { CaptureTiming } from '../../server/capture/captures.ts'
import { captureAnswer } from '../../shared/protocol/http.ts'
import { chromiumPath } from '../support/chromium.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { openWebSite, type WebSite } from '../support/web-site.ts'
import { pngOf } from '../support/small-png.ts'

let server: ApiServer | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

test('[K9] a page is kept as a WARC that others can read, with every request, its answer and their digests', async () => {
  const { site, boardId, kim } = await open()
  site.answer('/old', (_, response) => response.writeHead(301, { location: '/story' }).end())
  const answer = await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/old') })
  expect(answer.status).toBe(201)
  const capture = captureAnswer.parse(answer.body)
  expect(capture).toMatchObject({
    outcome: 'kept',
    url: site.at('/old'),
    finalUrl: site.at('/story'),
    status: 200,
    ip: '127.0.0.1',
    by: 'Kim',
    redirects: [{ url: site.at('/old'), status: 301 }],
    contentType: 'text/html; charset=utf-8',
    payloadSha256: sha256(STORY),
    page: {
      title: 'A story',
      author: 'Kim Reyes',
      site: 'The Example',
      datePublished: '2024-10-25',
      excerpt: 'What happened.',
    },
  })
  expect(capture.page.text).toContain('first paragraph')
  expect(capture.page.text).not.toContain('By signing up')

  const warc = await bytesOf(kim, `/api/boards/${boardId}/files/${capture.sha256}`)
  expect(sha256(warc)).toBe(capture.sha256)
  expect(warc.length).toBe(capture.size)
  const records = await recordsIn(warc)
  expect(records.map(({ type, url }) => `${type} ${url}`)).toEqual([
    'warcinfo ',
    `response ${site.at('/old')}`,
    `request ${site.at('/old')}`,
    `response ${site.at('/story')}`,
    `request ${site.at('/story')}`,
    ...records.slice(5).map(({ type, url }) => `${type} ${url}`),
  ])
  const story = records.find(({ type, url }) => type === 'response' && url === site.at('/story'))
  expect(story?.payload.toString()).toBe(STORY)
  expect(story?.digest).toBe(`sha256:${sha256(STORY)}`)
  expect(story?.payload.toString()).toContain('By signing up')
  const kept = records.filter(({ type }) => type === 'response').map(({ url }) => url)
  expect(kept).toEqual(
    expect.arrayContaining([site.at('/style.css'), site.at('/main.png'), site.at('/inside.png')]),
  )
  for (const { type, payload, digest } of records)
    if (type === 'response') expect(digest).toBe(`sha256:${sha256(payload)}`)
})

test('[K10] the page opens from the board when the site is gone, with its looks and without what runs, loads or leads', async () => {
  const { site, boardId, kim } = await open()
  const { body } = await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/story') })
  const capture = captureAnswer.parse(body)
  await site.close()
  const answer = await kim.get(`/api/boards/${boardId}/replays/${capture.replaySha256}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  const policy = answer.headers.get('content-security-policy') ?? ''
  expect(policy.split('; ')).toEqual(
    expect.arrayContaining([
      'sandbox',
      "default-src 'none'",
      'img-src data:',
      "frame-ancestors 'self'",
    ]),
  )
  expect(policy).not.toMatch(/allow-|script-src|https?:|\*/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')

  const html = (
    await bytesOf(kim, `/api/boards/${boardId}/replays/${capture.replaySha256}`)
  ).toString()
  expect(html).toContain('first paragraph')
  expect(html).toContain('By signing up')
  expect(html).toContain('.story{color:teal}')
  expect(html).toMatch(/<img[^>]+src="data:image\/png;base64,/)
  expect(html).not.toMatch(
    /<script|onload|onclick|<iframe|<link|http-equiv="refresh"|<base|javascript:/i,
  )
  expect(html).not.toMatch(/\s(href|src|action|srcset|background)="(?!data:image\/png|#)/i)
  expect(html).toContain(`title="${site.at('/elsewhere')}"`)

  const picture = await kim.get(`/api/boards/${boardId}/files/${capture.pictureSha256}`)
  expect(picture.headers.get('content-type')).toBe('image/png')
})

test('[K10] only what a capture made is shown as a page, and only to those who may see the board', async () => {
  const { site, boardId, kim } = await open()
  const { body } = await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/story') })
  const capture = captureAnswer.parse(body)
  const uploaded = await upload(kim, boardId, '<!doctype html><script>alert(1)</script>')
  for (const sha of [uploaded, capture.sha256, capture.pictureSha256, 'a'.repeat(64), 'x'])
    expect((await kim.get(`/api/boards/${boardId}/replays/${sha}`)).status).toBe(404)
  const other = await kim.post('/api/boards', { title: 'Other' })
  expect(
    (await kim.get(`/api/boards/${other.body.id}/replays/${capture.replaySha256}`)).status,
  ).toBe(404)
  const stranger = await server
    ?.visitor()
    .get(`/api/boards/${boardId}/replays/${capture.replaySha256}`)
  expect(stranger?.status).toBe(401)
  const download = await kim.get(`/api/boards/${boardId}/files/${capture.replaySha256}`)
  expect(download.headers.get('content-type')).toBe('application/octet-stream')
  expect(download.headers.get('content-disposition')).toMatch(/^attachment/)
})

test('[K11] editors capture, viewers and strangers do not, nor anybody on an archived board', async () => {
  const { site, boardId, kim } = await open()
  const url = site.at('/story')
  const path = `/api/boards/${boardId}/captures`
  expect((await server?.visitor().post(path, { url }))?.status).toBe(401)
  const vera = server?.visitor()
  await vera?.post('/api/start', { name: 'Vera' })
  const session = await vera?.get('/api/session')
  await kim.post(`/api/boards/${boardId}/members`, {
    personId: session?.body.person.id,
    role: 'viewer',
  })
  expect((await vera?.post(path, { url }))?.body.error.code).toBe('board/read-only')
  for (const bad of [{}, { url: '' }, { url: 5 }, { url: 'x'.repeat(9_000) }])
    expect((await kim.post(path, bad)).body.error.code).toBe('request/invalid')
  await kim.patch(`/api/boards/${boardId}`, { archived: true })
  expect((await kim.post(path, { url })).body.error.code).toBe('board/archived')
  expect(site.asked).toEqual([])
})

test('[K11] an operator can turn fetching off, and then nothing is asked of anybody', async () => {
  const { site, boardId, kim } = await open({ LINK_FETCHING: 'off' })
  expect((await kim.get('/api/session')).body.linkFetching).toBe(false)
  const answer = await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/story') })
  expect(answer.body.error.code).toBe('capture/off')
  expect(site.asked).toEqual([])
})

test('[K1] a running server has no other policy than the public web', async () => {
  server = await startApi()
  const site = await openWebSite()
  site.answer('/', 'Inside')
  const kim = await started(server)
  const boardId = (await kim.post('/api/boards', { title: 'Case' })).body.id
  for (const url of [
    site.at('/', 'localhost'),
    site.at('/', '127.0.0.1'),
    'http://169.254.169.254/',
  ])
    expect((await kim.post(`/api/boards/${boardId}/captures`, { url })).body.error.code).toBe(
      'capture/refused',
    )
  expect(site.asked).toEqual([])
})

test('[K9] a page that answers with an error is kept with its status; a picture and a text are kept as what they are', async () => {
  const { site, boardId, kim } = await open()
  const take = async (path: string) =>
    captureAnswer.parse(
      (await kim.post(`/api/boards/${boardId}/captures`, { url: site.at(path) })).body,
    )
  expect(await take('/gone')).toMatchObject({ status: 404, outcome: 'kept' })
  const picture = await take('/main.png')
  expect(picture).toMatchObject({ contentType: 'image/png', page: {} })
  expect(picture.pictureSha256).toBe(sha256(pngOf('main')))
  expect(picture.replaySha256).toBeUndefined()
  site.answer('/note', 'Plain words', { 'content-type': 'text/plain' })
  expect((await take('/note')).page).toEqual({ text: 'Plain words' })
  site.answer('/file', '%PDF-1.7', { 'content-type': 'application/pdf' })
  expect((await take('/file')).notes).toEqual(['It is not a web page: what came is kept as it is.'])
})

test('[K12] a part of the page that lies inside, is missing or is no picture is left out and counted', async () => {
  const { site, boardId, kim } = await open()
  site.answer(
    '/page',
    `<title>Parts</title><meta property="og:image" content="http://169.254.169.254/latest/">
     <meta property="og:image" content="/not-there.png"><meta property="og:image" content="/style.css">
     <link rel="stylesheet" href="http://localhost/a.css"><link rel="icon" href="/main.png">
     <img src="/not-there.png"><img src="file:///etc/passwd"><img src="http://10.0.0.1/x.png">`,
  )
  const { body } = await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/page') })
  const capture = captureAnswer.parse(body)
  expect(capture.pictureSha256).toBeUndefined()
  expect(capture.iconSha256).toBe(sha256(pngOf('main')))
  expect(capture.notes).toEqual([
    'One part of the page (a picture or a style sheet) could not be fetched.',
  ])
  expect(
    site.asked.map(({ host }) => host).every((host) => host.startsWith('news.example.org')),
  ).toBe(true)
})

test('[K13] a page made to exhaust its reader costs its own reading only, and is kept', async () => {
  const { site, boardId, kim } = await open({}, { readMs: 3000 })
  site.answer('/deep', `<title>Deep</title>${'<div>'.repeat(400_000)}`)
  const { status, body } = await kim.post(`/api/boards/${boardId}/captures`, {
    url: site.at('/deep'),
  })
  expect(status).toBe(201)
  const capture = captureAnswer.parse(body)
  expect(capture.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(capture.notes.join()).toContain('could not be read to its end')
  expect(
    (await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/story') })).status,
  ).toBe(201)
})

test('[K3] many captures at once take turns, and all are made', async () => {
  const { site, boardId, kim } = await open()
  const most = { now: 0, ever: 0 }
  site.answer('/slow', (_, response) => {
    most.ever = Math.max(most.ever, ++most.now)
    setTimeout(() => {
      most.now--
      response.writeHead(200, { 'content-type': 'text/plain' }).end('Slow')
    }, 60)
  })
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      kim.post(`/api/boards/${boardId}/captures`, { url: site.at(`/slow?${at}`) }),
    ),
  )
  expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201))
  expect(most.ever).toBeLessThanOrEqual(3)
})

test.skipIf(chromiumPath() === null)(
  '[K14] with a Chromium the whole page is kept as a picture too, drawn from what was kept alone',
  async () => {
    const { site, boardId, kim } = await open({ CHROMIUM: chromiumPath() ?? '' })
    site.answer(
      '/tall',
      `<title>Tall</title><body style="margin:0"><div style="height:3000px;background:#0a0"></div>
     <script>document.body.innerHTML=''</script><img src="/late.png" onerror="fetch('/pwned')">`,
    )
    const { body } = await kim.post(`/api/boards/${boardId}/captures`, { url: site.at('/tall') })
    const capture = captureAnswer.parse(body)
    expect(capture.notes).toEqual([
      'One part of the page (a picture or a style sheet) could not be fetched.',
    ])
    const facts = await kim.get(
      `/api/boards/${boardId}/files/${capture.pageImageSha256}/facts?wait`,
    )
    expect(facts.body.facts).toMatchObject({ width: 1280 })
    expect(facts.body.facts.height).toBeGreaterThanOrEqual(3000)
    expect(site.asked.map(({ url }) => url)).toEqual(['/tall', '/late.png'])
  },
)

const STORY = `<!doctype html><html><head><title>Tab title</title>
<meta property="og:title" content="A story"><meta property="og:site_name" content="The Example">
<meta property="og:description" content="What happened."><meta property="og:image" content="/main.png">
<meta name="author" content="Kim Reyes"><meta property="article:published_time" content="2024-10-25">
<meta http-equiv="refresh" content="0;url=http://127.0.0.1/"><base href="/"><link rel="stylesheet" href="style.css">
<script>window.pwned = 1</script></head><body onload="pwned()"><article>
<h1>A story</h1><p class="story">This is the first paragraph of the story, which is long enough to be read as an article by whoever reads it.</p>
<p>By signing up, I accept the Example's Terms &amp; Conditions and Privacy Policy as amended from time to time.</p>
<p>This is the second paragraph of the story, which goes on about what happened and who said so, and when it was.</p>
<p><a href="/elsewhere" onclick="x()">Elsewhere</a> <a href="javascript:alert(1)">Run</a> <img src="/inside.png" srcset="/2x.png 2x"></p>
<p>And this is the third paragraph, so that there is enough of it for everybody to be certain that it is an article.</p>
</article><iframe src="http://127.0.0.1/"></iframe></body></html>`

async function open(
  env: Record<string, string> = {},
  patience: Partial<CaptureTiming> = {},
): Promise<{
  site: WebSite
  boardId: string
  kim: Visitor
}> {
  const site = await openWebSite()
  site.answer('/story', STORY)
  site.answer('/style.css', '@import "/more.css"; .story{color:teal}', {
    'content-type': 'text/css',
  })
  site.answer('/main.png', (_, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(pngOf('main')),
  )
  site.answer('/inside.png', (_, response) =>
    response.writeHead(200, { 'content-type': 'image/png' }).end(pngOf('inside')),
  )
  server = await startApi(env, { policy: site.policy, patience })
  const kim = await started(server)
  const boardId: string = (await kim.post('/api/boards', { title: 'Case' })).body.id
  return { site, boardId, kim }
}

async function started(on: ApiServer): Promise<Visitor> {
  const visitor = on.visitor()
  await visitor.post('/api/start', { name: 'Kim' })
  return visitor
}

async function bytesOf(visitor: Visitor, path: string): Promise<Buffer> {
  const answer = await fetch(`${server?.url}${path}`, { headers: { cookie: visitor.cookie } })
  return Buffer.from(await answer.arrayBuffer())
}

async function upload(visitor: Visitor, boardId: string, html: string): Promise<string> {
  const form = new FormData()
  form.set('file', new Blob([html], { type: 'text/html' }), 'page.html')
  const answer = await fetch(`${server?.url}/api/boards/${boardId}/files`, {
    method: 'POST',
    headers: { cookie: visitor.cookie },
    body: form,
  })
  const { sha256 } = (await answer.json()) as { sha256: string }
  return sha256
}

async function recordsIn(warc: Buffer) {
  const records: { type: string; url: string; digest: string; payload: Buffer }[] = []
  for await (const record of new WARCParser(new Blob([new Uint8Array(warc)]).stream())) {
    const { headers } = record.warcHeaders
    records.push({
      type: record.warcType ?? '',
      url: record.warcTargetURI ?? '',
      digest: headers.get('WARC-Payload-Digest') ?? '',
      payload: Buffer.from(await record.readFully(false)),
    })
  }
  return records
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}
