import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { readBoard } from '../../shared/board/sanitise.ts'
import { readConfig } from '../../server/config.ts'
import { createLogger } from '../../server/logger.ts'
import { openParts, type OpenParts } from '../../server/open-parts.ts'
import { sampleItems } from '../../server/sample/build-sample-board.ts'
import { ensureSampleBoard, SAMPLE_TITLE } from '../../server/sample/ensure-sample-board.ts'

/** A data folder with the sample, made once and closed. */
const made = { folder: '', id: '' }
beforeAll(async () => {
  made.folder = await mkdtemp(join(tmpdir(), 'redstring-sample-'))
  const { parts, close } = await openAt(made.folder)
  made.id = (await ensureSampleBoard(parts, { ownerId: null })) ?? 'none was made'
  await close()
})
afterAll(() => rm(made.folder, { recursive: true, force: true }))

let folder: string
let open: OpenParts | null = null

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redstring-sample-'))
})
afterEach(async () => {
  await open?.close()
  open = null
  await rm(folder, { recursive: true, force: true })
})

test('[B8] the sample is made whole, with its files', async () => {
  const { id } = made
  const { parts } = await startWithSample()
  expect((await parts.boards.all()).map(({ title }) => title)).toEqual([SAMPLE_TITLE])
  const { evidence, setAside } = readBoard((await parts.rooms.read(id)).doc)
  expect(setAside).toEqual([])
  expect(evidence).toHaveLength(sampleItems.length)
  const shown = evidence.flatMap(({ file, facts }) => [
    (file as { sha256: string } | undefined)?.sha256,
    (facts as { previewSha256?: string } | undefined)?.previewSha256,
  ])
  const held = shown.filter((sha256) => sha256 !== undefined)
  expect(held.length).toBeGreaterThan(14)
  for (const sha256 of held) await parts.files.find(id, sha256)
})

test('[B8] a clip on the sample carries its length and frame rate as read from the file', async () => {
  const { parts } = await startWithSample()
  const { doc } = await parts.rooms.read(made.id)
  const clip = readBoard(doc).evidence.find(({ id }) => id === 'evidence:sample-clip-1')
  expect(clip?.['facts']).toMatchObject({ width: 640, height: 360, durationS: 8, frameRate: 25 })
})

test('[B8] the sample survives a restart and is not made again', async () => {
  const { parts } = await startWithSample()
  expect(await ensureSampleBoard(parts, { ownerId: null })).toBeNull()
  expect(await parts.boards.all()).toHaveLength(1)
  expect(readBoard((await parts.rooms.read(made.id)).doc).evidence).toHaveLength(sampleItems.length)
})

test('[B8] an archived sample does not come back', async () => {
  const { parts } = await startWithSample()
  await parts.boards.change(made.id, { archived: true })
  expect(await ensureSampleBoard(parts, { ownerId: null })).toBeNull()
  expect(await parts.boards.all()).toHaveLength(1)
})

test('[B8] no sample is made beside a board of somebody’s own', async () => {
  const { parts } = await start()
  await parts.boards.create('Ours', null)
  expect(await ensureSampleBoard(parts, { ownerId: null })).toBeNull()
  expect((await parts.boards.all()).map(({ title }) => title)).toEqual(['Ours'])
})

test('[B8] a sample left blank by a stop is finished', async () => {
  const { parts } = await start()
  const { id } = await parts.boards.create(SAMPLE_TITLE, null)
  expect(await ensureSampleBoard(parts, { ownerId: null })).toBe(id)
  expect(readBoard((await parts.rooms.read(id)).doc).evidence).toHaveLength(sampleItems.length)
})

async function start(): Promise<OpenParts> {
  open = await openAt(folder)
  return open
}

async function startWithSample(): Promise<OpenParts> {
  await cp(made.folder, folder, { recursive: true })
  return start()
}

function openAt(dataDir: string): Promise<OpenParts> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  return openParts(config, createLogger('silent'))
}
