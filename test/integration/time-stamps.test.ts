import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { writeArchive } from '../../server/copies/archive.ts'
import { BagWriter } from '../../server/copies/bag.ts'
import { makeBackup } from '../../server/copies/backup.ts'
import { buildVerifier } from '../../server/copies/build-verifier.ts'
import { restoreBackup } from '../../server/copies/restore.ts'
import { createLogger } from '../../server/logger.ts'
import { checkArchive } from '../../server/proof/check-archive.ts'
import { checkBoard } from '../../server/proof/check-board.ts'
import { databaseSource } from '../../server/proof/database-source.ts'
import { linesOf } from '../../server/proof/report-lines.ts'
import { DiskBlobStore } from '../../server/store/blobs/disk-blob-store.ts'
import { Anchoring } from '../../server/timestamps/anchoring.ts'
import { stampRequest } from '../../server/timestamps/exchange.ts'
import { rootsIn } from '../../server/timestamps/roots.ts'
import { startApi, type ApiServer } from '../support/api-server.ts'
import { onEveryEngine } from '../support/engines.ts'
import { eventually } from '../support/people.ts'
import { editBoard, openStores, silent } from '../support/proof-board.ts'
import {
  granting,
  hasOpenssl,
  makeAuthority,
  serveAuthority,
  type TimeAuthority,
} from '../support/time-authority.ts'

let authority: TimeAuthority
let stranger: TimeAuthority
let folder: string
beforeAll(() => {
  if (!hasOpenssl()) return
  authority = makeAuthority()
  stranger = makeAuthority({ name: 'Stranger', key: 'ec' })
  folder = mkdtempSync(join(tmpdir(), 'redstring-stamps-'))
})
afterAll(() => {
  if (!hasOpenssl()) return
  authority.remove()
  stranger.remove()
  rmSync(folder, { recursive: true, force: true })
})

const by = { id: 'person-1', name: 'Mara' }

async function serve(answer: Parameters<typeof serveAuthority>[0]) {
  const served = await serveAuthority(answer)
  onTestFinished(() => served.close())
  return served
}

/** A server with a board of a few edits, closed when the test ends. */
async function serverWithBoard(env: Record<string, string>) {
  const server = await startApi(env)
  const { id: boardId } = await server.parts.boards.create('Depot', null)
  await editBoard(server, { boardId, items: 2 })
  const name = (name: string, seq: number) =>
    server.parts.versions.make(boardId, { seq, name, note: '', by })
  return { server, boardId, name }
}

const stampsOf = async ({ parts }: ApiServer, boardId: string) =>
  (await parts.versions.list(boardId)).map(({ name, timestamp }) => [name, timestamp?.authority])

describe.skipIf(!hasOpenssl())('with an authority on this computer', () => {
  onEveryEngine((engine) => {
    test('[A14] [A15] versions are stamped, also those of before; a stamp that was touched is found and named', async () => {
      const env = await engine.env()
      const { url, asked } = await serve(granting(authority))
      const first = await serverWithBoard(env)
      const { boardId } = first
      await first.name('Of before', 3)
      expect(await stampsOf(first.server, boardId)).toEqual([['Of before', undefined]])
      await first.server.close({ keepData: true })
      const { dataDir } = first.server
      const stamping = {
        ...env,
        TIMESTAMP_URL: `${url}?key=secret`,
        TIMESTAMP_CA: authority.rootPath,
      }
      const second = await startApi(stamping, { dataDir })
      await second.parts.versions.make(boardId, { seq: 7, name: 'Of now', note: '', by })
      await eventually(() => stampsOf(second, boardId)).toEqual([
        ['Of now', 'Local Time, Tests'],
        ['Of before', 'Local Time, Tests'],
      ])
      expect(asked()).toBe(2)
      const [now] = await second.parts.versions.list(boardId)
      expect(now?.timestamp?.isVouchedFor).toBe(true)
      expect(Math.abs(Date.parse(now?.timestamp?.at ?? '') - Date.now())).toBeLessThan(60_000)
      await second.close({ keepData: true })

      const stores = await openStores({ dataDir, databaseUrl: env['DATABASE_URL'] ?? null })
      const { kysely } = stores
      const check = (pem: string | null) =>
        checkBoard(databaseSource(stores, boardId), { roots: pem === null ? [] : rootsIn(pem) })
      expect(linesOf(await check(authority.root))).toEqual([
        expect.stringMatching(/^Everything fits: .*, 2 time stamps\.$/),
      ])
      expect(linesOf(await check(null))[1]).toMatch(/nobody vouched for/)
      const which = /^The time stamp of the version “Of (before|now)” at edit [37]/
      expect((await check(stranger.root)).mismatches).toEqual([
        expect.stringMatching(/“Of .* does not fit\. No trusted root vouches for its authority\.$/),
      ])
      const rows = await kysely.selectFrom('version_timestamp').selectAll().execute()
      expect(rows.map((row) => row.url)).toEqual([url, url])
      const [one, two] = rows
      if (!one || !two) throw new Error('The stamps are not there')
      const set = (change: Partial<typeof one>) =>
        kysely
          .updateTable('version_timestamp')
          .set(change)
          .where('version_id', '=', one.version_id)
          .execute()
      for (let at = 0; at < one.token.length; at += 97) {
        const token = Buffer.from(one.token)
        token[at] = (token[at] ?? 0) ^ 1
        await set({ token })
        expect((await check(authority.root)).mismatches).toEqual([expect.stringMatching(which)])
      }
      for (const change of [
        { token: two.token, digest: two.digest },
        { token: one.token, digest: one.digest, at: Number(one.at) - 86_400_000 },
        { at: one.at, authority: 'A better one' },
      ]) {
        await set(change)
        expect((await check(authority.root)).mismatches).toEqual([expect.stringMatching(which)])
      }
      await set({ authority: one.authority })
      expect((await check(authority.root)).mismatches).toEqual([])

      await stores.close()
      const copy = join(folder, `copy-${boardId}`)
      const third = await startApi(env, { dataDir })
      const { database } = third.parts
      const logger = createLogger('silent')
      await makeBackup({ path: copy, dataDir, database, blobs: blobsIn(dataDir), logger })
      await third.close()
      const { DATABASE_URL: databaseUrl = null } = await engine.env()
      const place = { dataDir: join(folder, `again-${boardId}`), databaseUrl }
      await restoreBackup({ path: copy, ...place, blobs: blobsIn(place.dataDir), logger })
      const restored = await openStores(place)
      const report = await checkBoard(databaseSource(restored, boardId), {
        roots: rootsIn(authority.root),
      })
      expect([report.mismatches, report.timestamps]).toEqual([[], 2])
      await restored.close()
    })
  })

  test('[A14] an archive brings its time stamps, which are checked with nothing but Node and a root', async () => {
    const { url } = await serve(granting(authority))
    const { server, boardId, name } = await serverWithBoard({ TIMESTAMP_URL: url })
    await name('As of 3', 3)
    await eventually(() => stampsOf(server, boardId)).toEqual([['As of 3', 'Local Time, Tests']])
    expect((await server.parts.versions.list(boardId))[0]?.timestamp?.isVouchedFor).toBe(false)
    await server.close({ keepData: true })
    const stores = await openStores({ dataDir: server.dataDir, databaseUrl: null })
    const archive = join(folder, 'archive')
    const board = {
      id: boardId,
      title: 'Depot',
      createdAt: '2026-01-01T00:00:00.000Z',
      archivedAt: null,
      editedAt: null,
    }
    const verifier = await buildVerifier()
    const draw = async () => ({ board: null, briefings: [], missing: [] })
    await writeArchive(await BagWriter.begin(archive), {
      ...stores,
      board,
      people: [],
      verifier,
      draw,
    })
    await stores.close()
    rmSync(server.dataDir, { recursive: true, force: true })

    const alone = await verify(archive, authority.rootPath)
    expect([alone.code, alone.out]).toEqual([0, expect.stringMatching(/, 1 time stamp\.\n$/)])
    const withoutRoot = await verify(archive)
    expect([withoutRoot.code, withoutRoot.out]).toEqual([
      0,
      expect.stringContaining('nobody vouched for'),
    ])
    const strangers = await verify(archive, stranger.rootPath)
    expect([strangers.code, strangers.out]).toEqual([
      1,
      expect.stringContaining('No trusted root vouches for its authority.'),
    ])
    const { report } = await checkArchive(archive, { roots: rootsIn(authority.root) })
    expect([report.mismatches, report.timestamps]).toEqual([[], 1])
  })

  test('[A16] an authority that fails keeps nobody waiting, is asked again later, and leaves no stamp until it answers', async () => {
    const other = stampRequest(Buffer.from('something else')).body
    const answers: ((request: Uint8Array, response: ServerResponse) => void)[] = [
      (_, response) => response.end('<html>Sign in to this network</html>'),
      (_, response) => response.writeHead(503).end(),
      (_, response) => response.writeHead(302, { location: '/elsewhere' }).end(),
      // Refused: status 2.
      (_, response) => response.end(Buffer.from('30053003020102', 'hex')),
      (_, response) => response.end(authority.reply(other)),
      (_, response) => response.end(stranger.reply(other)),
      // Neither ends nor goes on.
      (_, response) => response.write('30'),
      () => {},
      (_, response) => {
        const fill = () => {
          while (response.write(Buffer.alloc(65_536)));
          response.once('drain', fill)
        }
        fill()
      },
      (request, response) => response.end(stranger.reply(request)),
    ]
    let turn = 0
    const { url, asked } = await serve((request, response) =>
      (answers[turn++] ?? granting(authority))(request, response),
    )
    const { server, boardId, name } = await serverWithBoard({})
    onTestFinished(() => server.close())
    await name('As of 3', 3)
    const warned: string[] = []
    const anchoring = new Anchoring({
      kysely: server.parts.database.kysely,
      url,
      roots: rootsIn(authority.root),
      logger: { ...silent, warn: (...said: unknown[]) => warned.push(String(said[1])) },
      rules: { retryMs: 1, everyMs: 5, pauseMs: 1, timeoutMs: 3000 },
    })
    anchoring.wake()
    await eventually(() => stampsOf(server, boardId)).toEqual([['As of 3', 'Local Time, Tests']])
    await anchoring.close()
    expect(asked()).toBe(answers.length + 1)
    expect(warned).toEqual(answers.map(() => 'a version could not be time-stamped'))
  })

  test('[A16] a server stops at once while an authority does not answer, and stamps after its next start', async () => {
    let isHanging = true
    const { url, asked } = await serve((request, response) => {
      if (!isHanging) granting(authority)(request, response)
    })
    const { server, boardId, name } = await serverWithBoard({ TIMESTAMP_URL: url })
    const made = await name('As of 3', 3)
    expect(made.timestamp).toBeUndefined()
    await eventually(asked).toBe(1)
    const before = Date.now()
    await server.close({ keepData: true })
    expect(Date.now() - before).toBeLessThan(15_000)
    isHanging = false
    const again = await startApi({ TIMESTAMP_URL: url }, { dataDir: server.dataDir })
    await eventually(() => stampsOf(again, boardId)).toEqual([['As of 3', 'Local Time, Tests']])
    await again.close()
  })
})

function blobsIn(dataDir: string): DiskBlobStore {
  return new DiskBlobStore(join(dataDir, 'blobs'))
}

function verify(archive: string, roots?: string): Promise<{ code: number; out: string }> {
  const args = [join(archive, 'verify.mjs'), archive, ...(roots === undefined ? [] : [roots])]
  return new Promise((done) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      done({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    )
  })
}
