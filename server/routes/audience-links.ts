import { createRoute } from '@hono/zod-openapi'
import { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { audienceLink, madeAudienceLink, newAudienceLink } from '../../shared/protocol/audience.ts'
import type { Link } from '../audience/links.ts'
import type { Parts } from '../parts.ts'
import { answer, body, describedRoutes, failures, nothing } from './described.ts'
import { gateOf } from './gate.ts'

type Needed = Pick<
  Parts,
  'people' | 'boards' | 'audienceLinks' | 'audiences' | 'custody' | 'config'
>

const HOUR_MS = 60 * 60 * 1000

/** Links that only watch a briefing: whoever may edit the board makes them and takes them back. */
export function audienceLinksRoutes(parts: Needed) {
  const { people, boards, audienceLinks, audiences, custody, config } = parts
  const gate = gateOf(parts)

  const told = async (link: Link & { hasEnded?: boolean }) => ({
    id: link.id,
    briefing: link.briefing,
    madeBy: (await people.find(link.madeBy))?.name ?? '',
    madeAt: new Date(link.madeAt).toISOString(),
    expiresAt: new Date(link.expiresAt).toISOString(),
    hasPassword: link.asksPassword,
    asksName: link.asksName,
    watching: audiences.countOf(link.id),
    hasEnded: link.hasEnded ?? false,
  })

  return describedRoutes()
    .openapi(listRoute, async (c) => {
      const { id } = c.req.valid('param')
      await gate.board(c, id, 'edit')
      return c.json(await Promise.all((await audienceLinks.list(id)).map(told)), 200)
    })
    .openapi(makeRoute, async (c) => {
      const { id } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'edit')
      if (await boards.isArchived(id))
        throw new AppError('board/archived', 'This board is archived.')
      const { briefing, validHours, password, asksName } = c.req.valid('json')
      const { token, link } = await audienceLinks.make({
        boardId: id,
        briefing,
        madeBy: person.id,
        expiresAt: Date.now() + validHours * HOUR_MS,
        password: password ?? null,
        asksName,
      })
      await custody.add(id, [{ what: 'audience-link-made', personId: person.id }])
      const address = `${config.publicUrl ?? new URL(c.req.url).origin}/watch/${token}`
      return c.json({ ...(await told(link)), token, link: address }, 201)
    })
    .openapi(revokeRoute, async (c) => {
      const { id, linkId } = c.req.valid('param')
      const { person } = await gate.board(c, id, 'edit')
      if (await audienceLinks.revoke(id, linkId)) {
        audiences.end(linkId)
        await custody.addOrWarn(id, [{ what: 'audience-link-revoked', personId: person.id }])
      }
      return c.body(null, 204)
    })
}

const params = z.object({ id: z.string() })

const listRoute = createRoute({
  method: 'get',
  path: '/boards/{id}/audience-links',
  summary: 'The links of a board that only watch, and how many watch (editors)',
  request: { params },
  responses: {
    200: answer(
      audienceLink.array(),
      'Those that hold or ended with the rights of their maker, newest first',
    ),
    ...failures,
  },
})

const makeRoute = createRoute({
  method: 'post',
  path: '/boards/{id}/audience-links',
  summary: 'Make a link that only watches a briefing (editors)',
  request: { params, body: body(newAudienceLink) },
  responses: { 201: answer(madeAudienceLink, 'The link, shown only now'), ...failures },
})

const revokeRoute = createRoute({
  method: 'delete',
  path: '/boards/{id}/audience-links/{linkId}',
  summary: 'Take a link back; whoever watches by it is sent away (editors)',
  request: { params: params.extend({ linkId: z.string() }) },
  responses: { 204: nothing, ...failures },
})
