import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Visitor } from '../support/api-server.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'

onEveryEngine((engine) => {
  // One for all: every test has people and a board of its own.
  let server: ApiServer
  beforeAll(async () => {
    server = await startApi(await engine.env())
  })
  afterAll(() => server.close())

  const begin = async (name: string): Promise<Visitor> => {
    const visitor = server.visitor()
    await visitor.post('/api/start', { name })
    return visitor
  }
  const open = async () => {
    const mara = await begin('Mara')
    const { id } = (await mara.post('/api/boards', { title: 'Depot' })).body
    return { mara, id: String(id), path: `/api/boards/${id}/custody` }
  }
  const bring = async (who: Visitor, id: string, text: string): Promise<string> => {
    const form = new FormData()
    form.set('file', new File([text], 'note.txt'))
    const answer = await fetch(`${server.url}/api/boards/${id}/files`, {
      method: 'POST',
      headers: { cookie: who.cookie },
      body: form,
    })
    const file: { sha256: string } = await answer.json()
    return file.sha256
  }
  const viewer = async (owner: Visitor, id: string) => {
    const noor = await begin('Noor')
    const session = await noor.get('/api/session')
    const personId = String(session.body.person.id)
    await owner.post(`/api/boards/${id}/members`, { personId, role: 'viewer' })
    return noor
  }
  type Entry = { what: string; by: string; details: Record<string, unknown> }
  const actsOf = (entries: Entry[]) => entries.map(({ what, by }) => [what, by])

  test('[I11] the server writes by itself who brought a file, how, what was taken of it and who downloaded it', async () => {
    const { mara, id, path } = await open()
    const sha256 = await bring(mara, id, 'as received')
    await mara.get(`/api/boards/${id}/files/${sha256}?download`)
    const { body } = await mara.get(`${path}?sha256=${sha256}`)
    expect(actsOf(body.entries)).toEqual([
      ['received', 'Mara'],
      ['hashed', 'Redstring'],
      ['facts-read', 'Redstring'],
      ['downloaded', 'Mara'],
    ])
    expect(body.entries[0]).toMatchObject({
      seq: 1,
      sha256,
      details: { name: 'note.txt', size: 11, how: 'request' },
    })
    await bring(mara, id, 'as received')
    const again = (await mara.get(`${path}?sha256=${sha256}`)).body.entries
    expect(actsOf(again).slice(4)).toEqual([
      ['received', 'Mara'],
      ['hashed', 'Redstring'],
    ])
  })

  test('[I12] looks are noted once a person, item and hour; a viewer’s too, who can note nothing else', async () => {
    const { mara, id, path } = await open()
    const noor = await viewer(mara, id)
    const look = { what: 'viewed', evidence: 'evidence:clip' }
    for (const who of [mara, mara, noor, noor])
      expect((await who.post(path, look)).status).toBe(204)
    await mara.post(path, { ...look, evidence: 'evidence:other' })
    const read = await noor.get(`${path}?evidence=evidence:clip`)
    expect(actsOf(read.body.entries)).toEqual([
      ['viewed', 'Mara'],
      ['viewed', 'Noor'],
    ])
    for (const what of ['exported', 'restored'])
      expect((await noor.post(path, { ...look, what })).status).toBe(403)
    const stranger = await begin('Somebody else')
    expect((await server.visitor().get(path)).status).toBe(401)
    expect((await stranger.get('/api/boards/none/custody')).status).toBe(404)
  })

  test('[I12] withdrawing needs a reason, a note needs its item, and a file has to be of this board', async () => {
    const { mara, path } = await open()
    const evidence = 'evidence:clip'
    expect((await mara.post(path, { what: 'withdrawn', evidence })).status).toBe(400)
    expect((await mara.post(path, { what: 'viewed' })).status).toBe(400)
    expect((await mara.post(path, { what: 'received', evidence })).status).toBe(400)
    const sha256 = 'a'.repeat(64)
    expect((await mara.post(path, { what: 'viewed', sha256 })).status).toBe(404)
    const reason = 'The source asked for it.'
    expect((await mara.post(path, { what: 'withdrawn', evidence, reason })).status).toBe(204)
    const { body } = await mara.get(path)
    expect(body.entries).toMatchObject([{ what: 'withdrawn', by: 'Mara', details: { reason } }])
  })

  test('[I13] a row that somebody changes or takes out of the custody log shows', async () => {
    const { mara, id, path } = await open()
    for (const each of ['a', 'b', 'c'])
      await mara.post(path, { what: 'viewed', evidence: `evidence:${each}` })
    expect((await mara.get(`${path}?verify`)).body).toMatchObject({ brokenAt: null })
    const { kysely } = server.parts.database
    const ofSecond = { board_id: id, seq: 2 }
    const change = async (actor_name: string) => {
      await kysely
        .updateTable('custody')
        .set({ actor_name })
        .where((eb) => eb.and(ofSecond))
        .execute()
    }
    await change('Idris')
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(2)
    await change('Mara')
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(null)
    await kysely
      .deleteFrom('custody')
      .where((eb) => eb.and(ofSecond))
      .execute()
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(3)
  })

  test('[I13] the last rows cut off the custody log show, also when more was written since', async () => {
    const { mara, id, path } = await open()
    const look = (item: string) => mara.post(path, { what: 'viewed', evidence: `evidence:${item}` })
    for (const each of ['a', 'b', 'c', 'd']) await look(each)
    const { kysely } = server.parts.database
    const cut = () =>
      kysely.deleteFrom('custody').where('board_id', '=', id).where('seq', '>', 2).execute()
    await cut()
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(3)
    await look('e')
    const { entries, brokenAt } = (await mara.get(`${path}?verify`)).body
    expect(entries.map(({ seq }: { seq: number }) => seq)).toEqual([1, 2, 5])
    expect(brokenAt).toBe(5)
    await kysely.deleteFrom('custody').where('board_id', '=', id).execute()
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(1)
  })

  test('[I13] what is kept of the end of the custody log shows when it is changed or gone', async () => {
    const { mara, id, path } = await open()
    for (const each of ['a', 'b'])
      await mara.post(path, { what: 'viewed', evidence: `evidence:${each}` })
    const { kysely } = server.parts.database
    const head = kysely.updateTable('custody_head').where('board_id', '=', id)
    await head.set({ seq: 1 }).execute()
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(1)
    await head.set({ seq: 2 }).execute()
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(null)
    await kysely.deleteFrom('custody_head').where('board_id', '=', id).execute()
    expect((await mara.get(`${path}?verify`)).body.brokenAt).toBe(2)
  })

  test('[I13] many notes at once are all kept, in one chain', async () => {
    const { mara, path } = await open()
    const notes = Array.from({ length: 30 }, (_, n) =>
      mara.post(path, { what: 'viewed', evidence: `evidence:${n}` }),
    )
    expect((await Promise.all(notes)).map(({ status }) => status)).toEqual(notes.map(() => 204))
    const { body } = await mara.get(`${path}?verify`)
    expect(body.entries).toHaveLength(30)
    expect(body.brokenAt).toBe(null)
  })
})
