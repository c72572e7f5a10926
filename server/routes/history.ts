import { promisify } from 'node:util'
import { constants, gzip } from 'node:zlib'
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import {
  comparison,
  history,
  momentChange,
  newCopy,
  newVersion,
  recordHistory,
  version,
  versionChange,
  type WorkSession,
} from '../../shared/protocol/history.ts'
import { board, type Person } from '../../shared/protocol/http.ts'
import { copyBoard } from '../history/copies.ts'
import { historyPeople } from '../history/history-people.ts'
import type { OpenBody } from '../history/past/past-messages.ts'
import type { Work } from '../history/past/work.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, type Env } from './described.ts'
import { gateOf } from './gate.ts'

type PartsOfPast = Pick<Parts, 'people' | 'boards' | 'past' | 'database'>
type PartsOfHistory = PartsOfPast &
  Pick<Parts, 'versions' | 'rooms' | 'files' | 'custody' | 'store' | 'trouble'>

const MOST_ITEMS = 20

/** The past of a board: whoever may see it reads it, whoever may edit it names moments and copies them. */
export function historyRoutes(parts: PartsOfHistory) {
  const { people, boards, past, versions, rooms, trouble, database } = parts
  const gate = gateOf(parts)

  const mayName = async (c: Context<Env>, boardId: string): Promise<Person> => {
    const { person } = await gate.board(c, boardId, 'edit')
    if (await boards.isArchived(boardId))
      throw new AppError('board/archived', 'This board is archived.')
    return person
  }
  const now = (boardId: string): Promise<number> => {
    const message = trouble()
    if (message !== null) throw new AppError('log/not-durable', message)
    return rooms.whenDurable(boardId)
  }

  return describedRoutes()
    .openapi(overviewRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'view')
      const overview = await past.ask('overview', id, {})
      const { seq, moments, work } = overview
      const named = await versions.list(id)
      versions.keepAutomatic(id, overview)
      const personIds = [...moments, ...work, ...named].map(({ personId }) => personId)
      return c.json(
        {
          seq,
          moments: moments.map((moment) => ({ ...moment, at: instant(moment.at) })),
          sessions: work.map(sessionOf).toReversed(),
          people: await historyPeople({ people, kysely: database.kysely }, id, personIds),
          versions: named,
        },
        200,
      )
    })
    .openapi(newVersionRoute, async (c) => {
      const { id } = c.req.valid('param')
      const by = await mayName(c, id)
      const { name, note, seq } = c.req.valid('json')
      return c.json(await versions.make(id, { seq: seq ?? (await now(id)), name, note, by }), 201)
    })
    .openapi(changeVersionRoute, async (c) => {
      const { id, versionId } = c.req.valid('param')
      const by = await mayName(c, id)
      return c.json(await versions.change(id, versionId, { ...c.req.valid('json'), by }), 200)
    })
    .openapi(copyRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'edit')
      return c.json(await copyBoard(parts, { ...c.req.valid('json'), boardId: id, person }), 201)
    })
}

/** Answers that may hold a whole board: bytes as the thread of the past makes them. Mounted at `/api/boards`. */
export function pastRoutes(parts: PartsOfPast): Hono<Env> {
  const { people, past, database } = parts
  const gate = gateOf(parts)
  const withPeople = async (id: string, { body, personIds }: OpenBody): Promise<Uint8Array> => {
    const named = await historyPeople({ people, kysely: database.kysely }, id, personIds)
    return Buffer.concat([body, Buffer.from(`,"people":${JSON.stringify(named)}}`)])
  }
  return new Hono<Env>()
    .get('/:id/history/moments/:seq', async (c) => {
      const { id } = c.req.param()
      await gate.board(c, id, 'view')
      const { seq, from } = parsed(momentQuery, { ...c.req.query(), seq: c.req.param('seq') })
      const change = await past.ask('change', id, { from, seq })
      if (!change) throw noSuchMoment()
      return json(c, change.body, unchanging)
    })
    .get('/:id/history/compare', async (c) => {
      const { id } = c.req.param()
      await gate.board(c, id, 'view')
      const compared = await past.ask('compare', id, parsed(compareQuery, c.req.query()))
      if (!compared) throw noSuchMoment()
      return json(c, await withPeople(id, compared), changing)
    })
    .get('/:id/history/records/:recordId', async (c) => {
      const { id, recordId } = c.req.param()
      await gate.board(c, id, 'view')
      return json(c, await withPeople(id, await past.ask('record', id, { recordId })), changing)
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

const newVersionRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/versions',
  summary: 'Name a moment; without a position the board as it is now (editors)',
  request: { params, body: body(newVersion) },
  responses: { 201: answer(version, 'The version'), ...failures },
})

const changeVersionRoute = createRoute({
  method: 'patch',
  path: '/boards/{id}/versions/{versionId}',
  summary: 'Call a version otherwise, or write a note to it (editors)',
  request: { params: params.extend({ versionId: z.string() }), body: body(versionChange) },
  responses: { 200: answer(version, 'The version as changed'), ...failures },
})

const copyRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/copies',
  summary: 'Make a new board of a moment, which is yours, with the files that it names (editors)',
  request: { params, body: body(newCopy) },
  responses: { 201: answer(board, 'The new board'), ...failures },
})

/**
 * A moment stays what it is, but for a backup that is put back and goes on otherwise: hence an hour and not for ever.
 * Names of people change.
 */
const unchanging = {
  'Cache-Control': 'private, max-age=3600, immutable',
}
const changing = { 'Cache-Control': 'private, no-cache' }

const WORTH_COMPRESSING_BYTES = 2048
const compressed = promisify(gzip)

/** Compressed at the quickest level, for megabytes: a third of the time of the usual one, and a fifth more bytes. */
async function json(
  c: Context<Env>,
  bytes: Uint8Array,
  headers: Record<string, string>,
): Promise<Response> {
  const accepts = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  const isCompressed = accepts && bytes.byteLength > WORTH_COMPRESSING_BYTES
  const sent = isCompressed ? await compressed(bytes, { level: constants.Z_BEST_SPEED }) : bytes
  return new Response(new Uint8Array(sent), {
    headers: {
      'Content-Type': 'application/json',
      Vary: 'Cookie, Authorization, Accept-Encoding',
      ...(isCompressed && { 'Content-Encoding': 'gzip' }),
      ...headers,
    },
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
