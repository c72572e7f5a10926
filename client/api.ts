import { z } from 'zod'
import { audienceTokenOf } from '../shared/audience/audience-messages.ts'
import { AppError, errorStatus, type ErrorCode } from '../shared/app-error.ts'
import {
  apiKey,
  board,
  captureAnswer,
  failure,
  invitation,
  invitationView,
  joined,
  madeApiKey,
  member,
  person,
  session,
  type Role,
} from '../shared/protocol/http.ts'
import { messages } from './ui/messages.ts'

/** The HTTP API as typed calls. Every answer is checked; every failure is an AppError with a sentence. */
export const api = {
  session: () => ask(session, 'GET', '/api/session'),
  start: (body: { name?: string; personId?: string }) =>
    ask(z.unknown(), 'POST', '/api/start', body),
  signIn: (body: { email: string; password: string }) =>
    ask(z.unknown(), 'POST', '/api/auth/sign-in/email', body),
  signUp: (body: { name: string; email: string; password: string }) =>
    ask(z.unknown(), 'POST', '/api/auth/sign-up/email', body),
  signOut: () => ask(z.unknown(), 'POST', '/api/auth/sign-out', {}),

  board: (id: string) => ask(board, 'GET', boardPath(id)),
  boards: () => ask(z.array(board), 'GET', '/api/boards'),
  newBoard: (title: string) => ask(board, 'POST', '/api/boards', { title }),
  changeBoard: (id: string, change: { title?: string; archived?: boolean }) =>
    ask(z.unknown(), 'PATCH', boardPath(id), change),

  capture: (id: string, url: string) =>
    ask(captureAnswer, 'POST', `${boardPath(id)}/captures`, { url }),

  people: () => ask(z.array(person), 'GET', '/api/people'),
  members: (id: string) => ask(z.array(member), 'GET', `${boardPath(id)}/members`),
  addMember: (id: string, body: { personId?: string; email?: string; role: Role }) =>
    ask(z.unknown(), 'POST', `${boardPath(id)}/members`, body),
  setRole: (id: string, personId: string, role: Role) =>
    ask(z.unknown(), 'PATCH', `${boardPath(id)}/members/${encodeURIComponent(personId)}`, { role }),
  removeMember: (id: string, personId: string) =>
    ask(z.unknown(), 'DELETE', `${boardPath(id)}/members/${encodeURIComponent(personId)}`),

  invite: (body: { boardId?: string; role?: Role }) =>
    ask(invitation, 'POST', '/api/invitations', body),
  invitation: (token: string) =>
    ask(invitationView, 'GET', `/api/invitations/${encodeURIComponent(token)}`),
  join: (token: string, body: { name?: string; email?: string; password?: string }) =>
    ask(joined, 'POST', `/api/invitations/${encodeURIComponent(token)}`, body),

  changePassword: (body: { current: string; next: string }) =>
    ask(z.unknown(), 'POST', '/api/account/password', body),
  rename: (name: string) => ask(z.unknown(), 'PATCH', '/api/account', { name }),
  keys: () => ask(z.array(apiKey), 'GET', '/api/keys'),
  newKey: (name: string) => ask(madeApiKey, 'POST', '/api/keys', { name }),
  removeKey: (id: string) => ask(z.unknown(), 'DELETE', `/api/keys/${encodeURIComponent(id)}`),
}

/** Where the bytes of an original or of a working copy are served. */
export function fileAddress(boardId: string, sha256: string): string {
  const token = audienceTokenOf(boardId)
  const place = token === null ? boardPath(boardId) : `/api/watch/${encodeURIComponent(token)}`
  return `${place}/files/${sha256}`
}

/** Where an original is handed out to be kept; the custody log notes it. */
export function downloadAddress(boardId: string, sha256: string): string {
  return `${fileAddress(boardId, sha256)}?download`
}

/** Where a captured page is shown, inert, to be framed or opened in a tab. */
export function replayAddress(boardId: string, sha256: string): string {
  return `${boardPath(boardId)}/replays/${sha256}`
}

export async function ask<T>(
  schema: z.ZodType<T>,
  method: string,
  path: string,
  body?: unknown,
): Promise<T> {
  const answer = await send(method, path, body)
  const text = await answer.text()
  const json = asJson(text)
  if (!answer.ok) throw failureOf(answer.status, json)
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  throw new AppError('server/broken', messages.errors.strangeAnswer, { cause: parsed.error })
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(path, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    })
  } catch (cause) {
    throw new AppError('server/stopping', messages.errors.unreachable, { cause })
  }
}

/** Our own failures carry a sentence; the sign-in library's carry a code of its own. */
function failureOf(status: number, json: unknown): AppError {
  const ours = failure.safeParse(json)
  if (ours.success) return new AppError(knownCode(ours.data.error.code), ours.data.error.message)
  const theirs = z
    .object({ code: z.string().optional(), message: z.string().optional() })
    .safeParse(json)
  const sentence = theirs.success
    ? (messages.errors.signIn[theirs.data.code ?? ''] ?? theirs.data.message)
    : undefined
  if (status === 401)
    return new AppError('people/sign-in-needed', sentence ?? messages.errors.signInNeeded)
  if (status === 404) return new AppError('board/not-found', sentence ?? messages.errors.notFound)
  if (status < 500) return new AppError('request/invalid', sentence ?? messages.errors.refused)
  return new AppError('server/broken', messages.errors.broken)
}

function knownCode(code: string): ErrorCode {
  return isErrorCode(code) ? code : 'server/broken'
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorStatus, code)
}

function asJson(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text)
  } catch {
    return null
  }
}

function boardPath(id: string): string {
  return `/api/boards/${encodeURIComponent(id)}`
}
