import type { ChildProcess } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import sharp from 'sharp'
import { FileReader } from '../../server/files/reader/file-reader.ts'

let folder: string
let picture: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'redstring-reader-'))
  picture = join(folder, 'picture.png')
  await sharp({ create: { width: 40, height: 30, channels: 3, background: '#b52d26' } })
    .png()
    .toFile(picture)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const warnings: object[] = []
const logger = { warn: (facts: object) => void warnings.push(facts) }

test('[F13] a file that takes too long costs its own facts and nothing else', async () => {
  const hurried = new FileReader(logger, { factsMs: 1, processes: 1 })
  const facts = await hurried.facts({ path: picture, type: 'image/png' })
  expect(facts.notes?.join()).toContain('too long')
  expect(warnings).toHaveLength(1)
  await hurried.close()

  const patient = new FileReader(logger, { processes: 1 })
  expect(await patient.facts({ path: picture, type: 'image/png' })).toEqual({
    width: 40,
    height: 30,
  })
  await patient.close()
})

test('[F13] many files at once wait their turn and all get their facts', async () => {
  const reader = new FileReader(logger, { processes: 2 })
  const all = await Promise.all(
    Array.from({ length: 12 }, () => reader.facts({ path: picture, type: 'image/png' })),
  )
  expect(all).toEqual(Array.from({ length: 12 }, () => ({ width: 40, height: 30 })))
  await reader.close()
})

test('[F13] a reader that has rested reads again', async () => {
  const begun: ChildProcess[] = []
  const note = (message: unknown) => {
    const { process } = message as { process: ChildProcess }
    begun.push(process)
  }
  subscribe('child_process', note)
  onTestFinished(() => void unsubscribe('child_process', note))
  const reader = new FileReader(logger, { processes: 1, restMs: 1 })
  const file = { path: picture, type: 'image/png' }
  await reader.facts(file)
  await expect.poll(() => begun.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL'])
  expect(await reader.facts(file)).toEqual({ width: 40, height: 30 })
  await reader.close()
})

test('[F13] a reader that is closed ends at once, with what still waits', async () => {
  const reader = new FileReader(logger, { processes: 1 })
  const all = Array.from({ length: 3 }, () => reader.facts({ path: picture, type: 'image/png' }))
  await reader.close()
  for (const facts of await Promise.all(all))
    expect(facts.notes?.join()).toContain('could not be read')
})

test('[F11] what is called a video and is none says so', async () => {
  const reader = new FileReader(logger, { processes: 1 })
  const path = join(folder, 'not.mp4')
  await writeFile(
    path,
    Buffer.concat([Buffer.from('000000186674797069736f6d', 'hex'), Buffer.alloc(5000, 7)]),
  )
  const facts = await reader.facts({ path, type: 'video/mp4' })
  expect(facts.notes?.length).toBeGreaterThan(0)
  expect(facts).not.toHaveProperty('width')
  await reader.close()
})
