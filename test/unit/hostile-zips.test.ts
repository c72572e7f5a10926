import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBag } from '../../server/copies/bag-source.ts'
import { checkBag } from '../../server/copies/check-bag.ts'
import { Mismatch } from '../../server/proof/proof-source.ts'
import { oddZip, type OddEntry } from '../support/hostile-zip.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-zips-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const GIGABYTE = 2 ** 30

/** A whole small bag, whose manifests name what it holds. */
function bag(payload: readonly OddEntry[] = [], tags: readonly OddEntry[] = []): OddEntry[] {
  const data: OddEntry[] = [{ name: 'case/data/a.txt', bytes: Buffer.from('a') }, ...payload]
  const own: OddEntry[] = [
    { name: 'case/bagit.txt', bytes: Buffer.from('BagIt-Version: 1.0\n') },
    { name: 'case/bag-info.txt', bytes: Buffer.from('Source-Organization: x\n') },
    { name: 'case/manifest-sha256.txt', bytes: linesOf(data) },
    ...tags,
  ]
  return [...data, ...own, { name: 'case/tagmanifest-sha256.txt', bytes: linesOf(own) }]
}

function linesOf(entries: readonly OddEntry[]): Buffer {
  const lines = entries.map(
    ({ name, bytes = Buffer.alloc(0) }) =>
      `${createHash('sha256').update(bytes).digest('hex')}  ${String(name).slice(5)}\n`,
  )
  return Buffer.from(lines.join(''))
}

async function endOf(zip: Buffer): Promise<string> {
  const path = join(folder, 'case.zip')
  writeFileSync(path, zip)
  try {
    const source = await openBag(path, { bytes: GIGABYTE })
    try {
      await checkBag(source)
      return 'taken'
    } finally {
      await source.close()
    }
  } catch (error) {
    if (error instanceof Mismatch) return error.message
    throw error
  }
}

const bytes = Buffer.alloc(20_000, 'x')
const file = (more: Partial<OddEntry>): OddEntry[] => [{ name: 'case/data/b.bin', bytes, ...more }]
const empty = (name: string | Buffer): OddEntry[] => [...bag(), { name }]

test.for<[what: string, entries: () => OddEntry[], says: RegExp | 'taken', after?: string]>([
  ['is in order', () => bag(file({})), 'taken'],
  ['is deflated', () => bag(file({ method: 8 })), 'taken'],
  ['says its sizes after the data', () => bag(file({ method: 8, flags: 8 })), 'taken'],
  ['holds a zip', () => bag(file({ bytes: oddZip(bag()) })), 'taken'],
  [
    'names files to be fetched from elsewhere',
    () =>
      bag(
        [],
        [{ name: 'case/fetch.txt', bytes: Buffer.from('http://127.0.0.1/x 5 data/c.txt\n') }],
      ),
    'taken',
  ],
  ['has an absolute name', () => empty('/tmp/evil'), /leads outside/],
  ['has a name with ..', () => empty('case/../../evil'), /leads outside/],
  ['has a name on a drive', () => empty('C:/evil'), /leads outside/],
  ['has a name with backslashes', () => empty('case\\..\\evil'), /leads outside/],
  [
    'has names that differ in case',
    () => [...bag(file({})), { name: 'case/data/B.BIN', bytes }],
    /cannot tell apart/,
  ],
  [
    'has names that differ in how they are composed',
    () => [...empty('case/\u00e9'), { name: 'case/e\u0301' }],
    /cannot tell apart/,
  ],
  ['has one name twice', () => [...bag(), ...bag()], /two files called/],
  [
    'has a name of 64 kB',
    () => empty(`case/${'x'.repeat(65_000)}`),
    /longer than any computer keeps/,
  ],
  [
    'has a name of rubbish',
    () => empty(Buffer.from([0x63, 0xff, 0xfe, 0x00, 0x80])),
    /lies outside|leads outside|cannot be read/,
  ],
  ['is locked', () => bag(file({ method: 8, flags: 1 })), /locked with a password/],
  ['is packed by a way that nobody knows', () => bag(file({ method: 97 })), /cannot be unpacked/],
  [
    'unpacks to more than it says',
    () => bag(file({ method: 8, states: { unpacked: 5 } })),
    /cannot be unpacked/,
  ],
  [
    'unpacks to less than it says',
    () => bag(file({ method: 8, states: { unpacked: 30_000 } })),
    /cannot be unpacked/,
  ],
  [
    'says in zip64 that it is an exabyte',
    () => bag(file({ method: 8, states: { zip64: 2n ** 50n } })),
    /more than may be taken in/,
  ],
  [
    'says in zip64 what no number holds',
    () => bag(file({ method: 8, states: { zip64: 2n ** 64n - 1n } })),
    /more than may be taken in|cannot be read/,
  ],
  [
    'says that more is packed than there is',
    () => bag(file({ states: { packed: 900_000_000, unpacked: 900_000_000 } })),
    /lie over each other/,
  ],
  [
    'has a thousand files in the same place',
    () => [
      ...bag(file({})),
      ...Array.from({ length: 1_000 }, (_, at) => ({
        name: `case/data/${at}`,
        bytes: Buffer.alloc(0),
        states: { packed: 20_000, unpacked: 20_000, at: 48 },
      })),
    ],
    /lie over each other/,
  ],
  [
    'has a file where there is none',
    () => bag(file({ states: { at: 4_000_000_000 } })),
    /cannot be unpacked|cannot be read/,
  ],
  [
    'has a bomb of zeros',
    () => bag(file({ method: 8, bytes: Buffer.alloc(30_000_000), states: { unpacked: 2 ** 31 } })),
    /more than may be taken in/,
  ],
  ['has a file that no manifest names', () => [...bag(), ...file({})], /named by no manifest/],
  ['lacks a file', () => bag().slice(1), /a\.txt is missing/],
  [
    'lacks its manifest',
    () => bag().filter(({ name }) => name !== 'case/manifest-sha256.txt'),
    /is missing/,
  ],
  [
    'has manifests of other hashes only',
    () => bag().map((each) => ({ ...each, name: String(each.name).replace('sha256', 'md5') })),
    /no whole case/,
  ],
  ['has nothing in it', () => [], /no whole case/],
  ['goes on after its end', () => bag(), /no zip|cannot be read/, 'x'.repeat(70_000)],
])(
  '[Z3] a zip that %s ends in a sentence or is taken as it is, and is written nowhere',
  async ([, entries, says, after = '']) => {
    const told = await endOf(oddZip(entries(), { after }))
    expect(told).toMatch(says)
    expect(told.length).toBeLessThan(400)
    expect(readdirSync(folder)).toEqual(['case.zip'])
  },
)

test('[Z3] tens of thousands of tiny files are read, and cut anywhere a zip ends in a sentence', async () => {
  const many = Array.from({ length: 12_000 }, (_, at) => ({
    name: `case/data/${at}.txt`,
    bytes: Buffer.from('b'),
  }))
  expect(await endOf(oddZip(bag(many)))).toBe('taken')
  const whole = oddZip(bag(file({ method: 8 })))
  for (let length = 0; length < whole.length; length += 97)
    expect(await endOf(whole.subarray(0, length))).toMatch(/^This is no zip/)
})
