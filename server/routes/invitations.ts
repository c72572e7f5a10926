import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import {
  invitation,
  invitationView,
  joinBody,
  joined,
  newInvitation,
} from '../../shared/protocol/http.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, type Env } from './described.ts'
import { gateOf } from './gate.ts'
import { setCookies } from './session.ts'

type Needed = Pick<Parts, 'people' | 'boards' | 'doors' | 'invitations' | 'config'>

/** Links that let one person in, once. No mail is sent: whoever invites passes the link on. */
export function invitationsRoutes(parts: Needed) {
  const { people, doors, invitations, config } = parts
  const gate = gateOf(parts)
  return describedRoutes()
    .openapi(makeRoute, async (c) => {
      const { boardId, role } = c.req.valid('json')
      const who = boardId
        ? (await gate.board(c, boardId, 'own')).person
        : expectOwner(await gate.person(c))
      if ((await people.mode()) === 'this-computer')
        throw new AppError(
          'people/not-allowed',
          'Redstring runs for this computer only, so nobody else can follow a link. Start it with HOST or PUBLIC_URL set to invite others.',
        )
      const { token } = await invitations.make({
        invitedBy: who.id,
        boardId: boardId ?? null,
        role,
      })
      return c.json({ token, link: `${config.publicUrl ?? originOf(c)}/join/${token}` }, 201)
    })
    .openapi(viewRoute, async (c) =>
      c.json(await invitations.view(c.req.valid('param').token), 200),
    )
    .openapi(joinRoute, async (c) => {
      const person = await people.whoIs(c.req.raw.headers)
      const { token } = c.req.valid('param')
      const joined = await invitations.accept(token, { person, account: c.req.valid('json') })
      if (joined.isNew) setCookies(c, (await doors.open(joined.person)).headers)
      return c.json({ boardId: joined.boardId }, 200)
    })
}

function expectOwner<T extends { isOwner: boolean }>(person: T): T {
  if (person.isOwner) return person
  throw new AppError('people/not-allowed', 'Only the owner of this installation can do that.')
}

function originOf(c: Context<Env>): string {
  return new URL(c.req.url).origin
}

const params = z.object({ token: z.string() })

const makeRoute = createRoute({
  method: 'post',
  path: '/invitations',
  summary: 'Make an invitation link',
  request: { body: body(newInvitation) },
  responses: { 201: answer(invitation, 'The link, shown only now'), ...failures },
})

const viewRoute = createRoute({
  method: 'get',
  path: '/invitations/{token}',
  summary: 'What a link is for',
  request: { params },
  responses: { 200: answer(invitationView, 'Who invites, and to which board'), ...failures },
})

const joinRoute = createRoute({
  method: 'post',
  path: '/invitations/{token}',
  summary: 'Use a link: make an account with it, or open its board to the account you have',
  request: { params, body: body(joinBody) },
  responses: { 200: answer(joined, 'A session is open'), ...failures },
})
