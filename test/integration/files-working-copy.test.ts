import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { EncodedPacketSink, FilePathSource, Input, MATROSKA, MP4 } from 'mediabunny'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factsValue, type Facts } from '../../shared/evidence/fields.ts'
import { storedFile, workingCopy, type WorkingCopy } from '../../shared/protocol/http.ts'
import { input, inputsFolder } from '../support/inputs.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'
import { slowFfmpeg } from '../support/slow-ffmpeg.ts'
import { formWith, startFilesServer, until, type FilesServer } from './files-harness.ts'

const run = promisify(execFile)
/** Copies are made at the lowest priority: beside others who have much to do, a second of work takes a minute. */
const PATIENCE_MS = 4 * 60_000

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'redstring-copies-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A clip painted by ffmpeg: `seconds` long, in the given codecs and container. */
async function painted(name: string, options: string[], seconds = 1): Promise<Buffer> {
  const path = join(folder, name)
  const picture = `testsrc=size=161x91:rate=25:duration=${seconds}`
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', picture, ...options, '-y', path])
  return readFileSync(path)
}

async function bring(server: FilesServer, bytes: Buffer, name: string) {
  const answer = await server.as('editor')('/b1/files', {
    method: 'POST',
    body: formWith(bytes, name),
  })
  return storedFile.parse(await answer.json())
}

async function stateOf(server: FilesServer, sha256: string, who = 'viewer'): Promise<WorkingCopy> {
  return workingCopy.parse(await (await server.as(who)(`/b1/files/${sha256}/working-copy`)).json())
}

async function copyOf(server: FilesServer, sha256: string): Promise<WorkingCopy> {
  await until(async () => (await stateOf(server, sha256)).state, {
    timeout: PATIENCE_MS,
  }).not.toMatch(/waiting|making/)
  return stateOf(server, sha256)
}

async function factsOf(server: FilesServer, sha256: string): Promise<Facts> {
  const answer = await server.as('viewer')(`/b1/files/${sha256}/facts?wait`)
  return factsValue.parse(((await answer.json()) as { facts: unknown }).facts)
}

/** The times of the frames, in the order in which they are shown, from 0. */
async function timesOf(path: string): Promise<number[]> {
  using media = new Input({ formats: [MP4, MATROSKA], source: new FilePathSource(path) })
  const track = await media.getPrimaryVideoTrack()
  if (!track) throw new Error('There is no picture')
  const times: number[] = []
  for await (const packet of new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  }))
    times.push(packet.timestamp)
  times.sort((a, b) => a - b)
  return times.map((time) => time - (times[0] ?? 0))
}

/** The bytes of a ready copy as a file on disk. */
async function fetched(server: FilesServer, copy: WorkingCopy): Promise<string> {
  const answer = await server.as('viewer')(`/b1/files/${copy.sha256}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('video/mp4')
  const path = join(folder, `${copy.sha256}.mp4`)
  await writeFile(path, Buffer.from(await answer.arrayBuffer()))
  return path
}

describe.skipIf(!hasFfmpeg())('a clip that browsers do not play', () => {
  let server: FilesServer
  beforeAll(async () => void (server = await startFilesServer()))
  afterAll(() => server.close())

  test('[F45] gets a copy for playing, made once, beside an original that stays as it is', async () => {
    const bytes = await painted('old.avi', ['-c:v', 'mpeg4'])
    const stored = await bring(server, bytes, 'old.avi')
    expect(stored.facts.notes?.join()).toContain('Browsers do not play AVI')
    const copy = await copyOf(server, stored.sha256)
    expect(copy).toMatchObject({ state: 'ready', percent: 100 })
    expect(await timesOf(await fetched(server, copy))).toHaveLength(25)
    const facts = await factsOf(server, stored.sha256)
    expect(facts.workingCopySha256).toBe(copy.sha256)
    expect(facts.notes?.join()).toContain('working copy')
    const original = await server.as('viewer')(`/b1/files/${stored.sha256}`)
    expect(Buffer.from(await original.arrayBuffer()).equals(bytes)).toBe(true)
    expect((await bring(server, bytes, 'again.avi')).facts.workingCopySha256).toBe(copy.sha256)
  })

  test('[F45] keeps its pictures bit for bit where only the container or the sound is in the way', async () => {
    const bytes = await painted('talk.mkv', [
      '-pix_fmt',
      'yuv420p',
      '-vf',
      'pad=162:92',
      '-c:v',
      'libx264',
    ])
    const stored = await bring(server, bytes, 'talk.mkv')
    const path = await fetched(server, await copyOf(server, stored.sha256))
    const md5 = async (file: string) =>
      (await run('ffmpeg', ['-v', 'error', '-i', file, '-map', '0:v', '-f', 'md5', '-'])).stdout
    expect(await md5(path)).toBe(await md5(join(folder, 'talk.mkv')))
    expect((await factsOf(server, stored.sha256)).notes?.join()).toContain('in another container')
  })

  test('[F46] keeps the time of every frame, however uneven they are', async () => {
    const uneven = "setpts='(N*N+N*3)/100/TB'"
    const bytes = await painted('uneven.mkv', [
      '-vf',
      uneven,
      '-fps_mode',
      'passthrough',
      '-c:v',
      'mpeg4',
    ])
    const stored = await bring(server, bytes, 'uneven.mkv')
    expect(stored.facts.frameRateMin).toBeLessThan(5)
    const times = await timesOf(await fetched(server, await copyOf(server, stored.sha256)))
    const original = await timesOf(join(folder, 'uneven.mkv'))
    expect(times).toEqual(original.map((time) => expect.closeTo(time, 3)))
  })

  test('[F45] in a container that only ffmpeg reads has its facts and its copy too', async () => {
    const stored = await bring(
      server,
      await painted('old.wmv', ['-vf', 'pad=162:92', '-c:v', 'wmv2']),
      'old.wmv',
    )
    expect(stored).toMatchObject({ type: 'video/x-ms-asf', facts: { width: 162, frameRate: 25 } })
    const copy = await copyOf(server, stored.sha256)
    expect(await timesOf(await fetched(server, copy))).toHaveLength(25)
  })

  test('[F45] that browsers do play, or that holds no picture, gets none', async () => {
    const plain = await bring(
      server,
      await painted('plain.mp4', ['-pix_fmt', 'yuv420p', '-vf', 'pad=162:92', '-c:v', 'libx264']),
      'plain.mp4',
    )
    expect(await stateOf(server, plain.sha256)).toEqual({ state: 'not-needed', percent: 0 })
  })

  test('[F45] is served to who may see the original, and to nobody else', async () => {
    const bytes = await painted('seen.avi', ['-c:v', 'mpeg4', '-q:v', '9'])
    const { sha256 } = await bring(server, bytes, 'seen.avi')
    const copy = await copyOf(server, sha256)
    expect((await server.as('stranger')(`/b1/files/${sha256}/working-copy`)).status).toBe(404)
    expect((await server.as('stranger')(`/b1/files/${copy.sha256}`)).status).toBe(404)
    expect((await server.as('editor')(`/b2/files/${copy.sha256}`)).status).toBe(404)
    const body = formWith(bytes, 'elsewhere.avi')
    await server.as('editor')('/b2/files', { method: 'POST', body })
    expect((await server.as('editor')(`/b2/files/${copy.sha256}`)).status).toBe(200)
  })

  test('[F47] that is damaged ends in a sentence, and the original is kept', async () => {
    const bytes = await painted('cut.avi', ['-c:v', 'mpeg4'])
    const cut = Buffer.concat([bytes.subarray(0, 2200), Buffer.alloc(4000, 0x5a)])
    const { sha256 } = await bring(server, cut, 'cut.avi')
    const copy = await copyOf(server, sha256)
    expect(copy.state).toBe('failed')
    expect(copy.message).toContain('original is kept')
    expect((await server.as('viewer')(`/b1/files/${sha256}`)).status).toBe(200)
  })
})

describe.skipIf(!hasFfmpeg())('a server that stops', () => {
  test('[F48] ends the copy at once, leaves nothing of it, and makes it when it is asked for again', async () => {
    const dataDir = await mkdtemp(join(folder, 'data-'))
    const bytes = await painted('long.avi', ['-c:v', 'mpeg4'], 60)
    const { path: ffmpeg } = slowFfmpeg(dataDir, 'as it plays')
    const first = await startFilesServer({ dataDir, ffmpeg })
    const { sha256 } = await bring(first, bytes, 'long.avi')
    await until(async () => (await stateOf(first, sha256)).percent).toBeGreaterThan(0)
    expect((await stateOf(first, sha256)).state).toBe('making')
    await first.close()

    const second = await startFilesServer({ dataDir })
    expect(await factsOf(second, sha256)).not.toHaveProperty('workingCopySha256')
    expect((await stateOf(second, sha256)).state).toMatch(/waiting|making/)
    expect((await copyOf(second, sha256)).state).toBe('ready')
    await second.close()
  })
})

test('[F47] a server without ffmpeg says so and keeps the original', async () => {
  const server = await startFilesServer({ ffmpeg: '/no/such/program' })
  const avi = Buffer.concat([Buffer.from('RIFF\0\0\0\0AVI LIST', 'latin1'), Buffer.alloc(200)])
  const { sha256 } = await bring(server, avi, 'x.avi')
  await until(async () => (await stateOf(server, sha256)).state).toBe('unavailable')
  expect((await stateOf(server, sha256)).message).toContain('ffmpeg is not installed')
  await server.close()
})

describe.skipIf(!hasFfmpeg() || inputsFolder === null)('real clips', () => {
  test('[F46] a phone’s HEVC of uneven rate stands upright in its copy, with its frames at their times', async () => {
    const server = await startFilesServer()
    const path = input('video/samsung_s22_hevc_rot90_vfr_nullisland.mp4')
    const { sha256 } = await bring(server, readFileSync(path), basename(path))
    const copy = await fetched(server, await copyOf(server, sha256))
    const original = await timesOf(path)
    expect(await timesOf(copy)).toEqual(original.map((time) => expect.closeTo(time, 3)))
    using media = new Input({ formats: [MP4], source: new FilePathSource(copy) })
    const track = await media.getPrimaryVideoTrack()
    expect([await track?.getCodedWidth(), await track?.getCodedHeight()]).toEqual([1080, 1440])
    expect(await track?.getCodec()).toBe('avc')
    await server.close()
  })

  test('[F45] Indeo 4, which no browser plays, is seen in its copy', async () => {
    const server = await startFilesServer()
    const path = input('video/indeo4_unsupported.avi')
    const { sha256 } = await bring(server, readFileSync(path), basename(path))
    const copy = await copyOf(server, sha256)
    expect(copy.state).toBe('ready')
    expect((await timesOf(await fetched(server, copy))).length).toBeGreaterThan(150)
    await server.close()
  })
})
