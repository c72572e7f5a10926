import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { publicWeb } from '../../server/capture/net/fetch-policy.ts'
import { guardedFetch } from '../../server/capture/net/guarded-fetch.ts'
import { HostTurns } from '../../server/capture/net/host-turns.ts'
import { isPublicAddress } from '../../server/capture/net/public-address.ts'
import { webAddressOf } from '../../server/capture/net/web-address.ts'
import { AppError } from '../../shared/app-error.ts'
import { input, inputsFolder } from '../support/inputs.ts'

test.each([
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.127.255.255',
  '192.0.0.8',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.51.100.7',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:0:7f00:1',
  '64:ff9b::7f00:1',
  '64:ff9b::808:808',
  '64:ff9b:1::7f00:1',
  '100::1',
  '2001::1',
  '2001:0:7f00:1::',
  '2001:10::1',
  '2001:20::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:808:808::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '2a00:1450::200:5efe:7f00:1',
  '2a00:1450:0:0:0:5efe:7f00:1',
  '2606:4700::1%1',
  'localhost',
  '',
  '127.1',
  '0x7f.1',
  '1.1.1',
])('[K1] %s is no public address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '93.184.215.14',
  '172.32.0.1',
  '100.128.0.1',
  '2606:4700::1111',
  '2a00:1450:4001:80b::200e',
])('[K1] %s is a public address', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://0x7f.1/',
  'http://①②⑦.⓪.⓪.①/',
  'http://１２７.0.0.1/',
  'http://127。0。0。1/',
  'http://127.0.0.1./',
  'http://%31%32%37.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://[fe80::1%25eth0]/',
  'http://user:pass@news.example.org/',
  'http://news.example.org@127.0.0.1/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://a.localhost/',
  'http://redis/',
  'http://metadata.google.internal/',
  'http://printer.local/',
  'http://router.lan/',
  'http://x.onion/',
  'http://1.0.0.127.in-addr.arpa/',
  'ftp://news.example.org/',
  'file:///etc/passwd',
  'gopher://news.example.org/',
  'javascript:alert(1)',
  'data:text/html,x',
  'blob:http://news.example.org/x',
  '//news.example.org/',
  'news.example.org',
  '',
  'http://',
  'http://news.example.org:99999/',
  'http://8.8.8.8/',
  'http://1.1.1.1',
  'http://news.example.org\t.127.0.0.1/',
])('[K1] %s is refused by how it is written', (address) => {
  expect(() => webAddressOf(address)).toThrow(AppError)
})

test('[K1] an address that is longer than a link may be is refused', () => {
  expect(() => webAddressOf(`http://news.example.org/${'a'.repeat(8_000)}`)).toThrow(AppError)
})

test('[K1] addresses of the public web are taken, in one spelling', () => {
  expect(webAddressOf('HTTPS://Büro.Example.ORG./a b?q=1#part').href).toBe(
    'https://xn--bro-hoa.example.org/a%20b?q=1',
  )
  expect(webAddressOf('../b', new URL('https://news.example.org/a/c/d')).href).toBe(
    'https://news.example.org/a/b',
  )
})

test('[K1] no port but those of web servers is connected to', () => {
  const open = [80, 443, 8080, 8443]
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 65_535 }), (port) => {
      expect(publicWeb.mayConnect('1.1.1.1', port)).toBe(open.includes(port))
    }),
  )
})

test.each([
  [['127.0.0.1']],
  [['1.1.1.1', '10.0.0.1']],
  [['2606:4700::1111', '::1']],
  [['fe80::1%2']],
  [['not an address']],
])('[K2] a name that has any address which is not public is refused: %s', async (addresses) => {
  await expect(fetching('http://news.example.org/', async () => addresses)).rejects.toMatchObject({
    code: 'capture/refused',
  })
})

test('[K2] a name that is not known is said to be so', async () => {
  const unknown = async () => Promise.reject(new Error('ENOTFOUND'))
  await expect(fetching('http://news.example.org/', unknown)).rejects.toMatchObject({
    code: 'capture/failed',
    message: expect.stringContaining('name is not known'),
  })
})

const spellings = inputsFolder
  ? readFileSync(input('hostile/ssrf_urls.txt'), 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as string)
  : []

test.skipIf(inputsFolder === null)('[K1] the list of spellings is here', () => {
  expect(spellings.length).toBeGreaterThan(40)
})

test.each(spellings)('[K1] %s is refused whatever its name resolves to inside', async (url) => {
  for (const inside of ['127.0.0.1', '169.254.169.254', '::ffff:10.0.0.1'])
    await expect(fetching(url, async () => [inside])).rejects.toMatchObject({
      code: 'capture/refused',
    })
})

test('[K3] requests to one host and to all take turns, and one that is given up leaves the line', async () => {
  const turns = new HostTurns({ perHost: 1, overall: 2, waiting: 2 })
  const never = new AbortController().signal
  const giveA = await turns.take('a', never)
  await turns.take('b', never)
  const order: string[] = []
  const leaving = new AbortController()
  const left = turns.take('a', leaving.signal).catch(() => order.push('left'))
  const second = turns.take('a', never).then(() => order.push('a'))
  await expect(turns.take('c', never)).rejects.toMatchObject({ code: 'capture/busy' })
  leaving.abort(new Error('given up'))
  await left
  giveA()
  giveA()
  await second
  expect(order).toEqual(['left', 'a'])
})

function fetching(url: string, resolve: (name: string) => Promise<string[]>) {
  return guardedFetch(url, {
    policy: { ...publicWeb, resolve },
    turns: new HostTurns({ perHost: 1, overall: 1, waiting: 1 }),
    limits: { bodyBytes: 1000, contentBytes: 1000, redirects: 2, connectMs: 500, headMs: 500 },
    accept: '*/*',
    signal: AbortSignal.timeout(5_000),
  })
}
