import { OpenAPIHono } from '@hono/zod-openapi'
import type { HttpBindings } from '@hono/node-server'
import type { z } from 'zod'
import { AppError } from '../../shared/app-error.ts'
import { failure } from '../../shared/protocol/http.ts'

export type Env = { Bindings: Partial<HttpBindings> }

/** A group of routes whose schemas check requests and describe them. What does not fit is an AppError naming the field. */
export function describedRoutes(): OpenAPIHono<Env> {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success) throw new AppError('request/invalid', sentenceOf(result.error.issues[0]))
    },
  })
}

export function answer<T extends z.ZodType>(schema: T, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

export function body<T extends z.ZodType>(schema: T) {
  return { required: true, content: { 'application/json': { schema } } }
}

/** What any route may answer instead. */
export const failures = { default: answer(failure, 'It could not be done; the message says why') }

export const nothing = { description: 'Done' }

type Issue = { path: PropertyKey[]; message: string }

function sentenceOf(issue: Issue | undefined): string {
  const field = issue?.path.join('.') ?? ''
  const reason = issue?.message.replace(/\.$/, '') ?? 'it is not of the expected form'
  return field === ''
    ? `The request cannot be used: ${reason}.`
    : `“${field}” cannot be used: ${reason}.`
}
