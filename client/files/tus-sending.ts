import { DetailedError, Upload, type UploadOptions } from 'tus-js-client'
import { failure } from '../../shared/protocol/http.ts'

/** Why sending stopped. `refused` is the server's word and will not change by itself; else trying again may help. */
export class SendingError extends Error {
  readonly isRefused: boolean

  constructor(message: string, { isRefused, cause }: { isRefused: boolean; cause?: unknown }) {
    super(message, { cause })
    this.isRefused = isRefused
  }
}

export type TusOptions = Pick<UploadOptions, 'urlStorage' | 'fileReader' | 'headers'>

/** One file on its way by tus. An attempt after a broken one goes on where the server stands. */
export class TusSending {
  readonly #upload: Upload
  #settle: { resolve: (url: string) => void; reject: (error: unknown) => void } | null = null
  #onProgress: (sent: number) => void = () => {}

  constructor(file: File, { endpoint, tus = {} }: { endpoint: string; tus?: TusOptions }) {
    this.#upload = new Upload(file, {
      ...tus,
      endpoint,
      // Trying again is up to the queue, which knows when the connection is back.
      retryDelays: null,
      removeFingerprintOnSuccess: true,
      fingerprint: async ({ name, size, type, lastModified }) =>
        ['redstring', name, size, type, lastModified, endpoint].join('|'),
      metadata: { filename: file.name, filetype: file.type },
      onProgress: (sent) => this.#onProgress(sent),
      onSuccess: () => this.#settle?.resolve(this.#upload.url ?? ''),
      onError: (error) => this.#settle?.reject(sendingErrorOf(error)),
    })
  }

  /** Where the upload is on the server; null before there is one. */
  get address(): string | null {
    return this.#upload.url
  }

  /** Where an earlier page left the same file on the server, if it did. The next attempt goes on there. */
  async resumeEarlier(): Promise<string | null> {
    const earlier = (await this.#upload.findPreviousUploads()).at(-1)
    if (!earlier?.uploadUrl) return null
    this.#upload.resumeFromPreviousUpload(earlier)
    return earlier.uploadUrl
  }

  /**
   * Sends what the server does not have yet. A line that carries nothing for a while counts as broken, for some
   * break without a word.
   *
   * @returns the upload's address, once the server has all bytes
   * @throws SendingError
   */
  async attempt(onProgress: (sent: number) => void): Promise<string> {
    const watch = () => setTimeout(() => this.breakOff(), STALLED_MS)
    let timer = watch()
    this.#onProgress = (sent) => {
      clearTimeout(timer)
      timer = watch()
      onProgress(sent)
    }
    try {
      return await new Promise<string>((resolve, reject) => {
        this.#settle = { resolve, reject }
        this.#upload.start()
      })
    } finally {
      clearTimeout(timer)
      this.#onProgress = () => {}
      this.#settle = null
    }
  }

  /** Ends the attempt that is under way, as a broken line does. */
  breakOff(): void {
    if (!this.#settle) return
    void this.#upload.abort().catch(() => {})
    this.#settle.reject(new SendingError('The connection is interrupted.', { isRefused: false }))
  }

  /** Stops, and lets the server drop what it has. */
  async cancel(): Promise<void> {
    this.#settle?.reject(new SendingError('Cancelled', { isRefused: true }))
    // Without a connection the server drops the rest by itself after some days.
    await this.#upload.abort(true).catch(() => this.#upload.abort().catch(() => {}))
  }

  /** Stops without telling the server: another page may go on. */
  pause(): void {
    void this.#upload.abort().catch(() => {})
  }
}

/** No byte for this long: long enough for a server that writes the last of many gigabytes to its disk. */
const STALLED_MS = 90_000

/** Statuses after which the same request may well work later. */
const passing = new Set([0, 408, 423, 425, 429, 500, 502, 503, 504])

/** A conflict without a sentence of ours is tus's own: the server stands elsewhere, and the next attempt asks where. */
const CONFLICT = 409

function sendingErrorOf(error: Error): SendingError {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  const status = answer?.getStatus() ?? 0
  const sentence = sentenceOf(answer?.getBody() ?? '')
  const isPassing = passing.has(status) || (status === CONFLICT && sentence === undefined)
  return new SendingError(sentence ?? 'The file could not be sent.', {
    isRefused: !isPassing,
    cause: error,
  })
}

/** The sentence of a failed request, as every route of ours writes it. */
export function sentenceOf(body: string): string | undefined {
  try {
    return failure.parse(JSON.parse(body)).error.message
  } catch {
    return undefined
  }
}
