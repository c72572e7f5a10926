import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setField } from '../../shared/board/actions.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { enterAudience, linkTo, watch } from '../support/audience.ts'
import { boardFullOfSecrets } from '../support/board-full-of-secrets.ts'

let server: ApiServer
beforeAll(async () => {
  server = await startApi()
})
afterAll(() => server.close())

const enter = (token: string, body = {}) => enterAudience(server, token, body)

test('[W3] an audience says nothing: whatever it sends ends its own socket and nobody else’s', async () => {
  const all = await boardFullOfSecrets(server)
  const { show, briefing, first, second } = all
  show.present({ briefing, scene: first })
  const { token } = await linkTo(all)
  const visitor = await enter(token)
  const other = await watch(server.url, token, visitor)
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string({ maxLength: 400 }),
        fc.uint8Array({ maxLength: 400 }),
        fc.json(),
        fc.constant(Buffer.alloc(2_000_000)),
      ),
      async (sent) => {
        const seen = await watch(server.url, token, visitor)
        seen.socket.send(sent)
        expect([4400, 1006, 1007]).toContain(await seen.closed)
      },
    ),
    { numRuns: 40 },
  )
  expect(other.socket.readyState).toBe(other.socket.OPEN)
  other.socket.pong('still here')
  show.present({ briefing, scene: second })
  await expect.poll(() => other.scene()?.title).toBe('Open questions')
})

test('[W4] all who watch are sent the same bytes, and whoever comes late has all of it at once', async () => {
  const all = await boardFullOfSecrets(server)
  const { show, briefing, first, doc } = all
  show.present({ briefing, scene: first })
  const { token } = await linkTo(all)
  const early = [
    await watch(server.url, token, await enter(token)),
    await watch(server.url, token, await enter(token)),
  ]
  await expect
    .poll(() => early.map(({ records }) => records.has('evidence:photo')))
    .toEqual([true, true])
  const title = (value: string) => setField(doc, 'evidence:photo', 'title', value)
  const began = performance.now()
  const before = early[0]?.received.length ?? 0
  for (let n = 0; n < 200; n++) title(`Canteen ${n}`)
  await expect
    .poll(() => early.map(({ records }) => records.get('evidence:photo')?.['title']))
    .toEqual(['Canteen 199', 'Canteen 199'])
  // The board is looked at four times a second at most, whatever is done to it.
  const looks = Math.ceil((performance.now() - began) / 250) + 1
  expect((early[0]?.received.length ?? 0) - before).toBeLessThanOrEqual(Math.min(looks, 100))
  const late = await watch(server.url, token, await enter(token))
  const [one, two] = early.map(({ records }) => Object.fromEntries(records))
  expect(one).toEqual(two)
  expect(Object.fromEntries(late.records)).toEqual(one)
  expect(late.received).toHaveLength(1)
})

test('[W5] what is presented is followed only from who may edit, and a presence that says it wrongly is refused', async () => {
  const all = await boardFullOfSecrets(server)
  const { show, briefing, first } = all
  const { token } = await linkTo(all)
  const seen = await watch(server.url, token, await enter(token))
  show.present({ briefing, scene: first, since: 5 })
  await expect.poll(() => seen.scene()?.title).toBe('The canteen and what was said')
  const closed = show.closed()
  show.present({ briefing, scene: 'scene:<script>' })
  expect(await closed).toBe(1007)
})
