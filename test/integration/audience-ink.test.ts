import { afterAll, beforeAll, expect, test } from 'vitest'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import { audienceMessage } from '../../shared/audience/audience-messages.ts'
import type { Ink } from '../../shared/briefing/ink.ts'
import type { InkChange } from '../../shared/briefing/ink-change.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { enterAudience, linkTo, presenter, watch } from '../support/audience.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

const enter = (token: string) => enterAudience(server, token)

/** What must never reach an audience begins like this, wherever it stands. */
const SECRET = 'PLANTED'

async function twoScenes() {
  const mara = server.visitor()
  await mara.post('/api/start', { name: `${SECRET} Mara` })
  const boardId: string = (await mara.post('/api/boards', { title: 'Ink' })).body.id
  const show = await presenter(server.url, boardId, mara)
  const { doc } = show
  const briefing = addBriefing(doc, { title: 'Ink', by: '' })
  const scene = (x: number) =>
    addScene(doc, { briefing, by: '', page: 'page:page', frame: { x, y: 0, w: 900, h: 500 } })
  const all = { mara, boardId, show, briefing, first: scene(0), second: scene(2000) }
  return { ...all, ...(await linkTo(all)) }
}

function inkIn(text: string): InkChange | null {
  const message = audienceMessage.parse(JSON.parse(text))
  return message.type === 'ink' ? message.ink : null
}

const stroke = (id: number, points: number[]) => ({ id, width: 5, points })

test('[W11] [W12] an audience is told what is written and pointed at on its scene, late ones too, and nothing else of whoever presents', async () => {
  const { boardId, show, briefing, first, second, token } = await twoScenes()
  const ink = (more: Partial<Ink>): Ink => ({ scene: first, strokes: [], laser: null, ...more })
  const head = async () => (await server.parts.rooms.read(boardId)).seq
  show.present({ briefing, scene: first })
  const seen = await watch(server.url, token, await enter(token))
  await expect.poll(() => seen.scene()?.id).toBe(first)
  const before = await head()
  show.say('presence', { cursor: { x: 1, y: 2 }, chatMessage: `${SECRET} said` })
  const written = ink({ strokes: [stroke(1, [10, 10, 20, 20])] })
  show.write({ ...written, by: `${SECRET} hand` })
  await expect.poll(() => seen.ink()).toEqual(written)
  show.write(ink({ strokes: written.strokes, laser: { id: 2, from: 0, points: [5, 5] } }))
  await expect.poll(() => seen.ink()?.laser).toEqual({ id: 2, from: 0, points: [5, 5] })
  const late = await watch(server.url, token, await enter(token))
  expect(late.ink()?.strokes).toEqual(written.strokes)

  // Only what is new is told, without the board.
  const many = seen.received.length
  show.write(ink({ strokes: [stroke(1, [10, 10, 20, 20, 30, 30])] }))
  await expect.poll(() => seen.ink()?.strokes[0]?.points.length).toBe(6)
  expect(seen.received.slice(many).map((text) => JSON.parse(text))).toEqual([
    {
      type: 'ink',
      ink: {
        scene: first,
        isWhole: false,
        put: [{ id: 1, width: 5, from: 2, points: [30, 30] }],
        remove: [],
        laser: null,
      },
    },
  ])

  // Wiped off, black, another scene, another briefing, the end: gone for everyone.
  const again = async () => {
    show.write(written)
    show.present({ briefing, scene: first })
    await expect.poll(() => seen.ink()).toEqual(written)
  }
  show.write(null)
  await expect.poll(() => [seen.ink(), late.ink()]).toEqual([null, null])
  await again()
  show.present({ briefing, scene: first, isBlack: true })
  await expect.poll(() => seen.isBlack()).toBe(true)
  expect(seen.ink()).toBe(null)
  const inTheDark = await watch(server.url, token, await enter(token))
  expect(inTheDark.ink()).toBe(null)
  await again()
  show.present({ briefing, scene: second })
  await expect.poll(() => seen.scene()?.id).toBe(second)
  expect(seen.ink()).toBe(null)
  await again()
  show.end()
  await expect.poll(() => seen.scene()).toBe(null)
  expect(seen.ink()).toBe(null)
  await again()
  show.present({ briefing: 'briefing:other', scene: first })
  await expect.poll(() => seen.scene()).toBe(null)
  expect(seen.ink()).toBe(null)

  // Nothing of it was kept, and nobody was named.
  expect(await head()).toBe(before)
  expect([...seen.received, ...late.received].join('\n')).not.toContain(SECRET)
  expect(seen.received.join('\n')).not.toContain('cursor')
})

test('[W11] ink that could not be is refused, and what a viewer writes is told to nobody', async () => {
  const { mara, boardId, show, briefing, first, token } = await twoScenes()
  show.present({ briefing, scene: first })
  const seen = await watch(server.url, token, await enter(token))
  await expect.poll(() => seen.scene()?.id).toBe(first)
  const idris = server.visitor()
  await idris.post('/api/start', { name: 'Idris' })
  const personId = (await idris.get('/api/session')).body.person.id
  await mara.post(`/api/boards/${boardId}/members`, { personId, role: 'viewer' })
  const other = await presenter(server.url, boardId, idris)
  other.present({ briefing, scene: first, since: 2 })
  other.write({ scene: first, strokes: [stroke(1, [7, 7])], laser: null })
  show.write({ scene: first, strokes: [stroke(1, [8, 8])], laser: null })
  await expect.poll(() => seen.ink()?.strokes[0]?.points).toEqual([8, 8])
  const heard = () => [...show.heard()].filter((state) => state['ink'])
  expect(heard()).toHaveLength(1)

  const closed = show.closed()
  show.write({ scene: first, strokes: [stroke(1, [1, 2, 3])], laser: null })
  expect(await closed).toBe(1007)
  expect(seen.received.join('\n')).not.toContain('[7,7]')
})

test('[W12] a broken line takes the laser out of the hand and leaves what is written', async () => {
  const { show, briefing, first, token } = await twoScenes()
  const laser = { id: 2, from: 0, points: [5, 5] }
  show.present({ briefing, scene: first })
  const seen = await watch(server.url, token, await enter(token))
  show.write({ scene: first, strokes: [stroke(1, [1, 2])], laser })
  await expect.poll(() => seen.ink()?.laser?.id).toBe(2)
  const before = seen.received.length
  show.breakLine()
  const told = () => seen.received.slice(before).flatMap((text) => inkIn(text) ?? [])
  await expect.poll(() => told()[0]).toMatchObject({ put: [], remove: [], laser: null })
  expect(seen.ink()?.strokes).toHaveLength(1)
})
