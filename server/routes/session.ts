import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import {
  accountChange,
  newPassword,
  person,
  session,
  signInBody,
  signUpBody,
  startBody,
} from '../../shared/protocol/http.ts'
import type { Config } from '../config.ts'
import type { Directory } from '../people/directory.ts'
import type { Doors } from '../people/doors.ts'
import { basemapOf } from './basemap.ts'
import { askerOf } from './asker.ts'
import { answer, body, describedRoutes, failures, nothing, type Env } from './described.ts'
import { gateOf } from './gate.ts'
import type { Parts } from '../parts.ts'

type Needed = Pick<Parts, 'boards' | 'rooms' | 'trouble'> & {
  people: Directory
  doors: Doors
  config: Pick<Config, 'tldrawLicenseKey' | 'linkFetching' | 'map' | 'proxies'>
}

/** Who is here, and the ways in and out. */
export function sessionRoutes({ people, doors, boards, rooms, config, trouble }: Needed) {
  const gate = gateOf({ people, boards })
  return describedRoutes()
    .openapi(sessionRoute, async (c) => {
      const { headers } = c.req.raw
      const [found, mode, hasPasswords, owner] = await Promise.all([
        people.whoIs(headers),
        people.mode(),
        people.hasPasswords(),
        people.owner(),
      ])
      if (found && trouble() === null) setCookies(c, await people.refreshed(headers))
      return c.json(
        {
          person: found,
          mode,
          needsOwner: mode === 'accounts' && !hasPasswords && (owner?.email ?? null) === null,
          knownHere: mode === 'this-computer' ? await people.withoutPassword() : [],
          tldrawLicenseKey: config.tldrawLicenseKey,
          linkFetching: config.linkFetching,
          basemap: basemapOf(config),
        },
        200,
      )
    })
    .openapi(startRoute, async (c) => {
      const opened = await doors.start(c.req.valid('json'))
      setCookies(c, opened.headers)
      return c.json(opened.person, 201)
    })
    .openapi(signUpRoute, async (c) => {
      const opened = await doors.signUp(c.req.valid('json'))
      setCookies(c, opened.headers)
      return c.json(opened.person, 201)
    })
    .openapi(signInRoute, async (c) => {
      setCookies(c, await doors.signIn(c.req.valid('json'), askerOf(c, config)))
      return c.body(null, 204)
    })
    .openapi(signOutRoute, async (c) => {
      const who = await people.whoIs(c.req.raw.headers)
      setCookies(c, await doors.signOut(c.req.raw.headers))
      if (who) await rooms.recheckPerson(who.id)
      return c.body(null, 204)
    })
    .openapi(accountRoute, async (c) => {
      const who = await gate.person(c)
      await people.change(who.id, c.req.valid('json'))
      return c.json({ ...who, ...c.req.valid('json') }, 200)
    })
    .openapi(passwordRoute, async (c) => {
      const who = await gate.person(c)
      const change = c.req.valid('json')
      const opened = await doors.changePassword(who, { ...change, address: askerOf(c, config) })
      await rooms.recheckPerson(who.id)
      setCookies(c, opened.headers)
      return c.body(null, 204)
    })
    .openapi(peopleRoute, async (c) => {
      const who = await gate.person(c)
      const isHere = (await people.mode()) === 'this-computer'
      if (isHere || who.isOwner) return c.json(await people.all(), 200)
      return c.json(await boards.companionsOf(who.id), 200)
    })
}

export function setCookies(c: Context<Env>, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
}

const sessionRoute = createRoute({
  method: 'get',
  path: '/session',
  summary: 'Who is here and how the server runs',
  responses: { 200: answer(session, 'The session; `person` is null for a stranger'), ...failures },
})

const startRoute = createRoute({
  method: 'post',
  path: '/start',
  summary: 'Start by name, on this computer only',
  request: { body: body(startBody) },
  responses: { 201: answer(person, 'A session is open'), ...failures },
})

const signUpRoute = createRoute({
  method: 'post',
  path: '/auth/sign-up/email',
  summary: 'Make the first account, which owns the installation',
  request: { body: body(signUpBody) },
  responses: { 201: answer(person, 'A session is open'), ...failures },
})

const signInRoute = createRoute({
  method: 'post',
  path: '/auth/sign-in/email',
  summary: 'Sign in',
  request: { body: body(signInBody) },
  responses: { 204: nothing, ...failures },
})

const signOutRoute = createRoute({
  method: 'post',
  path: '/auth/sign-out',
  summary: 'Sign out',
  responses: { 204: nothing, ...failures },
})

const accountRoute = createRoute({
  method: 'patch',
  path: '/account',
  summary: 'Change your name',
  request: { body: body(accountChange) },
  responses: { 200: answer(person, 'You, as changed'), ...failures },
})

const passwordRoute = createRoute({
  method: 'post',
  path: '/account/password',
  summary: 'Change your password; ends every other session',
  request: { body: body(newPassword) },
  responses: { 204: nothing, ...failures },
})

const peopleRoute = createRoute({
  method: 'get',
  path: '/people',
  summary:
    'People who can be named as members: everybody on this computer, else those you share a board with',
  responses: { 200: answer(person.array(), 'People, by name'), ...failures },
})
