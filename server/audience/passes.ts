import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What lets one browser in by one link: signed and kept by the browser, so that a restart of the server asks nobody
 * for the password again.
 */
export class Passes {
  readonly #secret: string

  constructor(secret: string) {
    this.#secret = secret
  }

  passFor(linkId: string, expiresAt: number): string {
    return `${expiresAt}.${this.#sign(linkId, expiresAt)}`
  }

  isGood(pass: string, linkId: string): boolean {
    const [expiry = '', signature = ''] = pass.split('.')
    const expiresAt = Number(expiry)
    if (!(expiresAt > Date.now())) return false
    const [given, right] = [Buffer.from(signature), Buffer.from(this.#sign(linkId, expiresAt))]
    return given.length === right.length && timingSafeEqual(given, right)
  }

  #sign(linkId: string, expiresAt: number): string {
    return createHmac('sha256', this.#secret)
      .update(`audience pass\n${linkId}\n${expiresAt}`)
      .digest('base64url')
  }
}
