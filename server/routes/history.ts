import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import {
  comparison,
  history,
  momentChange,
  recordHistory,
  type WorkSession,
} from '../../shared/protocol/history.ts'
import { historyPeople } from '../history/history-people.ts'
import type { OpenBody } from '../history/past/past-messages.ts'
import type { Work } from '../history/past/work.ts'
import type { Parts } from '../parts.ts'
import { answer, describedRoutes, failures, type Env } from './described.ts'
import { gateOf } from './gate.ts'

type PartsOfHistory = Pick<Parts, 'people' | 'boards' | 'past'>

const MOST_ITEMS = 20

/** The past of a board: whoever may see it reads it. */
export function historyRoutes(parts: PartsOfHistory) {
  const { people, past } = parts
  const gate = gateOf(parts)
  return describedRoutes().openapi(overviewRoute, async (c) => {
    const { id } = c.req.valid('param')
    await gate.board(c, id, 'view')
    const { seq, moments, work } = await past.ask('overview', id, {})
    const personIds = [...moments, ...work].map(({ personId }) => personId)
    return c.json(
      {
        seq,
        moments: moments.map((moment) => ({ ...moment, at: instant(moment.at) })),
        sessions: work.map(sessionOf).toReversed(),
        people: await historyPeople(people, personIds),
        versions: [],
      },
      200,
    )
  })
}

/** Answers that may hold a whole board: bytes as the thread of the past makes them. Mounted at `/api/boards`. */
export function pastRoutes(parts: PartsOfHistory): Hono<Env> {
  const { people, past } = parts
  const gate = gateOf(parts)
  const withPeople = async ({ body, personIds }: OpenBody): Promise<Uint8Array> => {
    const named = await historyPeople(people, personIds)
    return Buffer.concat([body, Buffer.from(`,"people":${JSON.stringify(named)}}`)])
  }
  return new Hono<Env>()
    .get('/:id/history/moments/:seq', async (c) => {
      const { id } = c.req.param()
      await gate.board(c, id, 'view')
      const { seq, from } = parsed(momentQuery, { ...c.req.query(), seq: c.req.param('seq') })
      const change = await past.ask('change', id, { from, seq })
      if (!change) throw noSuchMoment()
      return json(change.body, unchanging)
    })
    .get('/:id/history/compare', async (c) => {
      const { id } = c.req.param()
      await gate.board(c, id, 'view')
      const compared = await past.ask('compare', id, parsed(compareQuery, c.req.query()))
      if (!compared) throw noSuchMoment()
      return json(await withPeople(compared), changing)
    })
    .get('/:id/history/records/:recordId', async (c) => {
      const { id, recordId } = c.req.param()
      await gate.board(c, id, 'view')
      return json(await withPeople(await past.ask('record', id, { recordId })), changing)
    })
}

/** Describes the routes above. */
export function describePastRoutes({ openAPIRegistry }: OpenAPIHono<Env>): void {
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/history/moments/{seq}',
    summary: 'What makes the records of one moment those of another, forwards or backwards',
    request: {
      params: params.extend({ seq: z.string() }),
      query: z.object({ from: z.string().optional() }),
    },
    responses: { 200: answer(momentChange, 'Records to put and to remove'), ...failures },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/history/compare',
    summary: 'What differs between two moments in the end, and who made it so',
    request: { params, query: z.object({ from: z.string(), to: z.string() }) },
    responses: { 200: answer(comparison, 'Each record that differs'), ...failures },
  })
  openAPIRegistry.registerPath({
    method: 'get',
    path: '/api/boards/{id}/history/records/{recordId}',
    summary: 'Who set each key of a record, when, and its earlier values; newest first',
    request: { params: params.extend({ recordId: z.string() }) },
    responses: { 200: answer(recordHistory, 'Every value, one a person and minute'), ...failures },
  })
}

const params = z.object({ id: z.string() })
const position = z
  .string()
  .regex(/^\d{1,15}$/, 'it is no position in the log')
  .transform(Number)
const momentQuery = z.object({ seq: position, from: position.default(0) })
const compareQuery = z
  .object({ from: position, to: position })
  .refine(({ from, to }) => from <= to, { message: 'the earlier moment has to come first' })

const overviewRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/history',
  summary: 'The past of a board: moments, who worked when on what, and versions',
  request: { params },
  responses: { 200: answer(history, 'Newest first'), ...failures },
})

/** A moment stays what it is; names of people do not. */
const unchanging = {
  'Cache-Control': 'private, max-age=31536000, immutable',
  Vary: 'Cookie, Authorization',
}
const changing = { 'Cache-Control': 'private, no-cache' }

function json(body: Uint8Array, headers: Record<string, string>): Response {
  return new Response(new Uint8Array(body), {
    headers: { 'Content-Type': 'application/json', ...headers },
  })
}

/** @throws AppError `request/invalid` */
function parsed<T extends z.ZodType>(schema: T, values: unknown): z.output<T> {
  const result = schema.safeParse(values)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  const subject = field === '' ? 'The request' : `“${field}”`
  throw new AppError('request/invalid', `${subject} cannot be used: ${issue?.message}.`)
}

function sessionOf({ items, startedAt, endedAt, ...work }: Work): WorkSession {
  const named = Object.entries(items)
    .toSorted(([a, timesA], [b, timesB]) => rank(b) - rank(a) || timesB - timesA)
    .map(([id]) => id)
  return {
    ...work,
    startedAt: instant(startedAt),
    endedAt: instant(endedAt),
    items: named.slice(0, MOST_ITEMS),
    itemCount: named.length,
  }
}

function rank(id: string): number {
  return id.startsWith('evidence:') ? 1 : 0
}

function noSuchMoment(): AppError {
  return new AppError('moment/not-found', 'This board has no such moment.')
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
