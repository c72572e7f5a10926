import type { FileReader, PreviousUpload, UrlStorage } from 'tus-js-client'

/** What outlives a page in the browser: addresses of unfinished uploads. */
export class RememberedUploads implements UrlStorage {
  readonly #kept = new Map<string, PreviousUpload & { fingerprint: string }>()
  async findAllUploads() {
    return [...this.#kept.values()]
  }
  async findUploadsByFingerprint(fingerprint: string) {
    return [...this.#kept.values()].filter((upload) => upload.fingerprint === fingerprint)
  }
  async removeUpload(key: string) {
    this.#kept.delete(key)
  }
  async addUpload(fingerprint: string, upload: PreviousUpload) {
    const key = `${fingerprint}-${this.#kept.size}`
    this.#kept.set(key, { ...upload, urlStorageKey: key, fingerprint })
    return key
  }
}

/** Hands the parts of a File to Node's HTTP, as a browser does by itself. */
export const fileReader: FileReader = {
  openFile: async (file: File) => ({
    size: file.size,
    slice: async (start, end) => {
      const part = Buffer.from(await file.slice(start, end).arrayBuffer())
      return { value: Object.assign(part, { size: part.length }), done: end >= file.size }
    },
    close: () => {},
  }),
}
