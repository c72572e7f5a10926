import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addEvidence } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import { storedFile, type StoredFile } from '../../shared/protocol/http.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { presenter, watch, type Watcher } from '../support/audience.ts'
import { shapeOf } from '../support/canvas-records.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

const SECRET = 'PLANTED'

async function newBoard() {
  const mara = server.visitor()
  await mara.post('/api/start', { name: 'Mara' })
  const { body: board } = await mara.post('/api/boards', { title: 'Files' })
  const boardId = board.id as string
  const show = await presenter(server.url, boardId, mara)
  const put = (record: Parameters<typeof insertRecord>[1]) =>
    show.doc.transact(() => insertRecord(recordsOf(show.doc), record))
  return { mara, boardId, show, put, doc: show.doc }
}

type Board = Awaited<ReturnType<typeof newBoard>>

/** Everything is in the one scene, which is presented and watched. */
async function shown({ mara, boardId, show, doc }: Board, media: Record<string, number> = {}) {
  const briefing = addBriefing(doc, { title: '', by: '' })
  const frame = { x: 0, y: 0, w: 2000, h: 2000 }
  const scene = addScene(doc, { briefing, by: '', title: 'All', page: 'page:page', frame, media })
  const links = `/api/boards/${boardId}/audience-links`
  const { body: link } = await mara.post(links, { briefing, validHours: 1 })
  const visitor = server.visitor()
  await visitor.post(`/api/watch/${link.token}`, {})
  show.present({ briefing, scene })
  const seen = await watch(server.url, link.token, visitor)
  await expect.poll(() => seen.scene()?.title).toBe('All')
  const file = (name: string, headers = {}) =>
    fetch(`${server.url}/api/watch/${link.token}/files/${name}`, {
      headers: { cookie: visitor.cookie, ...headers },
    })
  return { seen, file, links, visitor }
}

async function upload(
  { mara, boardId }: { mara: Visitor; boardId: string },
  bytes: Uint8Array,
  name: string,
): Promise<StoredFile> {
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(bytes)]), name)
  const answer = await fetch(`${server.url}/api/boards/${boardId}/files`, {
    method: 'POST',
    headers: { cookie: mara.cookie },
    body: form,
  })
  expect(answer.status).toBe(201)
  return storedFile.parse(await answer.json())
}

/** Four fields of colour: red, green above blue, white; stored on its side, as telephones do. */
async function fourColours(): Promise<Buffer> {
  const field = (background: string) =>
    sharp({ create: { width: 100, height: 60, channels: 3, background } })
      .png()
      .toBuffer()
  const upright = await sharp({
    create: { width: 200, height: 120, channels: 3, background: '#ffffff' },
  })
    .composite([
      { input: await field('#ff0000'), left: 0, top: 0 },
      { input: await field('#00ff00'), left: 100, top: 0 },
      { input: await field('#0000ff'), left: 0, top: 60 },
    ])
    .png()
    .toBuffer()
  return sharp(upright)
    .rotate(270)
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD0: { Artist: `${SECRET} artist` } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer()
}

const quarter = { topLeft: { x: 0.5, y: 0 }, bottomRight: { x: 1, y: 0.5 } }
const inTheMiddle = { topLeft: { x: 0.05, y: 0.05 }, bottomRight: { x: 0.45, y: 0.45 } }

test.for([
  ['as it lies', { crop: quarter }, [0, 255, 0], [100, 60]],
  ['turned over', { crop: quarter, flipX: true }, [255, 0, 0], [100, 60]],
  ['turned over twice', { crop: quarter, flipX: true, flipY: true }, [0, 0, 255], [100, 60]],
  ['round', { crop: { ...inTheMiddle, isCircle: true } }, [255, 0, 0], [80, 48]],
] as const)(
  '[W9] of a picture that is cropped on the canvas only the part goes out: %s',
  async ([, props, colour, [width, height]]) => {
    const board = await newBoard()
    const { sha256 } = await upload(board, await fourColours(), `${SECRET}.jpg`)
    board.put({
      id: 'asset:a',
      typeName: 'asset',
      type: 'image',
      meta: {},
      props: {
        name: SECRET,
        src: `/api/boards/${board.boardId}/files/${sha256}`,
        w: 200,
        h: 120,
        mimeType: 'image/jpeg',
        isAnimated: false,
      },
    })
    const known = Object(shapeOf('image')['props'])
    board.put(
      shapeOf('image', { id: 'shape:a', props: { ...known, assetId: 'asset:a', ...props } }),
    )
    const { seen, file } = await shown(board)
    const shape = z
      .object({ props: z.object({ assetId: z.string(), crop: z.unknown() }) })
      .parse(seen.records.get('shape:a'))
    const { src } = z
      .object({ props: z.object({ src: z.string() }) })
      .parse(seen.records.get(shape.props.assetId)).props
    const isRound = 'isCircle' in props.crop
    if (!isRound) expect(shape.props.crop).toBe(null)
    const answer = await file(src.split('/').at(-1) ?? '')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp'])
    const bytes = Buffer.from(await answer.arrayBuffer())
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([width, height])
    const pixel = (x: number, y: number) =>
      [...data.subarray((y * info.width + x) * info.channels)].slice(0, info.channels)
    for (const [x, y] of [
      [width / 2, height / 2],
      [width / 2, 2],
      [2, height / 2],
    ] as const)
      pixel(Math.floor(x), Math.floor(y))
        .slice(0, 3)
        .forEach((value, n) => expect(Math.abs(value - (colour[n] ?? 0))).toBeLessThan(30))
    if (isRound) expect([pixel(0, 0)[3], pixel(width - 1, height - 1)[3]]).toEqual([0, 0])
    const told = seen.received.join('\n') + bytes.toString('latin1')
    for (const secret of [SECRET, sha256, board.boardId]) expect(told).not.toContain(secret)
    // The whole of it can be had by no name.
    expect((await file(sha256)).status).toBe(404)
  },
)

test('[W9] what an item calls its working copy is served only where this server made it of a clip', async () => {
  const board = await newBoard()
  const original = await upload(board, await fourColours(), `${SECRET}.jpg`)
  addEvidence(board.doc, {
    kind: 'video',
    by: '',
    id: 'evidence:forged',
    fields: {
      title: 'Forged',
      file: { ...original, type: 'video/mp4' },
      facts: { width: 200, height: 120, workingCopySha256: original.sha256 },
    },
  })
  putCard(board, 'forged')
  const { seen, file } = await shown(board)
  const { workingCopySha256 } = factsIn(seen, 'evidence:forged')
  expect(workingCopySha256).toMatch(/^[0-9a-f]{64}$/)
  const answer = await file(workingCopySha256 ?? '', { range: 'bytes=0-' })
  expect([answer.status, await answer.text()]).toEqual([404, expect.not.stringContaining(SECRET)])
})

test.skipIf(!hasFfmpeg())(
  '[W9] of a clip goes out a copy without what is said in its file, or else the frame that the scene shows',
  async () => {
    const board = await newBoard()
    const clip = await upload(board, clipFullOfSecrets(), `${SECRET}.mkv`)
    const path = `/api/boards/${board.boardId}/files/${clip.sha256}`
    // Made at the lowest priority: a busy machine takes longer than one answer waits.
    const copy = async () => (await board.mara.get(`${path}/working-copy?wait=true`)).body
    await expect.poll(copy).toMatchObject({ state: 'ready' })
    const { body } = await board.mara.get(`${path}/facts?wait=true`)
    const { workingCopySha256: _, ...uncopied } = body.facts
    const item = (name: string, facts: Record<string, unknown>) => {
      addEvidence(board.doc, {
        kind: 'video',
        by: '',
        id: `evidence:${name}`,
        fields: { title: name, file: clip, facts },
      })
      putCard(board, name)
    }
    item('copied', body.facts)
    item('uncopied', uncopied)
    const { seen, file } = await shown(board, { 'evidence:uncopied': 1.5 })
    const served = await file(factsIn(seen, 'evidence:copied').workingCopySha256 ?? '', {
      range: 'bytes=0-',
    })
    expect([served.status, served.headers.get('content-type')]).toEqual([206, 'video/mp4'])
    const still = await file(factsIn(seen, 'evidence:uncopied').previewSha256 ?? '')
    const picture = Buffer.from(await still.arrayBuffer())
    // Red for a second, then blue: the poster is from before, the scene's frame from after.
    const { dominant } = await sharp(picture).stats()
    expect([dominant.r < 60, dominant.b > 200]).toEqual([true, true])
    const told =
      seen.received.join('\n') +
      picture.toString('latin1') +
      Buffer.from(await served.arrayBuffer()).toString('latin1')
    for (const secret of [SECRET, clip.sha256]) expect(told).not.toContain(secret)
  },
)

function putCard({ put }: Board, name: string): void {
  const props = { w: 300, h: 240, evidenceId: `evidence:${name}`, mediaTimeS: 0 }
  put(shapeOf('card', { id: `shape:${name}`, props }))
}

function factsIn(seen: Watcher, id: string) {
  const facts = z.object({
    workingCopySha256: z.string().optional(),
    previewSha256: z.string().optional(),
  })
  return z.object({ facts }).parse(seen.records.get(id)).facts
}

/** Two seconds that browsers need a copy of, with something said in every place that Matroska has for it. */
function clipFullOfSecrets(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'redstring-clip-'))
  try {
    const at = (name: string) => join(folder, name)
    const chapter = [
      '[CHAPTER]',
      'TIMEBASE=1/1000',
      'START=0',
      'END=900',
      `title=${SECRET} chapter`,
    ]
    writeFileSync(at('said.txt'), [';FFMETADATA1', `title=${SECRET}`, ...chapter, ''].join('\n'))
    writeFileSync(at('said.srt'), `1\n00:00:00,000 --> 00:00:01,000\n${SECRET} subtitle\n`)
    const asked =
      '-v error -y -f lavfi -i color=red:d=1:s=320x240:r=10 -f lavfi -i color=blue:d=1:s=320x240:r=10 ' +
      '-f lavfi -i sine=d=2 -i said.txt -i said.srt -filter_complex [0:v][1:v]concat=n=2:v=1[v] ' +
      '-map [v] -map 2 -map 4 -map_metadata 3 -map_chapters 3 -attach said.txt ' +
      `-metadata:s:t mimetype=text/plain -metadata:s:t filename=${SECRET}.txt ` +
      `-metadata:s:v title=${SECRET} -metadata:s:a title=${SECRET} ` +
      '-c:v libx264 -pix_fmt yuv420p -c:a pcm_s16le -c:s srt clip.mkv'
    const made = spawnSync('ffmpeg', asked.split(' '), { cwd: folder })
    expect([made.status, made.stderr.toString()]).toEqual([0, ''])
    return readFileSync(at('clip.mkv'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
