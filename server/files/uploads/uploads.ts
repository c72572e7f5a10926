import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { EVENTS, Server, type Upload } from '@tus/server'
import { AppError } from '../../../shared/app-error.ts'
import type { StoredFile } from '../../../shared/protocol/http.ts'
import type { Logger } from '../../logger.ts'
import type { Files } from '../files.ts'
import type { Incoming } from '../incoming.ts'
import type { RoomOnDisk } from '../room-on-disk.ts'
import { dropUntouched } from './drop-untouched.ts'
import { FinishedUploads } from './finished-uploads.ts'
import { tusFailureOf } from './tus-failure.ts'
import { UploadStore } from './upload-store.ts'

/** An upload nobody went on with for this long is dropped. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000
const SWEEP_MS = 60 * 60 * 1000

/** Whose upload it is: only they can see, go on with, cancel or fetch the outcome of it. */
type Owner = { boardId: string; personId: string }

/** One request: who comes, and for which upload; none where one is to be made. */
type Visit = { owner: Owner; uploadId: string | undefined }

type Parts = {
  folder: string
  maxFileBytes: number
  room: Pick<RoomOnDisk, 'promise' | 'giveBack'>
  files: Files
  incoming: Incoming
  logger: Pick<Logger, 'warn'>
}

/**
 * Resumable uploads by the tus protocol 1.0 (creation, termination). The bytes lie in a folder of their own until
 * all are there; then they go the way of every file (see files.ts). `resultOf` tells what became of them.
 */
export class Uploads {
  readonly #parts: Parts
  readonly #store: UploadStore
  readonly #tus: Server
  readonly #done: FinishedUploads
  readonly #visits = new WeakMap<object, Visit>()
  readonly #finishing = new Map<string, { owner: Owner; work: Promise<StoredFile> }>()
  readonly #sweeper: NodeJS.Timeout

  constructor(parts: Parts) {
    this.#parts = parts
    this.#store = new UploadStore({ directory: parts.folder })
    this.#done = new FinishedUploads(parts.folder)
    this.#tus = new Server({
      path: '/uploads',
      datastore: this.#store,
      maxSize: parts.maxFileBytes,
      allowedOrigins: [],
      generateUrl: (request, { id }) =>
        `/api/boards/${this.#visitOf(request).owner.boardId}/uploads/${id}`,
      // The id that was checked, and no other that an address could be read as.
      getFileIdFromRequest: (request) => this.#visitOf(request).uploadId,
      onUploadCreate: async (request, upload) => this.#create(this.#visitOf(request).owner, upload),
      onUploadFinish: async (_request, upload) => {
        // The answer does not wait for hashing: the outcome is asked for on its own.
        this.#finish(upload.id, ownerIn(upload)).catch(() => {})
        return {}
      },
      onResponseError: (_request, error) =>
        tusFailureOf(error, {
          maxBytes: parts.maxFileBytes,
          setting: 'MAX_FILE_BYTES',
          logger: parts.logger,
        }),
    })
    this.#tus.on(EVENTS.POST_TERMINATE, (_request, _response, id) =>
      parts.room.giveBack(join(parts.folder, id)),
    )
    this.#sweeper = setInterval(() => void this.sweep(), SWEEP_MS).unref()
    void this.sweep()
  }

  /** Answers one request of the tus protocol from a person who may edit the board. */
  async handle(
    request: Request,
    { uploadId, ...owner }: Owner & { uploadId?: string },
  ): Promise<Response> {
    if (uploadId !== undefined) await this.#expectOwn(uploadId, owner)
    this.#visits.set(request, { owner, uploadId })
    return this.#tus.handleWeb(request)
  }

  /**
   * The file that a finished upload became; waits while it is being hashed and read. Null while bytes are missing.
   *
   * @throws AppError `file/not-found` for an upload that is not there or not this person's
   */
  async resultOf(uploadId: string, owner: Owner): Promise<StoredFile | null> {
    const done = await this.#done.find(expectId(uploadId))
    if (done && isSame(done, owner)) return done.file
    const running = this.#finishing.get(uploadId)
    if (running && isSame(running.owner, owner)) return running.work
    const { size, offset } = await this.#expectOwn(uploadId, owner)
    return size !== undefined && offset === size ? this.#finish(uploadId, owner) : null
  }

  /** Drops what has not been touched for a week. */
  async sweep(): Promise<void> {
    const { folder, logger } = this.#parts
    try {
      await dropUntouched(folder, KEPT_MS)
    } catch (error) {
      logger.warn({ err: error }, 'Old uploads could not be dropped')
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper)
    await Promise.allSettled([...this.#finishing.values()].map(({ work }) => work))
  }

  async #create(owner: Owner, upload: Upload) {
    await this.#parts.room.promise(join(this.#parts.folder, upload.id), {
      bytes: upload.size ?? 0,
      sorry: 'The server’s disk has no room for this file. Nothing of it was sent.',
    })
    const name = upload.metadata?.['filename'] ?? 'unnamed'
    return { metadata: { filename: name.slice(0, 1000), ...owner } }
  }

  /** One work for one upload, whoever asks for it and however often. */
  #finish(id: string, owner: Owner): Promise<StoredFile> {
    const running = this.#finishing.get(id)
    if (running) return running.work
    const work = this.#keep(id, owner).finally(() => this.#finishing.delete(id))
    this.#finishing.set(id, { owner, work })
    return work
  }

  async #keep(id: string, owner: Owner): Promise<StoredFile> {
    const { metadata } = await this.#store.getUpload(id)
    const received = await this.#parts.incoming.measure(join(this.#parts.folder, id))
    const name = metadata?.['filename'] ?? ''
    const file = await this.#parts.files.keep(received, { ...owner, name, how: 'upload' })
    this.#parts.room.giveBack(join(this.#parts.folder, id))
    await this.#done.note(id, { ...owner, file })
    await rm(join(this.#parts.folder, `${id}.json`), { force: true })
    return file
  }

  async #expectOwn(uploadId: string, owner: Owner): Promise<Upload> {
    const upload = await this.#store.getUpload(expectId(uploadId)).catch((cause: unknown) => {
      throw new AppError(
        'file/not-found',
        'There is no such upload: it may have been finished, cancelled or dropped.',
        { cause },
      )
    })
    if (isSame(ownerIn(upload), owner)) return upload
    throw new AppError('file/not-found', 'There is no such upload on this board.')
  }

  #visitOf(request: object): Visit {
    const visit = this.#visits.get(request)
    if (!visit) throw new Error('A request reached tus without its owner')
    return visit
  }
}

function ownerIn({ metadata }: Upload): Owner {
  return { boardId: metadata?.['boardId'] ?? '', personId: metadata?.['personId'] ?? '' }
}

function isSame(a: Owner, b: Owner): boolean {
  return a.boardId === b.boardId && a.personId === b.personId
}

function expectId(id: string): string {
  if (/^[0-9a-f]{32}$/.test(id)) return id
  throw new AppError('file/not-found', 'There is no such upload.')
}
