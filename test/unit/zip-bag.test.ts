import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { openBag } from '../../server/copies/bag-source.ts'
import { checkBag } from '../../server/copies/check-bag.ts'
import { BagWriter } from '../../server/copies/bag.ts'
import { readManifest } from '../../server/copies/bag-format.ts'
import { ZipBagWriter } from '../../server/copies/zip-bag.ts'
import { contentOfZip, writeZip } from '../support/case-packages.ts'

const folder = mkdtempSync(join(tmpdir(), 'redstring-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const shaOf = (text: string) => createHash('sha256').update(text).digest('hex')

async function bagOf(originals: number): Promise<ZipBagWriter> {
  const bag = await ZipBagWriter.begin({
    staging: join(folder, `staging-${originals}`),
    root: 'case',
  })
  await bag.add('log.jsonl', [Buffer.from('{}\n')])
  for (let n = 0; n < originals; n++) {
    const text = `original ${n}`
    await bag.addOriginal(`files/${shaOf(text)}`, {
      sha256: shaOf(text),
      size: Buffer.byteLength(text),
      bytes: async function* () {
        yield Buffer.from(text)
      },
    })
  }
  await bag.finish([['Source-Organization', 'Redstring']])
  return bag
}

test.for([0, 20, 700])(
  '[Z9] a zip of %i originals is as long as it was said to be',
  async (count) => {
    const { size, stream } = await (await bagOf(count)).open()
    const bytes = await buffer(stream)
    expect(bytes.length).toBe(size)
    const path = join(folder, `${count}.zip`)
    writeFileSync(path, bytes)
    const source = await openBag(path)
    expect((await checkBag(source)).payload.length).toBe(count + 1)
    await source.close()
  },
)

test('[Z9] an original that is not what its hash says ends the zip in the middle, and nothing waits on', async () => {
  const staging = join(folder, 'damaged')
  const bag = await ZipBagWriter.begin({ staging, root: 'case' })
  await bag.addOriginal('files/a', {
    sha256: shaOf('received'),
    size: 8,
    bytes: async function* () {
      yield Buffer.from('damaged!')
    },
  })
  await bag.finish([])
  const { stream } = await bag.open()
  await expect(buffer(stream)).rejects.toThrow('are not those that were received')
  await expect.poll(() => existsSync(staging)).toBe(false)
})

const leftovers = [
  '.DS_Store',
  'Thumbs.db',
  'data/desktop.ini',
  'data/files/._a',
  '__MACOSX/data/._log.jsonl',
]

test('[Z13] what an operating system leaves in a folder alters no bag; what else came beside it is told', async () => {
  const path = join(folder, 'looked-into')
  await folderWith(path, leftovers)
  expect(await checkBag(await openBag(path))).toEqual({ payload: ['data/log.jsonl'], beside: [] })
  writeFileSync(join(path, 'my notes.txt'), 'x')
  expect((await checkBag(await openBag(path))).beside).toEqual(['my notes.txt'])
  writeFileSync(join(path, 'data/more.txt'), 'x')
  await expect(openBag(path).then(checkBag)).rejects.toThrow(
    'data/more.txt is named by no manifest',
  )
})

test('[Z13] nor do those that a Mac packs into a zip, beside the case too', async () => {
  const { stream } = await (await bagOf(1)).open()
  const packed = join(folder, 'packed.zip')
  writeFileSync(packed, await buffer(stream))
  const content = [...(await contentOfZip(packed))]
  const left = ['__MACOSX/case/._index.html', 'case/.DS_Store', '.DS_Store', 'case/data/._files']
  const again = await writeZip(join(folder, 'mac.zip'), [
    ...content,
    ...left.map((name): [string, Buffer] => [name, Buffer.from('x')]),
  ])
  const source = await openBag(again)
  expect(await checkBag(source)).toMatchObject({ beside: [] })
  await source.close()
})

test('[Z14] manifests are read as other tools write them', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)]
  const read = (text: string) => [...readManifest(text, 'm')]
  for (const line of [
    `${a} data/x y`,
    `${a}\tdata/x y`,
    `${a}  *data/x y`,
    `${a.toUpperCase()}  ./data/x y`,
  ])
    for (const end of ['\n', '\r\n', '\r'])
      expect(read(`${line}${end}${b}  data/é${end}`)).toEqual([
        ['data/x y', a],
        ['data/é', b],
      ])
  expect(read(`${a}  data/100%25%0A%2e\n`)).toEqual([['data/100%\n%2e', a]])
})

test('[Z14] no manifest leads out of the bag, is cut short or names two hashes of one file', () => {
  const a = 'a'.repeat(64)
  for (const name of ['../x', 'data/../../x', '/etc/passwd', 'data//x', '.\\x', 'a\0', ''])
    expect(() => readManifest(`${a}  ${name}\n`, 'm')).toThrow('cannot be read')
  expect(() => readManifest(`${a}  data/x`, 'm')).toThrow('cut short')
  expect(() => readManifest(`${a}  data/x\n${'b'.repeat(64)}  data/x\n`, 'm')).toThrow('two hashes')
})

async function folderWith(path: string, more: readonly string[]): Promise<void> {
  const bag = await BagWriter.begin(path)
  await bag.add('log.jsonl', [Buffer.from('{}\n')])
  await bag.finish([])
  for (const name of more) {
    mkdirSync(join(path, dirname(name)), { recursive: true })
    writeFileSync(join(path, name), 'x')
  }
}
