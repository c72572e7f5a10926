import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { MOST_SIGNED_SOURCES, signedPicture } from '../../../shared/protocol/credentials.ts'
import { placeForCredentials, withCredentials } from '../../../shared/export/picture/credentials.ts'
import { ask } from '../../api.ts'
import { bytesOfBase64 } from '../base64.ts'
import type { KnownFacts } from './encode.ts'
import type { SignPicture } from './make-picture.ts'

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
  return async ({ blob, pixels, format }) => {
    if (format === 'webp') return blob
    const bytes = new Uint8Array(await blob.arrayBuffer())
    const path = `/api/boards/${encodeURIComponent(boardId)}/pictures/credentials`
    const { store } = await ask(signedPicture, 'POST', path, {
      format,
      pixels,
      file: bytesToHex(sha256(bytes)),
      place: placeForCredentials(bytes, format),
      sources: named,
      moreSources: more,
    })
    if (store === null) return blob
    return new Blob([withCredentials(bytes, bytesOfBase64(store), format)], { type: blob.type })
  }
}
