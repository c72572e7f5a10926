import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { openBag } from '../../server/copies/bag-source.ts'
import { checkBag } from '../../server/copies/check-bag.ts'
import { ZipBagWriter } from '../../server/copies/zip-bag.ts'

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
    expect((await checkBag(source)).length).toBe(count + 1)
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
