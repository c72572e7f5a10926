import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { insertRecord } from '../../shared/board/codec.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import type { AudienceRecord } from '../../shared/audience/audience-messages.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { enterAudience, linkTo, presenter, watch } from '../support/audience.ts'
import { shapeOf } from '../support/canvas-records.ts'
import { hasFfmpeg } from '../support/needs-ffmpeg.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

const enter = (token: string) => enterAudience(server, token)

/** What must never reach an audience begins like this, wherever it stands. */
const SECRET = 'PLANTED'

const clipBytes = () => readFileSync('server/sample/media/clip-1-walk.mp4')

/** A board with one clip in the first scene, one that is withheld, and one that lies in the second. */
async function boardWithClips() {
  const mara = server.visitor()
  await mara.post('/api/start', { name: 'Mara' })
  const boardId: string = (await mara.post('/api/boards', { title: 'Clips' })).body.id
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(clipBytes())]), `${SECRET}.mp4`)
  const answer = await fetch(`${server.url}/api/boards/${boardId}/files`, {
    method: 'POST',
    headers: { cookie: mara.cookie },
    body: form,
  })
  const { sha256, size, type, facts } = await answer.json()
  const show = await presenter(server.url, boardId, mara)
  const { doc } = show
  const clip = (name: string, at: { x: number; y: number }, more = {}) => {
    const file = { sha256, size, type, name: `${SECRET}.mp4` }
    const id = `evidence:${name}` as const
    addEvidence(doc, { kind: 'video', by: '', id, fields: { file, facts, ...more } })
    const props = { w: 300, h: 240, evidenceId: id, mediaTimeS: 0 }
    doc.transact(() =>
      insertRecord(recordsOf(doc), shapeOf('card', { id: `shape:${name}`, ...at, props })),
    )
  }
  clip('shown', { x: 20, y: 20 })
  clip('kept', { x: 400, y: 20 }, { withheld: 'all' })
  clip('elsewhere', { x: 5000, y: 20 })
  const briefing = addBriefing(doc, { title: 'Clips', by: '' })
  const scene = (x: number) =>
    addScene(doc, { briefing, by: '', page: 'page:page', frame: { x, y: 0, w: 900, h: 500 } })
  return { mara, boardId, show, briefing, first: scene(0), second: scene(4900), sha256, doc }
}

const head = (name: string, positionS = 1.25) => ({
  item: `evidence:${name}` as const,
  positionS,
  rate: 1,
  isPlaying: true,
  at: 1_000,
})

test('[Y4] [Y8] an audience is told where a clip stands only while it is shown that clip, late ones too, and gets nothing of its file but picture and sound', async () => {
  const all = await boardWithClips()
  const { show, briefing, first, second, doc } = all
  const { token } = await linkTo(all)
  const visitor = await enter(token)
  const seen = await watch(server.url, token, visitor)
  show.present({ briefing, scene: first, playhead: head('shown') })
  await expect.poll(() => seen.playhead()).toEqual(head('shown'))
  const name = clipNameOf(seen.records.get('evidence:shown'))
  const file = () =>
    fetch(`${server.url}/api/watch/${token}/files/${name}`, {
      headers: { cookie: visitor.cookie },
    })
  const late = await watch(server.url, token, await enter(token))
  expect(late.playhead()).toEqual(head('shown'))
  // A board of what is shown is not sent again for it.
  const before = seen.received.length
  show.present({ briefing, scene: first, playhead: head('shown', 3) })
  await expect.poll(() => seen.playhead()?.positionS).toBe(3)
  expect(JSON.parse(seen.received.at(-1) ?? '')).toEqual({
    type: 'playhead',
    playhead: head('shown', 3),
  })
  expect(seen.received.length).toBe(before + 1)
  if (hasFfmpeg()) {
    const answer = await file()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.equals(clipBytes())).toBe(false)
    expect(bytes.toString('latin1')).not.toContain(SECRET)
  }

  // Of what is withheld, lies elsewhere, is hidden by black or was taken out of sight, nothing is said.
  for (const name of ['kept', 'elsewhere', 'not-there']) {
    show.present({ briefing, scene: first, playhead: head(name, 7.5) })
    await expect.poll(() => seen.playhead()).toBe(null)
    show.present({ briefing, scene: first, playhead: head('shown') })
    await expect.poll(() => seen.playhead()).toEqual(head('shown'))
  }
  show.present({ briefing, scene: second, playhead: head('elsewhere', 2) })
  await expect.poll(() => seen.playhead()).toEqual(head('elsewhere', 2))
  show.present({ briefing, scene: second, isBlack: true, playhead: head('elsewhere', 8.5) })
  await expect.poll(() => seen.isBlack()).toBe(true)
  expect(seen.playhead()).toBe(null)
  expect((await file()).status).toBe(404)
  show.present({ briefing, scene: first, playhead: head('shown') })
  await expect.poll(() => seen.playhead()).toEqual(head('shown'))
  setField(doc, 'evidence:shown', 'withheld', 'all')
  await expect.poll(() => seen.playhead()).toBe(null)
  show.end()
  await expect.poll(() => seen.scene()).toBe(null)
  const everything = seen.received.join('\n')
  expect(everything).not.toContain(SECRET)
  expect(everything).not.toContain('7.5')
  expect(everything).not.toContain('8.5')
})

test('[Y4] a presence with a playhead that could not be is refused', async () => {
  const { show, briefing, first } = await boardWithClips()
  const closed = show.closed()
  show.present({ briefing, scene: first, playhead: { ...head('shown'), rate: 1000 } })
  expect(await closed).toBe(1007)
})

const clipNameOf = (record: AudienceRecord | undefined): string =>
  z.object({ facts: z.object({ workingCopySha256: z.string() }) }).parse(record).facts
    .workingCopySha256
