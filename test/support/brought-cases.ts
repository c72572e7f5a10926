import { readFileSync, writeFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { addBriefing } from '../../shared/briefing/actions.ts'
import type { ApiServer, Visitor } from './api-server.ts'
import { editBoard } from './proof-board.ts'

/** Whole cases that go out of one server and are brought to another. */

const EVIL_NAME = '<img src=x onerror=alert(1)>.txt'

/** A small board of Ada's with an edit or two, an original with a name that bites, and a version. */
export async function makeCase(server: ApiServer): Promise<{ boardId: string; ada: Visitor }> {
  const ada = await personAt(server, 'Ada')
  const { person } = (await ada.get('/api/session')).body
  const { id: boardId } = (await ada.post('/api/boards', { title: 'Depot' })).body
  await editBoard(server, { boardId, items: 2 })
  await server.parts.rooms.edit(boardId, person.id, (doc) => doc.getMap('other').set('by', 'Ada'))
  for (const [text, name] of [
    ['as received', EVIL_NAME],
    ['a second original', 'second.txt'],
  ] as const)
    await server.parts.files.receive(Readable.from([Buffer.from(text)]), {
      boardId,
      personId: person.id,
      name,
    })
  await server.parts.versions.make(boardId, { seq: 3, name: 'As of 3', note: '', by: person })
  await makeAudienceLink(server, { boardId, ada, personId: person.id })
  return { boardId, ada }
}

/** Its custody rows have the longest names of all. */
async function makeAudienceLink(
  server: ApiServer,
  { boardId, ada, personId }: { boardId: string; ada: Visitor; personId: string },
): Promise<void> {
  let briefing = ''
  await server.parts.rooms.edit(boardId, personId, (doc) => {
    briefing = addBriefing(doc, { title: 'For outside', by: 'Ada' })
  })
  const links = `/api/boards/${boardId}/audience-links`
  const { status, body } = await ada.post(links, { briefing, validHours: 1 })
  expect(status).toBe(201)
  const revoked = await ada.delete(`${links}/${body.id}`)
  expect(revoked.status).toBe(204)
}

export async function personAt(server: ApiServer, name: string): Promise<Visitor> {
  const visitor = server.visitor()
  await visitor.post('/api/start', { name })
  return visitor
}

export async function download(
  server: ApiServer,
  { boardId, visitor, to }: { boardId: string; visitor: Visitor; to: string },
): Promise<void> {
  const answer = await fetch(`${server.url}/api/boards/${boardId}/package.zip`, {
    headers: { cookie: visitor.cookie },
  })
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(bytes.length)])
  writeFileSync(to, bytes)
}

export async function send(server: ApiServer, visitor: Visitor, path: string) {
  const answer = await fetch(`${server.url}/api/imports?name=case.zip`, {
    method: 'POST',
    headers: { cookie: visitor.cookie },
    body: readFileSync(path),
  })
  return { status: answer.status, body: await answer.json() }
}

export async function bring(server: ApiServer, visitor: Visitor, path: string) {
  const { status, body } = await send(server, visitor, path)
  if (status >= 400) throw new Error(`${status} ${JSON.stringify(body)}`)
  for (;;) {
    const { body: told } = await visitor.get(`/api/imports/${body.id}?wait`)
    if (told.state === 'done' || told.state === 'failed') return told
  }
}
