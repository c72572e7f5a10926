import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  startSyncServer,
  stockClient,
  synced,
  type StockClient,
  type SyncServer,
} from '../support/sync-clients.ts'

const CLIENTS = 4

/** What happens to one client next. */
type Step = { client: number } & (
  | { does: 'set' | 'nest' | 'delete'; key: number; value: number }
  | { does: 'write'; at: number; text: string }
  | { does: 'large'; size: number }
  | { does: 'leave' | 'come back' | 'crash' | 'wait' }
)

const client = fc.nat(CLIENTS - 1)
const key = fc.nat(12)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      client,
      does: fc.constantFrom('set' as const, 'nest' as const, 'delete' as const),
      key,
      value: fc.nat(1000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      client,
      does: fc.constant('write' as const),
      at: fc.nat(50),
      text: fc.string({ minLength: 1, maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      client,
      does: fc.constant('large' as const),
      size: fc.integer({ min: 50_000, max: 800_000 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      client,
      does: fc.constantFrom(
        'leave' as const,
        'come back' as const,
        'crash' as const,
        'wait' as const,
      ),
    }),
  },
)

test('[S10] however clients edit, part and come back, they and the server end with the same document', async () => {
  const server = await startSyncServer({ limits: { idleMs: 20 } })
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 120 }), async (steps) => {
      const boardId = `convergence-${run++}`
      const clients = Array.from({ length: CLIENTS }, (_, index) =>
        stockClient(server, { boardId, as: `editor-${index}` }),
      )
      for (const each of steps) {
        const one = clients[each.client]
        if (one) await take(one, each)
      }
      for (const { provider } of clients) provider.connect()
      await allAgree(server, { boardId, clients })
      for (const { provider } of clients) provider.destroy()
    }),
    { numRuns: 60, seed: 424_242, endOnFailure: true },
  )
})

async function take({ doc, provider }: StockClient, step: Step): Promise<void> {
  const map = doc.getMap('map')
  const text = doc.getText('text')
  switch (step.does) {
    case 'set':
      map.set(`${step.key}`, step.value)
      return
    case 'nest': {
      const nested = map.get(`${step.key}`)
      if (nested instanceof Y.Map) nested.set(`${step.value % 5}`, step.value)
      else map.set(`${step.key}`, new Y.Map([[`${step.value % 5}`, step.value]]))
      return
    }
    case 'delete':
      map.delete(`${step.key}`)
      if (text.length > 3) text.delete(step.value % (text.length - 2), 2)
      return
    case 'write':
      text.insert(Math.min(step.at, text.length), step.text)
      return
    case 'large':
      map.set('large', 'x'.repeat(step.size))
      return
    case 'leave':
      provider.disconnect()
      return
    case 'crash':
      // The line breaks without a word; the provider comes back by itself.
      if (
        provider.ws &&
        'terminate' in provider.ws &&
        typeof provider.ws.terminate === 'function'
      ) {
        provider.ws.terminate()
      }
      return
    case 'come back':
      provider.connect()
      return
    case 'wait':
      await new Promise((next) => setTimeout(next, 5))
  }
}

async function allAgree(
  server: SyncServer,
  { boardId, clients }: { boardId: string; clients: StockClient[] },
): Promise<void> {
  const all = async () => {
    const newcomer = stockClient(server, { boardId, as: 'viewer-1' })
    await synced(newcomer)
    newcomer.provider.destroy()
    return [...clients.map(({ doc }) => doc), newcomer.doc].map(contentOf)
  }
  await expect.poll(async () => new Set(await all()).size, { interval: 20 }).toBe(1)
}

function contentOf(doc: Y.Doc): string {
  const clocks = [...Y.decodeStateVector(Y.encodeStateVector(doc))].toSorted(([a], [b]) => a - b)
  const map = Object.entries(doc.getMap('map').toJSON()).toSorted(([a], [b]) => a.localeCompare(b))
  return JSON.stringify([map.map(sorted), doc.getText('text').toJSON(), clocks])
}

/** The same keys in the same order, whatever order they came in. */
function sorted([key, value]: [string, unknown]): unknown {
  if (typeof value !== 'object' || value === null) return [key, value]
  return [key, Object.entries(value).toSorted(([a], [b]) => a.localeCompare(b))]
}
