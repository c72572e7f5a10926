import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { addCard } from '../../shared/board/canvas-actions.ts'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { editText } from '../../shared/board/long-text.ts'
import { recordsHash } from '../../shared/board/canonical-records.ts'
import { recordsOf } from '../../shared/board/layout.ts'
import {
  comparison,
  history,
  momentChange,
  recordHistory,
  version,
} from '../../shared/protocol/history.ts'
import type { Visitor } from '../support/api-server.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'

onEveryEngine((engine) => {
  // One for all, for each has a thread that reads the past. Every test has people and a board of its own.
  let server: ApiServer
  beforeAll(async () => {
    server = await startApi(await engine.env())
  })
  afterAll(() => server.close())
  // What is done within one minute is told as one: all is done in the middle of one.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: middleOfThisMinute() }))
  afterEach(() => void vi.useRealTimers())

  const begin = async (name: string): Promise<Visitor & { personId: string }> => {
    const visitor = server.visitor()
    await visitor.post('/api/start', { name })
    const personId = String((await visitor.get('/api/session')).body.person.id)
    return Object.assign(visitor, { personId })
  }
  const id = 'evidence:clip'

  /** Five moments: the blank board, a clip, its card, another title by Noor, and a description by Mara. */
  const open = async () => {
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
    return { mara, noor, boardId, board: `/api/boards/${boardId}`, rooms }
  }
  const edit = (boardId: string, who: { personId: string }, title: string) =>
    server.parts.rooms.edit(boardId, who.personId, (doc) => setField(doc, id, 'title', title))
  const bring = async (who: Visitor, board: string, text: string): Promise<string> => {
    const form = new FormData()
    form.set('file', new File([text], 'note.txt'))
    const headers = { cookie: who.cookie }
    const answer = await fetch(`${server.url}${board}/files`, {
      method: 'POST',
      headers,
      body: form,
    })
    const file: { sha256: string } = await answer.json()
    return file.sha256
  }

  test('[H2] any moment is told whole or from another one, forwards and backwards', async () => {
    const { mara, board } = await open()
    const moment = async (path: string) =>
      momentChange.parse((await mara.get(`${board}/history/moments/${path}`)).body)
    const whole = await moment('5')
    expect(whole).toMatchObject({ seq: 5, remove: [] })
    expect(whole.put.map(({ typeName }) => typeName).toSorted()).toEqual([
      'document',
      'evidence',
      'page',
      'shape',
    ])
    expect((await moment('4?from=2')).put.map((record) => record.id)).toContain(id)
    const backwards = await moment('2?from=5')
    expect(backwards.put).toMatchObject([{ id, title: 'Clip', description: '' }])
    expect(backwards.remove).toEqual([expect.stringMatching(/^shape:/)])
    const before = await moment('0?from=5')
    expect(before).toMatchObject({ seq: 0, at: null, put: [] })
    expect(before.remove).toHaveLength(4)
    expect((await moment('0')).remove).toEqual([])
  })

  test('[H2] a moment may be kept by the browser, and moments that are not there are said to be missing', async () => {
    const { mara, board } = await open()
    const kept = await mara.get(`${board}/history/moments/3`)
    expect(kept.headers.get('cache-control')).toBe('private, max-age=3600, immutable')
    for (const path of ['moments/6', 'moments/2?from=6', 'compare?from=2&to=6']) {
      const { status, body, headers } = await mara.get(`${board}/history/${path}`)
      expect([path, status, body.error?.code]).toEqual([path, 404, 'moment/not-found'])
      expect(headers.get('cache-control')).not.toContain('immutable')
    }
    for (const path of ['moments/x', 'moments/1?from=-1', 'compare?from=3', 'compare?from=3&to=2'])
      expect([path, (await mara.get(`${board}/history/${path}`)).status]).toEqual([path, 400])
  })

  test('[H3] a comparison tells what differs in the end, and who made it so', async () => {
    const { mara, noor, boardId, board } = await open()
    await edit(boardId, mara, 'Clip 4')
    await edit(boardId, noor, 'Clip 5')
    await edit(boardId, mara, 'Clip')
    const compare = async (from: number, to: number) =>
      comparison.parse((await mara.get(`${board}/history/compare?from=${from}&to=${to}`)).body)
    const some = await compare(4, 7)
    expect(some.changes).toMatchObject([
      { id, before: { title: 'Clip 3', description: '' }, after: { title: 'Clip 5' } },
    ])
    const by = some.changes[0]?.by.toSorted((a, b) => a.seq - b.seq)
    expect(by).toMatchObject([
      { key: 'description', personId: mara.personId, seq: 5, times: 1 },
      { key: 'title', personId: noor.personId, seq: 7, times: 2 },
    ])
    expect(some.people.map(({ name }) => name).toSorted()).toEqual(['Mara', 'Noor'])
    // The title is what it was: only the description and the card differ.
    const all = await compare(2, 8)
    expect(all.changes.find((change) => change.id === id)?.by).toMatchObject([
      { key: 'description' },
    ])
    expect(all.changes.find((change) => change.id.startsWith('shape:'))).toMatchObject({
      before: null,
      by: [{ key: '*', personId: mara.personId, seq: 3 }],
    })
    expect((await compare(8, 8)).changes).toEqual([])
  })

  test('[H4] each key of a record tells who set it, when, and its earlier values', async () => {
    const { mara, noor, board, rooms, boardId } = await open()
    await rooms.edit(boardId, mara.personId, (doc) => recordsOf(doc).delete(id))
    const told = recordHistory.parse((await mara.get(`${board}/history/records/${id}`)).body)
    const of = (key: string) => told.values.filter((value) => value.key === key)
    expect(of('title')).toMatchObject([
      { value: null, personId: mara.personId, seq: 6 },
      { value: 'Clip 3', personId: noor.personId, seq: 4 },
      { value: 'Clip', personId: mara.personId, seq: 2 },
    ])
    // What one person did to it within one minute is told by what it came to.
    expect(of('description')).toMatchObject([{ value: null, seq: 6, times: 3 }])
    expect(of('*')).toMatchObject([
      { value: null, seq: 6 },
      { value: true, seq: 2 },
    ])
    expect((await mara.get(`${board}/history/records/evidence:none`)).body.values).toEqual([])
  })

  test('[H5] the past is told as work by person, with those who are gone and what the server did', async () => {
    const { mara, noor, board, boardId } = await open()
    await server.parts.rooms.edit(boardId, 'somebody', (doc) =>
      setField(doc, id, 'title', 'Clip 9'),
    )
    await server.parts.rooms.edit(boardId, 'server', (doc) => setField(doc, id, 'title', 'Clip 10'))
    const told = history.parse((await noor.get(`${board}/history`)).body)
    expect(told.seq).toBe(7)
    expect(told.moments.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const marasWork = told.sessions.find(({ personId }) => personId === mara.personId)
    // The page and its document, an item, its card, and a description.
    expect(marasWork).toMatchObject({ from: 1, to: 5, edits: 5, items: [id], itemCount: 1 })
    const names = Object.fromEntries(told.people.map((person) => [person.id, person.name]))
    expect(names).toEqual({
      [mara.personId]: 'Mara',
      [noor.personId]: 'Noor',
      somebody: 'Somebody no longer known here',
      server: 'Redstring',
    })
  })

  test('[H6] a version names a moment and holds the hashes of what stood there', async () => {
    const { mara, noor, boardId, board, rooms } = await open()
    const { doc } = await rooms.read(boardId)
    const recordsNow = Buffer.from(recordsHash(doc)).toString('hex')
    const made = await mara.post(`${board}/versions`, { name: ' For the desk ', note: 'As sent' })
    expect(made.status).toBe(201)
    expect(version.parse(made.body)).toMatchObject({
      seq: 5,
      name: 'For the desk',
      note: 'As sent',
      kind: 'named',
      personName: 'Mara',
      recordsHash: recordsNow,
      logHash: Buffer.from((await server.parts.store.head(boardId)).hash).toString('hex'),
    })
    const earlier = await noor.post(`${board}/versions`, { name: 'Before the title', seq: 3 })
    expect(earlier.body).toMatchObject({ seq: 3, personName: 'Noor' })
    expect(earlier.body.recordsHash).not.toBe(recordsNow)
    const change = { note: 'Sent to the lawyers' }
    const changed = await noor.patch(`${board}/versions/${made.body.id}`, change)
    expect(changed.body).toMatchObject({ name: 'For the desk', personName: 'Noor', ...change })
    const told = history.parse((await mara.get(`${board}/history`)).body)
    expect(told.versions.map(({ name }) => name)).toEqual(['For the desk', 'Before the title'])
    for (const seq of [0, 6])
      expect((await mara.post(`${board}/versions`, { name: 'None', seq })).status).toBe(404)
    expect((await mara.post(`${board}/versions`, { name: ' ' })).status).toBe(400)
    expect((await mara.patch(`${board}/versions/none`, change)).status).toBe(404)
  })

  test('[H7] before much is removed at once the server marks the moment by itself; a name makes it a person’s', async () => {
    const { mara, boardId, board, rooms } = await open()
    await rooms.edit(boardId, mara.personId, (doc) => {
      for (let n = 0; n < 12; n++) addEvidence(doc, { kind: 'link', by: 'Mara' })
    })
    await rooms.edit(boardId, mara.personId, (doc) => recordsOf(doc).clear())
    const versions = async () => (await mara.get(`${board}/history`)).body.versions
    await expect.poll(versions).toMatchObject([
      {
        seq: 6,
        kind: 'automatic',
        personName: 'Redstring',
        name: 'Before 14 items were removed',
      },
    ])
    const [automatic] = await versions()
    await mara.patch(`${board}/versions/${automatic.id}`, { name: 'The full board' })
    expect(await versions()).toMatchObject([
      { seq: 6, kind: 'named', personName: 'Mara', name: 'The full board' },
    ])
  })

  test('[H8] a copy is a new board of one moment, its maker’s, with the files it names and no others', async () => {
    const { mara, boardId, board, rooms } = await open()
    const [named, other] = [await bring(mara, board, 'one'), await bring(mara, board, 'two')]
    await rooms.edit(boardId, mara.personId, (doc) => {
      const file = { sha256: named, size: 3, type: 'text/plain', name: 'note.txt' }
      setField(doc, id, 'file', file)
      recordsOf(doc).set('asset:1', assetOf(`/api/boards/${boardId}/files/${named}`))
    })
    await edit(boardId, mara, 'Later')
    const made = await mara.post(`${board}/copies`, { seq: 6, title: 'Depot, as published' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ title: 'Depot, as published', role: 'owner' })
    const copy = `/api/boards/${made.body.id}`
    const recordsAt = async (path: string) => {
      const { put } = momentChange.parse((await mara.get(path)).body)
      return Object.fromEntries(put.map((record) => [record.id, record]))
    }
    const there = await recordsAt(`${copy}/history/moments/2`)
    const original = await recordsAt(`${board}/history/moments/6`)
    const asset = JSON.stringify(original['asset:1']).replaceAll(boardId, made.body.id)
    expect(there).toEqual({ ...original, 'asset:1': JSON.parse(asset) })
    expect((await mara.get(`${copy}/custody`)).body.entries).toMatchObject([
      { what: 'received', by: 'Mara', sha256: named, details: { how: 'server' } },
    ])
    expect((await mara.get(`${copy}/files/${named}`)).status).toBe(200)
    expect((await mara.get(`${copy}/files/${other}`)).status).toBe(404)
    expect((await mara.post(`${board}/copies`, { seq: 99, title: 'None' })).status).toBe(404)
    const titles = (await mara.get('/api/boards')).body.map(({ title }: { title: string }) => title)
    expect(titles).toContain('Depot, as published')
    expect(titles).not.toContain('None')
  })

  test('[H9] a viewer reads the past and changes nothing, a stranger learns nothing, an archived board is read only', async () => {
    const { mara, noor, board } = await open()
    const { body: made } = await mara.post(`${board}/versions`, { name: 'One' })
    await mara.post(`${board}/members`, { personId: noor.personId, role: 'viewer' })
    const reads = ['', '/moments/2', '/compare?from=1&to=2', `/records/${id}`]
    const changes = async (who: Visitor) => [
      (await who.post(`${board}/versions`, { name: 'Two' })).status,
      (await who.patch(`${board}/versions/${made.id}`, { name: 'Two' })).status,
      (await who.post(`${board}/copies`, { seq: 2, title: 'Two' })).status,
    ]
    for (const path of reads) {
      expect([path, (await noor.get(`${board}/history${path}`)).status]).toEqual([path, 200])
      expect((await server.visitor().get(`${board}/history${path}`)).status).toBe(401)
      expect((await mara.get(`/api/boards/none/history${path}`)).status).toBe(404)
    }
    expect(await changes(noor)).toEqual([403, 403, 403])
    expect(await changes(server.visitor())).toEqual([401, 401, 401])
    await mara.patch(board, { archived: true })
    expect((await mara.get(`${board}/history`)).body.versions).toHaveLength(1)
    // A copy is how work goes on from a board that is put away.
    expect(await changes(mara)).toEqual([409, 409, 201])
  })
})

function middleOfThisMinute(): number {
  const minute = 60_000
  return (Math.floor(Date.now() / minute) + 0.5) * minute
}

function assetOf(src: string): Y.Map<unknown> {
  const props = { src, name: 'a', w: 1, h: 1, mimeType: 'image/png', isAnimated: false }
  return new Y.Map([['core', { typeName: 'asset', type: 'image', props, meta: {} }]])
}
