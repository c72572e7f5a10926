import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { FetchPolicy } from '../../server/capture/net/fetch-policy.ts'
import { guardedFetch, type FetchLimits } from '../../server/capture/net/guarded-fetch.ts'
import { HostTurns } from '../../server/capture/net/host-turns.ts'
import { openWebSite } from '../support/web-site.ts'

const MB = 1024 * 1024

test('[K4] a request says what it is and carries no cookie, no referrer and no name of a person', async () => {
  const site = await openWebSite()
  site.answer('/start', (_, response) =>
    response.writeHead(302, { location: '/page', 'set-cookie': 'id=1; Path=/' }).end(),
  )
  site.answer('/page', 'Here', { 'set-cookie': 'id=2' })
  const fetched = await fetching(site.at('/start#part'), site.policy)
  expect(fetched.content.toString()).toBe('Here')
  expect(fetched.redirects).toEqual([{ url: site.at('/start'), status: 302 }])
  expect(fetched.finalUrl.href).toBe(site.at('/page'))
  expect(site.asked.map(({ url }) => url)).toEqual(['/start', '/page'])
  for (const { headers } of site.asked) {
    expect(Object.keys(headers).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'connection',
      'host',
      'user-agent',
    ])
    expect(headers['user-agent']).toMatch(/^Redstring\//)
  }
})

test('[K2] every redirect is judged like the first address', async () => {
  const site = await openWebSite()
  const secret = await openWebSite()
  secret.answer('/', 'Not for everybody')
  const targets = [
    secret.at('/'),
    'http://127.0.0.1/',
    'http://[::1]/',
    'file:///etc/passwd',
    'http://localhost/',
    `http://user@news.example.org${new URL(site.at('/')).port}/`,
  ]
  for (const [index, location] of targets.entries()) {
    site.answer(`/to-${index}`, (_, response) => response.writeHead(301, { location }).end())
    await expect(fetching(site.at(`/to-${index}`), site.policy)).rejects.toMatchObject({
      code: 'capture/refused',
    })
  }
  expect(secret.asked).toEqual([])
})

test('[K2] the address that was judged is the one connected to, whatever the name says later', async () => {
  const site = await openWebSite()
  const secret = await openWebSite()
  site.answer('/', 'Public')
  const answers: string[][] = [['127.0.0.1'], ['10.0.0.1'], ['169.254.169.254']]
  let asked = 0
  const policy: FetchPolicy = { ...site.policy, resolve: async () => answers[asked++] ?? [] }
  expect((await fetching(site.at('/'), policy)).content.toString()).toBe('Public')
  expect(asked).toBe(1)
  await expect(fetching(site.at('/'), policy)).rejects.toMatchObject({ code: 'capture/refused' })
  expect(secret.asked).toEqual([])
})

test('[K3] too many redirects, and redirects in a circle, end with a sentence', async () => {
  const site = await openWebSite()
  site.answer('/circle', (_, response) => response.writeHead(302, { location: '/circle' }).end())
  await expect(fetching(site.at('/circle'), site.policy)).rejects.toMatchObject({
    code: 'capture/failed',
    message: 'It was redirected too many times.',
  })
  expect(site.asked.length).toBe(4)
})

test('[K3] a body is cut off at its bound, announced or not', async () => {
  const site = await openWebSite()
  site.answer('/announced', 'x'.repeat(MB + 1))
  site.answer('/endless', (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  for (const path of ['/announced', '/endless'])
    await expect(fetching(site.at(path), site.policy)).rejects.toMatchObject({
      message: 'It is larger than what is fetched from the web.',
    })
})

test('[K3] a small body that unpacks to a huge one is stopped, packed once or twice', async () => {
  const site = await openWebSite()
  const zeros = Buffer.alloc(64 * MB)
  const bombs = {
    gzip: gzipSync(zeros),
    br: brotliCompressSync(zeros),
    'gzip, gzip': gzipSync(gzipSync(zeros)),
  }
  for (const [encoding, body] of Object.entries(bombs)) {
    site.answer('/bomb', (_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(body),
    )
    await expect(fetching(site.at('/bomb'), site.policy)).rejects.toMatchObject({
      message: 'It is larger than what is fetched from the web.',
    })
  }
  for (const encoding of ['gzip', 'rot13', 'gzip, gzip, gzip']) {
    site.answer('/broken', (_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end('not packed'),
    )
    await expect(fetching(site.at('/broken'), site.policy)).rejects.toMatchObject({
      code: 'capture/failed',
    })
  }
})

test('[K3] what does not answer, or drips, is given up in time', async () => {
  const site = await openWebSite()
  site.answer('/silent', () => {})
  site.answer('/dripping', (_, response) => {
    response.writeHead(200)
    const drip = setInterval(() => response.write('.'), 50)
    response.once('close', () => clearInterval(drip))
  })
  const impatient = { headMs: 200, totalMs: 60_000 }
  await expect(fetching(site.at('/silent'), site.policy, impatient)).rejects.toMatchObject({
    message: 'Its server did not answer in time.',
  })
  const brief = { headMs: 60_000, totalMs: 500 }
  await expect(fetching(site.at('/dripping'), site.policy, brief)).rejects.toMatchObject({
    message: 'It took too long and was stopped.',
  })
})

test('[K3] a site that is gone, or speaks something else, is said to be so', async () => {
  const site = await openWebSite()
  site.answer('/else', (request) => request.socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
  site.answer('/cut', (request) => request.socket.destroy())
  await expect(fetching(site.at('/else'), site.policy)).rejects.toMatchObject({
    message: 'Its server answered something that is not HTTP.',
  })
  await expect(fetching(site.at('/cut'), site.policy)).rejects.toMatchObject({
    message: 'Its server broke off the connection.',
  })
  await site.close()
  await expect(fetching(site.at('/'), site.policy)).rejects.toMatchObject({
    message: 'Its server refused the connection.',
  })
})

const limits: FetchLimits = {
  bodyBytes: MB,
  contentBytes: MB,
  redirects: 3,
  connectMs: 30_000,
  headMs: 30_000,
}

/** Patient, for the machine may be busy: what is too slow is asked for with less patience. */
function fetching(
  url: string,
  policy: FetchPolicy,
  { headMs = limits.headMs, totalMs = 60_000 } = {},
) {
  return guardedFetch(url, {
    policy,
    turns: new HostTurns({ perHost: 2, overall: 2, waiting: 2 }),
    limits: { ...limits, headMs },
    accept: '*/*',
    signal: AbortSignal.timeout(totalMs),
  })
}
