import { afterEach, expect, test } from 'vitest'
import { addBriefing, addScene } from '../../shared/briefing/actions.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { presenter, watch } from '../support/audience.ts'
import { onEveryEngine } from '../support/engines.ts'

let server: ApiServer
afterEach(() => server.close())

/** An owner, and an editor who has made a link by which somebody watches. */
async function watchedByTheLinkOfAnEditor(env: Record<string, string>) {
  server = await startApi({ PUBLIC_URL: 'http://case.example', ...env })
  const owner = server.visitor()
  await owner.post('/api/auth/sign-up/email', account('Olga'))
  const { body: board } = await owner.post('/api/boards', { title: 'One' })
  const { body: invitation } = await owner.post('/api/invitations', {
    boardId: board.id,
    role: 'editor',
  })
  const editor = server.visitor()
  const joined = await editor.post(`/api/invitations/${invitation.token}`, account('Edda'))
  expect(joined.status).toBe(200)
  const show = await presenter(server.url, board.id, owner)
  const briefing = addBriefing(show.doc, { title: '', by: '' })
  const scene = addScene(show.doc, {
    briefing,
    by: '',
    title: 'Shown',
    page: 'page:page',
    frame: { x: 0, y: 0, w: 100, h: 100 },
  })
  const links = `/api/boards/${board.id}/audience-links`
  const linkBy = async (visitor: Visitor) => {
    const { status, body } = await visitor.post(links, { briefing, validHours: 1 })
    expect([status, body]).toEqual([201, expect.anything()])
    return body as { id: string; token: string }
  }
  const link = await linkBy(editor)
  const own = await linkBy(owner)
  show.present({ briefing, scene })
  const { body: members } = await owner.get(`/api/boards/${board.id}/members`)
  const edda = members.find(({ person }: Joined) => person.name === 'Edda').person.id as string
  return { owner, boardId: board.id as string, edda, link, own, links }
}

type Joined = { person: { id: string; name: string } }

const account = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  password: 'long enough',
})

async function comes(token: string): Promise<Visitor> {
  const visitor = server.visitor()
  expect((await visitor.post(`/api/watch/${token}`, {})).status).toBe(204)
  return visitor
}

onEveryEngine((engine) => {
  test.for([
    ['taken off the board', null],
    ['made a viewer', 'viewer'],
  ] as const)(
    '[W8] a link ends at once when whoever made it is %s, and stays ended',
    async ([, role]) => {
      const { owner, boardId, edda, link, own, links } = await watchedByTheLinkOfAnEditor(
        await engine.env(),
      )
      const visitor = await comes(link.token)
      const seen = await watch(server.url, link.token, visitor)
      const others = await watch(server.url, own.token, await comes(own.token))
      await expect.poll(() => seen.scene()?.title).toBe('Shown')

      const member = `/api/boards/${boardId}/members/${edda}`
      const { status } =
        role === null ? await owner.delete(member) : await owner.patch(member, { role })
      expect(status).toBeLessThan(300)
      expect(await seen.closed).toBe(4404)
      expect((await visitor.get(`/api/watch/${link.token}`)).body.error.code).toBe('audience/gone')
      expect(others.socket.readyState).toBe(others.socket.OPEN)
      // Whoever looks after the board is told why, and the log says so once.
      expect((await owner.get(links)).body).toMatchObject([
        { id: own.id, hasEnded: false },
        { id: link.id, hasEnded: true, madeBy: 'Edda', watching: 0 },
      ])
      const custody = async () => (await owner.get(`/api/boards/${boardId}/custody?verify`)).body
      const revoked = async () =>
        (await custody()).entries.filter(
          ({ what }: { what: string }) => what === 'audience-link-revoked',
        )
      // It has ended first, and is written down then.
      const reason = 'Whoever made it may no longer edit this board.'
      await expect.poll(revoked).toMatchObject([{ details: { reason } }])
      expect((await custody()).brokenAt).toBe(null)

      // It does not come back with the right, and can be taken off the list.
      await owner.post(`/api/boards/${boardId}/members`, { personId: edda, role: 'editor' })
      expect(await (await watch(server.url, link.token, visitor)).closed).toBe(4404)
      expect((await owner.delete(`${links}/${link.id}`)).status).toBe(204)
      expect((await owner.get(links)).body).toMatchObject([{ id: own.id }])
    },
  )

  test('[W8] a right taken away beside the server ends a link before anybody comes by it', async () => {
    const { boardId, edda, link, owner, links } = await watchedByTheLinkOfAnEditor(
      await engine.env(),
    )
    await server.parts.database.kysely
      .deleteFrom('board_member')
      .where('board_id', '=', boardId)
      .where('person_id', '=', edda)
      .execute()
    const { body } = await server.visitor().post(`/api/watch/${link.token}`, {})
    expect(body.error.code).toBe('audience/gone')
    expect((await owner.get(links)).body).toMatchObject([
      { hasEnded: false },
      { id: link.id, hasEnded: true },
    ])
  })
})
