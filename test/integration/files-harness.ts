import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { Custody } from '../../server/custody/custody.ts'
import { openFiles } from '../../server/files/open-files.ts'
import { filesRoutes } from '../../server/routes/files.ts'
import { DiskBlobStore } from '../../server/store/blobs/disk-blob-store.ts'
import { openDatabase, type Database } from '../../server/store/sql/database.ts'
import { expect } from 'vitest'
import { AppError, errorStatus } from '../../shared/app-error.ts'
import type { Role } from '../../shared/protocol/http.ts'

/** The file routes on a port of their own, over a real database and real blobs. Who asks is told by a header. */
export type FilesServer = {
  url: string
  dataDir: string
  database: Database
  /** Requests as a person; `editor`, `viewer` and `stranger` are the names with roles on boards `b1` and `b2`. */
  as(person: string): (path: string, init?: RequestInit) => Promise<Response>
  /** Where each part of an upload that was sent began, in the order they came. */
  partsBeganAt(): number[]
  archiveBoards(): void
  /** Ends open connections without a word, as a network does. */
  cutConnections(): void
  close(): Promise<void>
}

const roles: Record<string, Role> = { editor: 'editor', viewer: 'viewer', other: 'editor' }

type Options = {
  maxFileBytes?: number
  port?: number
  dataDir?: string
  reserveBytes?: number
  ffmpeg?: string
}

/** With a `dataDir` given, its files outlive the server: for starting again on them. */
export async function startFilesServer({
  maxFileBytes = 1024 ** 3,
  port = 0,
  dataDir: givenDir,
  reserveBytes,
  ffmpeg,
}: Options = {}): Promise<FilesServer> {
  const dataDir = givenDir ?? (await mkdtemp(join(tmpdir(), 'redstring-files-')))
  const database = await openDatabase({ dataDir, databaseUrl: null })
  const custody = new Custody({
    kysely: database.kysely,
    people: { find: async () => null },
    logger: { error: () => {} },
  })
  const { files, uploads, close } = await openFiles({
    dataDir,
    maxFileBytes,
    blobs: new DiskBlobStore(join(dataDir, 'blobs')),
    kysely: database.kysely,
    custody,
    logger: { warn: () => {} },
    ...(reserveBytes !== undefined && { reserveBytes }),
    ...(ffmpeg !== undefined && { ffmpeg }),
  })
  const archived = { current: false }
  const routes = filesRoutes({
    files,
    uploads,
    custody,
    people: {
      whoIs: async (headers) => {
        const id = headers.get('x-person')
        return id === null ? null : { id, name: id, email: null, colour: '#000000', isOwner: false }
      },
    },
    boards: {
      roleOf: async (boardId, personId) =>
        /^b[12]$/.test(boardId) ? (roles[personId] ?? null) : null,
      isArchived: async () => archived.current,
    },
  })
  const app = new Hono().route('/api/boards', routes).onError((error, c) => {
    const known =
      error instanceof AppError
        ? error
        : new AppError('server/broken', String(error), { cause: error })
    return c.json({ error: { code: known.code, message: known.message } }, errorStatus[known.code])
  })
  const listener = getRequestListener(app.fetch)
  const partsBeganAt: number[] = []
  const server = createServer((request, response) => {
    if (request.method === 'PATCH') partsBeganAt.push(Number(request.headers['upload-offset']))
    void listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    dataDir,
    database,
    as: (person) => (path, init) => {
      const headers = new Headers(init?.headers)
      headers.set('x-person', person)
      return fetch(`${url}/api/boards${path}`, { ...init, headers })
    },
    partsBeganAt: () => partsBeganAt,
    archiveBoards: () => (archived.current = true),
    cutConnections: () => server.closeAllConnections(),
    close: async () => {
      await stop(server)
      await close()
      await database.kysely.destroy()
      if (givenDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** Waits for what will come true. */
export function until<T>(
  read: () => T | Promise<T>,
  options: { interval?: number; timeout?: number } = {},
) {
  return expect.poll(read, options)
}

/** A multipart body with one file. */
export function formWith(bytes: Uint8Array | string, name: string): FormData {
  const form = new FormData()
  form.set('file', new File([bytes as BlobPart], name))
  return form
}
