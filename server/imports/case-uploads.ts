import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { EVENTS, Server, type Upload } from '@tus/server'
import { AppError } from '../../shared/app-error.ts'
import type { CaseImport } from '../../shared/protocol/packages.ts'
import type { RoomOnDisk } from '../files/room-on-disk.ts'
import { dropUntouched } from '../files/uploads/drop-untouched.ts'
import { tusFailureOf } from '../files/uploads/tus-failure.ts'
import { UploadStore } from '../files/uploads/upload-store.ts'
import type { Logger } from '../logger.ts'
import { noSuchImport, type Imports } from './imports.ts'

/** A case that nobody went on sending for this long is dropped. */
const KEPT_MS = 7 * 24 * 60 * 60 * 1000
const SWEEP_MS = 60 * 60 * 1000

type Sender = { id: string; name: string }

type Parts = {
  folder: string
  maxBytes: number
  imports: Pick<Imports, 'begin' | 'find' | 'expectRoomFor' | 'expectTurn'>
  room: Pick<RoomOnDisk, 'giveBack'>
  logger: Pick<Logger, 'warn'>
}

/**
 * Packages that come by the tus protocol 1.0 (creation, termination), so that a lost line, a reload or a restart costs
 * only what was under way. An upload's id is that of the import that begins once all of it is there.
 */
export class CaseUploads {
  readonly #parts: Parts
  readonly #store: UploadStore
  readonly #tus: Server
  readonly #visits = new WeakMap<object, { sender: Sender; uploadId: string | undefined }>()
  readonly #sweeper: NodeJS.Timeout

  constructor(parts: Parts) {
    const { folder, maxBytes } = parts
    this.#parts = parts
    this.#store = new UploadStore({ directory: folder })
    this.#tus = new Server({
      path: '/api/imports/uploads',
      datastore: this.#store,
      maxSize: maxBytes,
      allowedOrigins: [],
      disableTerminationForFinishedUploads: true,
      generateUrl: (_request, { id }) => `/api/imports/uploads/${id}`,
      // The id that was checked, and no other that an address could be read as.
      getFileIdFromRequest: (request) => this.#visitOf(request).uploadId,
      onUploadCreate: async (request, upload) =>
        this.#create(this.#visitOf(request).sender, upload),
      onUploadFinish: async (request, { id }) => {
        await this.#begin(id, this.#visitOf(request).sender)
        return {}
      },
      onResponseError: (_request, error) =>
        tusFailureOf(error, { maxBytes, setting: 'MAX_CASE_BYTES', logger: parts.logger }),
    })
    this.#tus.on(EVENTS.POST_TERMINATE, (_request, _response, id) =>
      parts.room.giveBack(join(folder, id)),
    )
    this.#sweeper = setInterval(() => void this.#sweep(), SWEEP_MS).unref()
    void this.#sweep()
  }

  /** Answers one request of the tus protocol. */
  async handle(
    request: Request,
    { sender, uploadId }: { sender: Sender; uploadId?: string },
  ): Promise<Response> {
    if (uploadId !== undefined) await this.#own(uploadId, sender)
    this.#visits.set(request, { sender, uploadId })
    return this.#tus.handleWeb(request)
  }

  /**
   * How far an import is, whichever way its package came. One whose package is here whole, but which a restart made
   * forgotten, begins again.
   *
   * @throws AppError `import/not-found` for one that is not there or not this person's
   */
  async find(id: string, sender: Sender, { wait }: { wait: boolean }): Promise<CaseImport> {
    const { imports } = this.#parts
    try {
      return await imports.find(id, sender.id, { wait })
    } catch (error) {
      if (!isId(id)) throw error
    }
    const { size, offset } = await this.#own(id, sender)
    if (size === undefined || offset < size) throw noSuchImport()
    await this.#begin(id, sender)
    return imports.find(id, sender.id, { wait })
  }

  close(): void {
    clearInterval(this.#sweeper)
  }

  async #create({ id: personId }: Sender, upload: Upload) {
    const { folder, imports } = this.#parts
    if (upload.size === undefined)
      throw new AppError('request/invalid', 'Say first how large the package is.')
    imports.expectTurn(personId)
    await imports.expectRoomFor(join(folder, upload.id), upload.size)
    const name = upload.metadata?.['filename'] ?? 'case.zip'
    return { metadata: { filename: name.slice(0, 1000), personId } }
  }

  async #begin(id: string, sender: Sender): Promise<void> {
    const { folder, imports } = this.#parts
    const { metadata, size = 0 } = await this.#store.getUpload(id)
    const path = join(folder, id)
    const drop = async () => {
      await rm(path, { force: true })
      await rm(`${path}.json`, { force: true })
    }
    const name = metadata?.['filename'] ?? 'case.zip'
    imports.begin({ id, path, size, name, person: sender, drop })
  }

  async #own(id: string, sender: Sender): Promise<Upload> {
    const upload = isId(id) ? await this.#store.getUpload(id).catch(() => null) : null
    if (upload?.metadata?.['personId'] === sender.id) return upload
    throw noSuchImport()
  }

  #visitOf(request: object) {
    const visit = this.#visits.get(request)
    if (!visit) throw new Error('A request reached tus without its sender')
    return visit
  }

  async #sweep(): Promise<void> {
    try {
      await dropUntouched(this.#parts.folder, KEPT_MS)
    } catch (error) {
      this.#parts.logger.warn({ err: error }, 'Old uploads of cases could not be dropped')
    }
  }
}

function isId(id: string): boolean {
  return /^[0-9a-f]{32}$/.test(id)
}
