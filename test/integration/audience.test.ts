import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { setField } from '../../shared/board/actions.ts'
import type { AudienceRecord } from '../../shared/audience/audience-messages.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { enterAudience, linkTo, watch } from '../support/audience.ts'
import { boardFullOfSecrets, SECRET } from '../support/board-full-of-secrets.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

const enter = (token: string, body = {}) => enterAudience(server, token, body)

test('[W1] an audience is sent what the scene shows, and nothing else that lies on the board, by any way', async () => {
  const all = await boardFullOfSecrets(server)
  const { mara, boardId, show, doc, briefing, first, second, unshown, photo, hiddenPhoto } = all
  const { token } = await linkTo(all)
  const stranger = await enter(token)
  const seen = await watch(server.url, token, stranger)
  const ids = () => [...seen.records.keys()].toSorted()
  expect(seen.scene()).toBe(null)
  expect(ids()).toEqual([])

  show.present({ briefing, scene: first })
  await expect.poll(() => seen.scene()?.title).toBe('The canteen and what was said')
  expect(ids().filter((id) => /^(shape|evidence)/.test(id))).toEqual([
    'evidence:claim',
    'evidence:link',
    'evidence:match',
    'evidence:photo',
    'evidence:quote',
    'shape:claim',
    'shape:cutting',
    'shape:label',
    'shape:link',
    'shape:match',
    'shape:photo',
    'shape:photo-claim',
    'shape:quote',
  ])
  expect(seen.scene()).toMatchObject({ description: 'What you may read.', notes: '', hides: {} })
  expect(seen.records.get('evidence:quote')).toMatchObject({
    words: 'They came at night.',
    speaker: 'Name withheld',
    place: { name: 'Place withheld', lat: null, lon: null },
  })
  expect(seen.records.get('evidence:photo')).toMatchObject({
    place: { name: 'Sergeyevka', lat: null },
    checks: { date: { outcome: 'could-not-confirm', finding: '' } },
  })

  // Files: a picture of what is shown, drawn anew; nothing of what is not.
  const file = async (name: string, visitor = stranger) =>
    fetch(`${server.url}/api/watch/${token}/files/${name}`, {
      headers: { cookie: visitor.cookie },
    })
  const name = pictureNameOf(seen.records.get('evidence:photo'))
  const shown = await file(name)
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/webp'])
  const bytes = Buffer.from(await shown.arrayBuffer())
  expect(bytes.toString('latin1')).not.toContain(SECRET)
  expect((await sharp(bytes).metadata()).exif).toBeUndefined()
  const taken = [
    await (await file(hiddenPhoto.sha256)).text(),
    await (await file('f'.repeat(64))).text(),
    await (await file(name, server.visitor())).text(),
    ...(await everyOtherAddress(stranger, { boardId, token, sha256: photo.sha256 })),
  ]

  // A step, edits while it is shown, another scene, a moment of the past, black, a skipped scene, the end.
  show.present({ briefing, scene: first, step: 1 })
  await expect.poll(() => seen.records.has('evidence:later')).toBe(true)
  setField(doc, 'evidence:claim', 'modality', 'possible')
  setField(doc, 'evidence:claim', 'description', `${SECRET} typed while shown`)
  all.text('typed', `${SECRET} typed out of the frame`, { x: 5000, y: 0 })
  await expect
    .poll(() => seen.records.get('evidence:claim'))
    .toMatchObject({ modality: 'possible' })
  setField(doc, 'evidence:claim', 'withheld', 'all')
  await expect.poll(() => seen.records.has('evidence:claim')).toBe(false)
  expect(ids()).not.toContain('shape:photo-claim')
  const { body: history } = await mara.get(`/api/boards/${boardId}/history`)
  show.present({ briefing, scene: first, moment: history.seq })
  await expect.poll(() => seen.records.has('evidence:later')).toBe(false)
  expect(ids()).not.toContain('evidence:claim')
  setField(doc, 'evidence:claim', 'withheld', undefined)
  show.present({ briefing, scene: second })
  await expect.poll(() => seen.scene()?.title).toBe('Open questions')
  expect(ids().filter((id) => /^(shape|evidence)/.test(id))).toEqual([
    'evidence:claim',
    'shape:claim',
  ])
  // Of an earlier scene nothing can be had any more; of a later one nothing yet; by its hash nothing ever.
  for (const gone of [name, photo.sha256, hiddenPhoto.sha256])
    expect((await file(gone)).status).toBe(404)
  show.present({ briefing, scene: second, isBlack: true })
  await expect.poll(() => seen.isBlack()).toBe(true)
  expect(ids()).toEqual([])
  show.present({ briefing, scene: first })
  await expect.poll(() => seen.records.size).toBeGreaterThan(5)
  show.present({ briefing, scene: unshown })
  await expect.poll(() => seen.scene()).toBe(null)
  show.end()
  const everything = [...seen.received, ...taken].join('\n')
  expect(everything).toContain('They came at night.')
  expect(everything).not.toContain(SECRET)
  expect(everything).not.toContain('43.85')
  expect(everything).not.toContain('131.98')
  expect(everything).not.toContain(boardId)
  for (const { sha256 } of [photo, hiddenPhoto]) expect(everything).not.toContain(sha256)
})

const pictureNameOf = (record: AudienceRecord | undefined): string =>
  z.object({ facts: z.object({ previewSha256: z.string() }) }).parse(record).facts.previewSha256

/** Every address of the API, with nothing but what an audience has. */
async function everyOtherAddress(
  stranger: Visitor,
  { boardId, token, sha256 }: { boardId: string; token: string; sha256: string },
): Promise<string[]> {
  const { body: described } = await stranger.get('/api/openapi.json')
  const answers: string[] = []
  for (const [path, methods] of Object.entries(described.paths as Record<string, object>)) {
    if (!('get' in methods) || path === '/api/openapi.json') continue
    const address = path
      .replace('{token}', token)
      .replace('{sha256}', path.includes('/watch/') ? 'e'.repeat(64) : sha256)
      .replace('{id}', boardId)
      .replace(/\{\w+\}/g, '1')
    const answer = await stranger.get(address)
    if (/^\/api\/(boards|people|keys)/.test(path))
      expect([path, answer.status]).toEqual([path, expect.toBeOneOf([400, 401])])
    if (path !== '/api/session') answers.push(JSON.stringify(answer.body))
  }
  expect(answers.length).toBeGreaterThan(8)
  return answers
}
