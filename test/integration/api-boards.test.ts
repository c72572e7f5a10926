import { Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import { addEvidence } from '../../shared/board/actions.ts'
import type { Member, Role } from '../../shared/protocol/http.ts'
import { startApi, type ApiServer, type Visitor } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'
import { frames, rawClient, said } from '../support/sync-clients.ts'

onEveryEngine((engine) => {
  let server: ApiServer
  afterEach(() => server.close())

  const startHere = async () => {
    server = await startApi(await engine.env())
  }
  const startWithAccounts = async () => {
    server = await startApi({ ...(await engine.env()), PUBLIC_URL: 'http://board.example' })
  }
  const begin = async (name: string): Promise<Visitor> => {
    const visitor = server.visitor()
    await visitor.post('/api/start', { name })
    return visitor
  }
  /** Somebody with an account, as a program of theirs. */
  const account = async (name: string) => {
    const { people, keys } = server.parts
    const isOwner = (await people.owner()) === null
    const email = `${name}@example.org`
    const person = await people.add({ name, email, password: null, isOwner })
    const { key } = await keys.make(person.id, 'test')
    return Object.assign(server.visitor({ bearer: key }), { id: person.id, email })
  }

  test('[P20] a new board can be opened at once, holds one page, and is its maker’s', async () => {
    await startHere()
    const ada = await begin('Ada')
    const made = await ada.post('/api/boards', { title: '  Depot ' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      title: 'Depot',
      role: 'owner',
      archivedAt: null,
      editedAt: null,
    })
    expect((await ada.get(`/api/boards/${made.body.id}`)).body).toEqual(made.body)
    const { body } = await ada.get(`/api/boards/${made.body.id}/records`)
    expect(body.seq).toBe(1)
    expect(body.setAside).toEqual([])
    expect(body.records.map((record: { typeName: string }) => record.typeName)).toEqual([
      'document',
      'page',
    ])
  })

  test('[P20] records are canvas and evidence alike, at a position of the log', async () => {
    await startHere()
    const ada = await begin('Ada')
    const { id } = (await ada.post('/api/boards', { title: 'Depot' })).body
    const seq = await server.parts.rooms.edit(id, 'server', (doc) => {
      addEvidence(doc, { kind: 'quote', by: 'Ada', fields: { title: 'A voice' } })
    })
    const { body } = await ada.get(`/api/boards/${id}/records`)
    expect(body.seq).toBe(seq)
    expect(body.records).toContainEqual(
      expect.objectContaining({ typeName: 'evidence', kind: 'quote', title: 'A voice' }),
    )
  })

  test('[P21] on this computer everybody edits every board, unless a membership makes them a viewer', async () => {
    await startHere()
    const [ada, ben] = [await begin('Ada'), await begin('Ben'), await begin('Cas')]
    const { id } = (await ada.post('/api/boards', { title: 'Depot' })).body
    expect((await ben.get('/api/boards')).body).toEqual([
      expect.objectContaining({ id, role: 'editor' }),
    ])
    expect((await ben.patch(`/api/boards/${id}`, { title: 'Depot 2' })).status).toBe(200)
    const people = (await ada.get('/api/people')).body
    const { id: personId } = people.find((person: { name: string }) => person.name === 'Ben')
    expect((await ada.post(`/api/boards/${id}/members`, { personId, role: 'viewer' })).status).toBe(
      201,
    )
    const members = (await ada.get(`/api/boards/${id}/members`)).body
    expect(members.map((each: Member) => [each.person.name, each.role])).toEqual([
      ['Ada', 'owner'],
      ['Ben', 'viewer'],
      ['Cas', 'editor'],
    ])
    expect((await ben.get(`/api/boards/${id}`)).body.role).toBe('viewer')
    expect((await ben.patch(`/api/boards/${id}`, { title: 'No' })).status).toBe(403)
    expect((await server.visitor().get(`/api/boards/${id}`)).status).toBe(401)
  })

  test('[P22] what each role may do holds on every route', async () => {
    await startWithAccounts()
    const owner = await account('owner')
    const editor = await account('editor')
    const viewer = await account('viewer')
    const outsider = await account('outsider')
    const nobody = server.visitor()
    const other = await account('other')
    const visitors = { nobody, outsider, viewer, editor, owner }

    const { boards, files } = server.parts
    const { id } = await boards.create('Depot', owner.id)
    const board = `/api/boards/${id}`
    const bringing = { boardId: id, personId: owner.id, name: 'note.txt' }
    const { sha256 } = await files.receive(Readable.from(['note']), bringing)
    const multipart = [
      '--cut',
      'content-disposition: form-data; name="file"; filename="a.txt"',
      '',
      'a',
      '--cut--',
      '',
    ].join('\r\n')
    const upload = { 'content-type': 'multipart/form-data; boundary=cut' }

    const read = { nobody: 401, outsider: 404, viewer: 200, editor: 200, owner: 200 }
    const write = (done: number) => ({ ...read, viewer: 403, editor: done, owner: done })
    const own = (done: number) => ({ ...read, viewer: 403, editor: 403, owner: done })
    type Ask = { body?: unknown; headers?: Record<string, string> }
    const rows: [string, string, Ask, Record<keyof typeof visitors, number>][] = [
      ['GET', board, {}, read],
      ['GET', `${board}/records`, {}, read],
      ['GET', `${board}/members`, {}, read],
      ['GET', `${board}/files/${sha256}`, {}, read],
      ['GET', `${board}/files/${sha256}/facts`, {}, read],
      ['PATCH', board, { body: { title: 'Depot' } }, write(200)],
      ['POST', `${board}/files`, { body: multipart, headers: upload }, write(201)],
      ['PATCH', board, { body: { archived: false } }, own(200)],
      ['PATCH', board, { body: { archived: false, title: 'Depot' } }, own(200)],
      ['POST', `${board}/members`, { body: { personId: other.id, role: 'viewer' } }, own(201)],
      ['PATCH', `${board}/members/${other.id}`, { body: { role: 'editor' } }, own(200)],
      ['DELETE', `${board}/members/${other.id}`, {}, own(204)],
      ['POST', '/api/invitations', { body: { boardId: id } }, own(201)],
    ]
    for (const [method, path, ask, expected] of rows) {
      await boards.setRole(id, editor.id, 'editor')
      await boards.setRole(id, viewer.id, 'viewer')
      const found: Record<string, number> = {}
      for (const [name, visitor] of Object.entries(visitors))
        found[name] = (await visitor.ask(method, path, ask)).status
      expect({ method, path, ...found }).toEqual({ method, path, ...expected })
    }
    expect((await outsider.get('/api/boards')).body).toEqual([])
    expect((await owner.get('/api/boards/no-such-board')).body).toEqual(
      (await outsider.get(board)).body,
    )
  })

  test('[P22] a role that is taken away is gone at once, and the rooms hear of it', async () => {
    await startWithAccounts()
    const [owner, editor] = [await account('owner'), await account('editor')]
    const { boards } = server.parts
    const { id } = await boards.create('Depot', owner.id)
    const heard: string[] = []
    boards.onAccessChange((boardId) => heard.push(boardId))
    await owner.post(`/api/boards/${id}/members`, { email: editor.email, role: 'editor' })
    expect((await editor.get(`/api/boards/${id}`)).status).toBe(200)
    await owner.delete(`/api/boards/${id}/members/${editor.id}`)
    expect((await editor.get(`/api/boards/${id}`)).status).toBe(404)
    expect(heard).toEqual([id, id])
  })

  test('[P23] a board keeps an owner whatever is asked', async () => {
    await startWithAccounts()
    const [owner, second] = [await account('owner'), await account('second')]
    const { id } = await server.parts.boards.create('Depot', owner.id)
    const me = `/api/boards/${id}/members/${owner.id}`
    for (const refused of [await owner.delete(me), await owner.patch(me, { role: 'viewer' })])
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        expect.stringContaining('needs an owner'),
      ])
    expect(await server.parts.boards.roleOf(id, owner.id)).toBe<Role>('owner')
    await owner.post(`/api/boards/${id}/members`, { personId: second.id, role: 'owner' })
    expect((await owner.delete(me)).status).toBe(204)
    expect((await owner.get(`/api/boards/${id}`)).status).toBe(404)
  })

  test('[P24] nobody edits an archived board over a socket, or adds files to it', async () => {
    await startHere()
    const ada = await begin('Ada')
    const { id } = (await ada.post('/api/boards', { title: 'Done' })).body
    await ada.patch(`/api/boards/${id}`, { archived: true })
    const headers = { cookie: ada.cookie, origin: server.url }
    const raw = await rawClient(
      { port: Number(new URL(server.url).port) },
      { boardId: id, headers },
    )
    const doc = new Y.Doc()
    doc.getMap('records').set('evidence:late', new Y.Map([['typeName', 'evidence']]))
    raw.send(frames.mark(1), frames.update(Y.encodeStateAsUpdate(doc)))
    const told = () => raw.frames.map(said).filter(({ kind }) => kind === 'notice')
    await expect.poll(told).toContainEqual({ kind: 'notice', notice: { kind: 'read-only' } })
    const { body } = await ada.get(`/api/boards/${id}/records`)
    expect(JSON.stringify(body)).not.toContain('evidence:late')
    expect((await ada.post(`/api/boards/${id}/files`, {})).body.error.code).toBe('board/archived')
  })

  test('[P24] an archived board is not changed by anybody until it is taken up again', async () => {
    await startHere()
    const ada = await begin('Ada')
    const { id } = (await ada.post('/api/boards', { title: 'Depot' })).body
    const path = `/api/boards/${id}`
    const archived = await ada.patch(path, { archived: true })
    expect(archived.body.archivedAt).toMatch(/^\d{4}-/)
    const renamed = await ada.patch(path, { title: 'No' })
    expect([renamed.status, renamed.body.error.code]).toEqual([409, 'board/archived'])
    expect((await ada.get(`${path}/records`)).status).toBe(200)
    const again = await ada.patch(path, { archived: false, title: 'Yes' })
    expect(again.body).toMatchObject({ archivedAt: null, title: 'Yes' })
  })

  test('[P25] members are named by who they are here or by their address, and may leave', async () => {
    await startWithAccounts()
    const [owner, ben] = [await account('owner'), await account('ben')]
    const { id } = await server.parts.boards.create('Depot', owner.id)
    const members = `/api/boards/${id}/members`
    const unknown = await owner.post(members, { email: 'x@example.org', role: 'viewer' })
    expect([unknown.status, unknown.body.error.code]).toEqual([404, 'people/not-found'])
    expect((await owner.post(members, { role: 'viewer' })).status).toBe(400)
    const added = await owner.post(members, { email: 'BEN@example.org', role: 'viewer' })
    expect(added.body).toMatchObject({ person: { id: ben.id }, role: 'viewer' })
    const listed = (await ben.get(members)).body
    expect(listed.map((each: { role: Role }) => each.role)).toEqual(['viewer', 'owner'])
    expect((await ben.get('/api/people')).body).toHaveLength(2)
    expect((await ben.delete(`${members}/${ben.id}`)).status).toBe(204)
    expect((await ben.get(members)).status).toBe(404)
    expect((await ben.get('/api/people')).body).toHaveLength(1)
  })

  test('[P25] a person without a membership cannot be changed, only added', async () => {
    await startWithAccounts()
    const [owner, ben] = [await account('owner'), await account('ben')]
    const { id } = await server.parts.boards.create('Depot', owner.id)
    const path = `/api/boards/${id}/members/${ben.id}`
    expect((await owner.patch(path, { role: 'owner' })).body.error.code).toBe('people/not-found')
    expect(await server.parts.boards.roleOf(id, ben.id)).toBeNull()
  })

  test('[P26] the list says when a board was last edited, latest first', async () => {
    await startHere()
    const ada = await begin('Ada')
    const first = (await ada.post('/api/boards', { title: 'First' })).body
    const second = (await ada.post('/api/boards', { title: 'Second' })).body
    const titles = async () =>
      (await ada.get('/api/boards')).body.map((board: { title: string }) => board.title)
    expect(await titles()).toEqual(['Second', 'First'])
    await server.parts.rooms.edit(first.id, 'server', (doc) => {
      addEvidence(doc, { kind: 'quote', by: 'Ada' })
    })
    expect(await titles()).toEqual(['First', 'Second'])
    const found = (await ada.get(`/api/boards/${first.id}`)).body
    expect(Date.parse(found.editedAt)).toBeGreaterThanOrEqual(Date.parse(second.createdAt))
  })
})
