import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { readBoard } from '../../shared/board/sanitise.ts'
import { board, boardChange, boardRecords, newBoard } from '../../shared/protocol/http.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures } from './described.ts'
import { gateOf, noSuchBoard } from './gate.ts'

/** Boards: list, make, rename, archive, read as plain records. */
export function boardsRoutes(parts: Pick<Parts, 'people' | 'boards' | 'rooms' | 'namesElsewhere'>) {
  const { boards, rooms, namesElsewhere } = parts
  const gate = gateOf(parts)

  const found = async (boardId: string, personId: string) => {
    const one = await boards.find(boardId, personId)
    if (!one) throw noSuchBoard()
    return one
  }

  return describedRoutes()
    .openapi(listRoute, async (c) => c.json(await boards.listFor((await gate.person(c)).id), 200))
    .openapi(createBoardRoute, async (c) => {
      const who = await gate.person(c)
      return c.json(await boards.create(c.req.valid('json').title, who.id), 201)
    })
    .openapi(readRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'view')
      const imported = await namesElsewhere.of(id)
      return c.json({ ...(await found(id, person.id)), ...(imported && { imported }) }, 200)
    })
    .openapi(changeRoute, async (c) => {
      const { id } = c.req.valid('param')
      const change = c.req.valid('json')
      const { person } = await gate.board(c, id, change.archived === undefined ? 'edit' : 'own')
      const staysArchived = change.archived !== false && (await boards.isArchived(id))
      if (change.title !== undefined && staysArchived)
        throw new AppError('board/archived', 'This board is archived.')
      await boards.change(id, change)
      return c.json(await found(id, person.id), 200)
    })
    .openapi(recordsRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'view')
      const { seq, doc } = await rooms.read(id)
      const { canvas, evidence, briefings, setAside } = readBoard(doc)
      const records = [...canvas, ...evidence, ...briefings]
      return c.json({ seq, records, setAside }, 200)
    })
}

const params = z.object({ id: z.string() })

const listRoute = createRoute({
  method: 'get',
  path: '/boards',
  summary: 'The boards you may enter, latest edited first',
  responses: { 200: answer(board.array(), 'Boards'), ...failures },
})

const createBoardRoute = createRoute({
  method: 'post',
  path: '/boards',
  summary: 'Make a board, which is yours',
  request: { body: body(newBoard) },
  responses: { 201: answer(board, 'The board'), ...failures },
})

const readRoute = createRoute({
  method: 'get',
  path: '/boards/{id}',
  summary: 'One board',
  request: { params },
  responses: { 200: answer(board, 'The board'), ...failures },
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/boards/{id}',
  summary: 'Rename a board (editors), archive it or take it up again (owners)',
  request: { params, body: body(boardChange) },
  responses: { 200: answer(board, 'The board as changed'), ...failures },
})

const recordsRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/records',
  summary: 'Everything on a board as plain records, and what was set aside',
  request: { params },
  responses: { 200: answer(boardRecords, 'Records of the canvas and evidence'), ...failures },
})
