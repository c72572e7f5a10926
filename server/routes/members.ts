import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { id, member, memberChange, newMember } from '../../shared/protocol/http.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, nothing } from './described.ts'
import { gateOf } from './gate.ts'

/** Who may enter a board and what they may do there. Owners change it; everybody may leave. */
export function membersRoutes(parts: Pick<Parts, 'people' | 'boards'>) {
  const { boards, people } = parts
  const gate = gateOf(parts)
  return describedRoutes()
    .openapi(listRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'view')
      return c.json(await boards.members(id), 200)
    })
    .openapi(addRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'own')
      const { personId, email, role } = c.req.valid('json')
      const person =
        personId === undefined ? await people.findByEmail(email ?? '') : await people.find(personId)
      if (!person)
        throw new AppError(
          'people/not-found',
          'Nobody here has this address. Invite them by a link.',
        )
      await boards.setRole(id, person.id, role)
      return c.json({ person, role }, 201)
    })
    .openapi(changeRoute, async (c) => {
      const { id, personId } = c.req.valid('param')
      await gate.board(c, id, 'own')
      const { role } = c.req.valid('json')
      const known = (await boards.members(id)).find(({ person }) => person.id === personId)
      if (!known)
        throw new AppError('people/not-found', 'This person is not a member of the board.')
      const { person } = known
      await boards.setRole(id, personId, role)
      return c.json({ person, role }, 200)
    })
    .openapi(removeRoute, async (c) => {
      const { id, personId } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'view')
      if (person.id !== personId) await gate.board(c, id, 'own')
      await boards.setRole(id, personId, null)
      return c.body(null, 204)
    })
}

const params = z.object({ id: z.string() })
const memberParams = params.extend({ personId: id })

const listRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/members',
  summary: 'Who may enter a board',
  request: { params },
  responses: { 200: answer(member.array(), 'People and their roles, by name'), ...failures },
})

const addRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/members',
  summary: 'Let somebody in who has an account here',
  request: { params, body: body(newMember) },
  responses: { 201: answer(member, 'The member'), ...failures },
})

const changeRoute = createRoute({
  method: 'patch',
  path: '/boards/{id}/members/{personId}',
  summary: 'Change what somebody may do',
  request: { params: memberParams, body: body(memberChange) },
  responses: { 200: answer(member, 'The member as changed'), ...failures },
})

const removeRoute = createRoute({
  method: 'delete',
  path: '/boards/{id}/members/{personId}',
  summary: 'Take a membership away, or leave',
  request: { params: memberParams },
  responses: { 204: nothing, ...failures },
})
