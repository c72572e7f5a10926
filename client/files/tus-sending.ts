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

  /** Where an earlier page left the same file on the server, if it did. The next attempt goes on there. */
  async resumeEarlier(): Promise<string | null> {
    const earlier = (await this.#upload.findPreviousUploads()).at(-1)
    if (!earlier?.uploadUrl) return null
    this.#upload.resumeFromPreviousUpload(earlier)
    return earlier.uploadUrl
  }

  /**
   * @returns the upload's address, once the server has all bytes
   * @throws SendingError
   */
  attempt(onProgress: (sent: number) => void): Promise<string> {
    this.#onProgress = onProgress
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#upload.start()
    })
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

/** Statuses after which the same request may well work later. */
const passing = new Set([0, 408, 409, 423, 425, 429, 500, 502, 503, 504])

function sendingErrorOf(error: Error): SendingError {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  const status = answer?.getStatus() ?? 0
  const isRefused = !passing.has(status)
  return new SendingError(sentenceOf(answer?.getBody() ?? '') ?? 'The file could not be sent.', {
    isRefused,
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
