import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addEvidence, setField } from '../../shared/board/actions.ts'
import { startApi } from '../support/api-server.ts'
import { bring, download, makeCase, personAt } from '../support/brought-cases.ts'
import { contentOfZip } from '../support/case-packages.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redstring-people-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('[J27] [Z18] an imported log puts no words in the mouth of anybody here, whatever ids it names', async () => {
  const [origin, here] = [await startApi(), await startApi()]
  const grace = await personAt(here, 'Grace')
  const { person } = (await grace.get('/api/session')).body
  const { boardId, ada } = await makeCase(origin)
  // Whoever runs a server can write any id into its logs.
  const place = {
    name: 'Depot',
    lat: null,
    lon: null,
    precision: 'unknown',
    method: '',
    by: 'Grace',
  }
  const id = 'evidence:writtenElsewhere'
  await origin.parts.rooms.edit(boardId, person.id, (doc) => {
    const fields = { title: 'Written elsewhere', place }
    addEvidence(doc, { kind: 'claim', by: 'Grace', id, fields })
    setField(doc, id, 'createdAt', '2099-01-01T00:00:00.000Z')
  })
  expect((await ada.get(`/api/boards/${boardId}`)).body).not.toHaveProperty('imported')
  const pixels = 'ab'.repeat(32)
  const exported = { what: 'exported', personId: person.id, details: { seq: 3, pixels } } as const
  await origin.parts.custody.add(boardId, [exported])
  const by = { id: person.id, name: 'Gra\u202Ece\n' }
  await origin.parts.versions.make(boardId, { seq: 4, name: 'As agreed', note: '', by })
  const zip = join(folder, 'forged.zip')
  await download(origin, { boardId, visitor: ada, to: zip })
  await origin.close()

  expect((await bring(here, grace, zip)).state).toBe('done')
  await here.parts.rooms.edit(boardId, person.id, (doc) => {
    addEvidence(doc, { kind: 'claim', by: 'Grace', fields: { title: 'Written here' } })
  })
  const { imported } = (await grace.get(`/api/boards/${boardId}`)).body
  // Neither a time to come nor none at all makes it anything that was said here.
  expect(imported.named).toEqual(
    expect.arrayContaining([`${id} createdBy Grace`, `${id} place Grace`]),
  )
  expect(Date.parse(imported.at)).toBeLessThanOrEqual(Date.now())
  const onward = join(folder, 'onward.zip')
  await download(here, { boardId, visitor: grace, to: onward })
  const page = [...(await contentOfZip(onward))].find(([name]) => name.endsWith('/index.html'))
  expect(page?.[1].toString()).toMatch(/Grace \(of the imported case\)/)
  const past = await grace.get(`/api/boards/${boardId}/history`)
  const names = new Map<string, string>(
    past.body.people.map(({ id, name }: { id: string; name: string }) => [id, name]),
  )
  const who = past.body.sessions.map(({ personId }: { personId: string }) => names.get(personId))
  expect(who.filter((name: string) => name === 'Grace')).toHaveLength(1)
  expect(who.slice(1)).toContain('Ada (of the imported case)')
  expect(who.slice(1)).toContain('Somebody (of the imported case)')
  expect(past.body.versions.map(({ personName }: { personName: string }) => personName)).toEqual(
    expect.arrayContaining(['Ada (of the imported case)', 'Grace (of the imported case)']),
  )
  const compared = await grace.get(
    `/api/boards/${boardId}/history/compare?from=0&to=${past.body.seq}`,
  )
  const authors = compared.body.people.map(({ name }: { name: string }) => name)
  expect(authors.filter((name: string) => name === 'Grace')).toHaveLength(1)

  const { entries } = (await grace.get(`/api/boards/${boardId}/custody?verify`)).body
  const doers = entries.map(({ by: name }: { by: string }) => name)
  expect(doers.slice(0, -1).every((name: string) => name.endsWith('(of the imported case)'))).toBe(
    true,
  )
  expect(doers.at(-1)).toBe('Grace')
  // What a log says was taken out elsewhere is signed by nobody here.
  expect(await here.parts.custody.exportsOf(boardId, pixels)).toHaveLength(1)
  expect(await here.parts.custody.exportsOf(boardId, pixels, { isHere: true })).toEqual([])

  // Taken away from here, its page says the same, and its logs are what they were.
  const again = join(folder, 'again.zip')
  await download(here, { boardId, visitor: grace, to: again })
  const content = await contentOfZip(again)
  const html = content.get(`redstring-${boardId}/index.html`)?.toString() ?? ''
  expect(html).toContain('Ada (of the imported case)')
  const versions = content.get(`redstring-${boardId}/data/versions.jsonl`)?.toString()
  expect(versions).toContain(`"personId":"${person.id}"`)
  expect(versions).not.toContain('elsewhere')
  await here.close()
})
