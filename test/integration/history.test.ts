import { afterEach, expect, test } from 'vitest'
import { addCard, addEvidence, editText, setField } from '../../shared/board/actions.ts'
import type { Visitor } from '../support/api-server.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'

onEveryEngine((engine) => {
  let server: ApiServer
  afterEach(() => server.close())

  const begin = async (name: string): Promise<Visitor & { personId: string }> => {
    const visitor = server.visitor()
    await visitor.post('/api/start', { name })
    const personId = String((await visitor.get('/api/session')).body.person.id)
    return Object.assign(visitor, { personId })
  }
  const id = 'evidence:clip'

  /** Five moments: the blank board, a clip, its card, another title by Noor, and a longer description by Mara. */
  const open = async () => {
    server = await startApi(await engine.env())
    const [mara, noor] = [await begin('Mara'), await begin('Noor')]
    const boardId = String((await mara.post('/api/boards', { title: 'Depot' })).body.id)
    const { rooms } = server.parts
    await rooms.edit(boardId, mara.personId, (doc) => {
      addEvidence(doc, { kind: 'video', by: 'Mara', id, fields: { title: 'Clip' } })
    })
    await rooms.edit(boardId, mara.personId, (doc) => {
      addCard(doc, id, { x: 0, y: 0 })
    })
    await rooms.edit(boardId, noor.personId, (doc) => setField(doc, id, 'title', 'Clip 3'))
    await rooms.edit(boardId, mara.personId, (doc) =>
      editText(doc, id, 'description', { base: '', next: 'A gate.' }),
    )
    return { mara, noor, boardId, path: `/api/boards/${boardId}/history` }
  }

  test('[H2] any moment is told whole or from another one, forwards and backwards', async () => {
    const { mara, path } = await open()
    const whole = (await mara.get(`${path}/moments/5`)).body
    expect(whole).toMatchObject({ seq: 5, remove: [] })
    expect(whole.put.map((record: { typeName: string }) => record.typeName).toSorted()).toEqual([
      'document',
      'evidence',
      'page',
      'shape',
    ])
    const forwards = (await mara.get(`${path}/moments/4?from=2`)).body
    expect(forwards.put.map((record: { id: string }) => record.id)).toContain(id)
    const backwards = (await mara.get(`${path}/moments/2?from=5`)).body
    expect(backwards.put).toMatchObject([{ id, title: 'Clip', description: '' }])
    expect(backwards.remove).toEqual([expect.stringMatching(/^shape:/)])
    expect((await mara.get(`${path}/moments/0?from=5`)).body).toMatchObject({ at: null, put: [] })
    const { headers } = await mara.get(`${path}/moments/3`)
    expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  })
})
