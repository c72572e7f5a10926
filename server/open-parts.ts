import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../shared/app-error.ts'
import { Audiences } from './audience/audiences.ts'
import { AudienceLinks } from './audience/links.ts'
import { Passes } from './audience/passes.ts'
import { Captures, type CaptureTiming } from './capture/captures.ts'
import { type FetchPolicy, publicWeb } from './capture/net/fetch-policy.ts'
import { ClientFiles } from './client-files.ts'
import type { Config } from './config.ts'
import { Packages } from './copies/packages.ts'
import { Credentials } from './credentials/credentials.ts'
import { openOperatorCertificate } from './credentials/open-operator-certificate.ts'
import { type Act, Custody } from './custody/custody.ts'
import { Incoming } from './files/incoming.ts'
import { RoomOnDisk } from './files/room-on-disk.ts'
import { openFiles, RESERVE_BYTES } from './files/open-files.ts'
import { Checkpoints } from './history/checkpoints.ts'
import { Log } from './history/log.ts'
import { Past } from './history/past/past.ts'
import { Merging } from './history/segments/merging.ts'
import { Versions } from './history/versions.ts'
import { CaseUploads } from './imports/case-uploads.ts'
import { Imports } from './imports/imports.ts'
import { Staging } from './imports/staging.ts'
import type { Logger } from './logger.ts'
import { openCatalogue } from './open-catalogue.ts'
import type { Parts } from './parts.ts'
import { importedEnd } from './people/elsewhere.ts'
import { NamesElsewhere } from './people/imported-names.ts'
import { secretOf } from './people/secret.ts'
import { SignInLimit } from './people/sign-in-limit.ts'
import { Rooms } from './rooms/rooms.ts'
import { ensureSampleBoard } from './sample/ensure-sample-board.ts'
import { Anchoring } from './timestamps/anchoring.ts'
import { readRoots } from './timestamps/read-roots.ts'

/** The whole server but its socket. `close` drains it: what was taken is written, everybody is sent away. */
export type OpenParts = { parts: Parts; close: () => Promise<void> }

/** Makes the sample board where there is no board yet. A failure leaves the server without it, and running. */
export async function openSample(parts: Parts): Promise<void> {
  if (!parts.config.sampleBoard) return
  try {
    const owner = await parts.people.owner()
    await ensureSampleBoard(parts, { ownerId: owner?.id ?? null })
  } catch (error) {
    parts.logger.error({ err: error }, 'the sample board could not be made')
  }
}

/** Less than what proxies wait for an answer to begin. */
const DRAWING_MS = 45_000

/**
 * Everything for a server. The data folder must be taken before (see data-folder.ts). What may be fetched is no
 * setting: only who calls this, a test, can name another policy than the public web, or less patience with pages.
 * Several servers in one process can share `clientFiles`, and then compress the client once.
 */
export async function openParts(
  config: Config,
  logger: Logger,
  {
    policy = publicWeb,
    patience,
    clientFiles = new ClientFiles(config.clientDir),
  }: {
    policy?: FetchPolicy
    patience?: Partial<CaptureTiming>
    clientFiles?: ClientFiles
  } = {},
): Promise<OpenParts> {
  const { timestampUrl, timestampCa } = config
  const roots = readRoots(timestampCa)
  const operator = await openOperatorCertificate(config)
  const reason = operator?.notValidAt(new Date())
  if (reason) logger.warn({ reason }, 'pictures cannot be signed with the certificate')
  const catalogue = await openCatalogue(config, {
    logger,
    createDocument: (boardId, actor) => unlessTrouble(log, () => rooms.create(boardId, actor)),
  })
  const { store, boards, database } = catalogue
  const log = new Log(store, { logger })
  const checkpoints = new Checkpoints(store)
  const rooms = new Rooms({
    store,
    log,
    checkpoints,
    boards,
    logger,
    limits: { boardBytes: config.maxBoardBytes },
    onWorkDone: (boardId) => void readPast(boardId),
  })
  const merging = new Merging({
    store,
    boardIds: async () => (await boards.all()).map(({ id }) => id),
    logger,
  })
  merging.start()
  const custody = new Custody({ kysely: database.kysely, people: catalogue.people, logger })
  const room = new RoomOnDisk({ folder: config.dataDir, reserveBytes: RESERVE_BYTES })
  const { files, uploads, incoming, rows, placing, reader, ...openedFiles } = await openFiles({
    dataDir: config.dataDir,
    maxFileBytes: config.maxFileBytes,
    blobs: catalogue.blobs,
    kysely: database.kysely,
    custody,
    logger,
    room,
  })
  const setting = { place: database.place, folder: join(config.dataDir, 'past') }
  const { kysely } = database
  const importedUpTo = async (boardId: string) => (await importedEnd(kysely, boardId)).log
  const past = new Past(setting, { importedUpTo })
  // A thread of its own: nobody who looks at the past waits for the hashes of automatic versions.
  const hashing = new Past(setting, { importedUpTo })
  const anchoring =
    timestampUrl === null ? null : new Anchoring({ kysely, url: timestampUrl, roots, logger })
  anchoring?.wake()
  const versions = new Versions({
    kysely: database.kysely,
    store,
    recordsHashAt: (boardId, seq) => hashing.ask('records-hash', boardId, { seq }),
    logger,
    onMade: () => anchoring?.wake(),
  })
  const credentials = new Credentials({ ...catalogue, operator, kysely, custody, versions })
  const captures = new Captures({
    files,
    policy,
    chromium: config.chromium,
    logger,
    ...(patience && { timing: patience }),
  })
  const audienceLinks = new AudienceLinks({
    kysely,
    limit: new SignInLimit(),
    boards,
    onMakerLeft: ({ id, boardId }) => {
      audiences.end(id)
      void custody.addOrWarn(boardId, [audienceLinkEnded])
    },
    logger,
  })
  const namesElsewhere = new NamesElsewhere({ kysely, store })
  const audiences = new Audiences({ rooms, past, namesElsewhere, links: audienceLinks, logger })
  const { chromium } = config
  const packages = new Packages({
    ...catalogue,
    kysely,
    newFolder: () => incoming.newPath(),
    drawing: chromium === null ? null : { chromium, clientFiles, operator },
    drawingMs: DRAWING_MS,
  })
  const imports = new Imports({
    kysely,
    boards,
    incoming: new Incoming({
      folder: join(config.dataDir, 'incoming'),
      maxBytes: config.maxCaseBytes,
      setting: 'MAX_CASE_BYTES',
    }),
    staging: new Staging({
      dataDir: config.dataDir,
      blobs: catalogue.blobs,
      rows,
      incoming,
      reader,
      placing,
      logger,
    }),
    maxBytes: config.maxCaseBytes,
    maxBoardBytes: config.maxBoardBytes,
    room,
    onTaken: (boardId) => checkpoints.make(boardId),
    logger,
  })
  const caseUploads = new CaseUploads({
    folder: await madeFolder(join(config.dataDir, 'case-uploads')),
    maxBytes: config.maxCaseBytes,
    imports,
    room,
    logger,
  })
  let isStopping = false
  /** So that whoever opens the past next need not wait, and versions are there. */
  const readPast = async (boardId: string) => {
    if (isStopping) return
    try {
      versions.keepAutomatic(boardId, await past.ask('overview', boardId, {}))
    } catch (error) {
      logger.warn({ err: error, boardId }, 'the past of a board could not be read')
    }
  }
  const trouble = () => (isStopping ? 'The server is stopping.' : (log.trouble?.message ?? null))
  return {
    parts: {
      ...catalogue,
      config,
      logger,
      rooms,
      files,
      uploads,
      custody,
      credentials,
      captures,
      audienceLinks,
      audiences,
      namesElsewhere,
      passes: new Passes(secretOf(config.dataDir)),
      packages,
      imports,
      caseUploads,
      past,
      clientFiles,
      versions,
      trouble,
    },
    close: async () => {
      isStopping = true
      caseUploads.close()
      await imports.close()
      await merging.close()
      audiences.close()
      await rooms.drain()
      await versions.close()
      await anchoring?.close()
      await hashing.close()
      await past.close()
      await captures.close()
      await openedFiles.close()
      await log.close()
      await database.kysely.destroy()
    },
  }
}

async function madeFolder(path: string): Promise<string> {
  await mkdir(path, { recursive: true })
  return path
}

const audienceLinkEnded: Act = {
  what: 'audience-link-revoked',
  personId: 'server',
  details: { reason: 'Whoever made it may no longer edit this board.' },
}

/** An edit waits for the disk as long as it takes. Somebody who asks for a new board is told at once instead. */
function unlessTrouble(log: Log, work: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (trouble: { message: string } | null) => {
      if (trouble) reject(new AppError('log/not-durable', trouble.message))
    }
    if (log.trouble) return fail(log.trouble)
    const stop = log.onTrouble(fail)
    work().then(resolve, reject).finally(stop)
  })
}
