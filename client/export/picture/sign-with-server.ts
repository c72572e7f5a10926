import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { MOST_SIGNED_SOURCES, signedPicture } from '../../../shared/protocol/credentials.ts'
import { aroundCredentials, withCredentials } from '../../../shared/export/picture/credentials.ts'
import { NO_HASH } from '../../../shared/export/picture/file-hash.ts'
import { ask } from '../../api.ts'
import { bytesOfBase64 } from '../base64.ts'
import type { KnownFacts } from './encode.ts'
import type { SignPicture } from './make-picture.ts'

/** A PDF is laid out once the server has said how much room it needs, and anew where that changed meanwhile. */
const MOST_TRIES = 4

/**
 * Has the server give pictures content credentials, where its operator has a certificate. Only the hash of a file goes
 * there. WebP takes none.
 *
 * @throws AppError where the server would sign and cannot
 */
export function signWithServer(
  boardId: string,
  { sources, moreSources }: Pick<KnownFacts, 'sources' | 'moreSources'>,
): SignPicture {
  const named = sources.slice(0, MOST_SIGNED_SOURCES)
  const more = moreSources + sources.length - named.length
  const path = `/api/boards/${encodeURIComponent(boardId)}/pictures/credentials`
  return async ({ blob, pixels, format }) => {
    if (format === 'webp') return blob
    const bytes = new Uint8Array(await blob.arrayBuffer())
    let room = format === 'pdf' ? 0 : null
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const { before, after } = aroundCredentials(bytes, format, room ?? 0)
      // oxlint-disable-next-line no-await-in-loop -- each answer says how to ask again
      const signed = await ask(signedPicture, 'POST', path, {
        format,
        pixels,
        // Without room it is only asked how much there has to be.
        file: room === 0 ? NO_HASH : hashOf([before, after]),
        place: before.length,
        room,
        sources: named,
        moreSources: more,
      })
      const { type } = blob
      if (signed.store !== null)
        return new Blob([withCredentials(bytes, bytesOfBase64(signed.store), format)], { type })
      if (signed.room === null) return blob
      room = signed.room
    }
    throw new Error('The server did not say how much room credentials need')
  }
}

function hashOf(parts: readonly Uint8Array[]): string {
  const hash = sha256.create()
  for (const part of parts) hash.update(part)
  return bytesToHex(hash.digest())
}
