import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'

onEveryEngine((engine) => {
  let server: ApiServer
  beforeAll(async () => {
    server = await startApi(await engine.env())
  })
  afterAll(() => server.close())

  const open = async () => {
    const mara = server.visitor()
    await mara.post('/api/start', { name: 'Mara' })
    const { id } = (await mara.post('/api/boards', { title: 'Depot' })).body
    return { mara, path: `/api/boards/${id}` }
  }
  const pixels = 'ab'.repeat(32)

  test('[X24] a moment’s hash is the one that its version names, and there is none after the newest', async () => {
    const { mara, path } = await open()
    const version = (await mara.post(`${path}/versions`, { name: 'First' })).body
    const proof = await mara.get(`${path}/history/moments/${version.seq}/proof`)
    expect(proof.body).toEqual({ seq: version.seq, at: version.at, logHash: version.logHash })
    expect((await mara.get(`${path}/history/moments/999/proof`)).status).toBe(404)
    expect((await server.visitor().get(`${path}/history/moments/0/proof`)).status).toBe(401)
  })

  test('[X25] a picture that is taken stands in the custody log of every item on it, and is found by its pixels', async () => {
    const { mara, path } = await open()
    const picture = { name: 'depot.png', seq: 1, pixels, evidence: ['evidence:clip'] }
    expect((await mara.post(`${path}/pictures`, picture)).status).toBe(204)
    const log = await mara.get(`${path}/custody?evidence=evidence:clip`)
    expect(log.body.entries).toMatchObject([
      { what: 'exported', by: 'Mara', details: { name: 'depot.png', seq: 1, pixels } },
    ])
    const found = await mara.get(`${path}/pictures/${pixels}`)
    expect(found.body.taken).toMatchObject([{ by: 'Mara', seq: 1 }])
    expect((await mara.get(`${path}/pictures/${'cd'.repeat(32)}`)).body.taken).toEqual([])
    expect((await mara.get(`${path}/custody?verify`)).body.brokenAt).toBeNull()
  })
})
